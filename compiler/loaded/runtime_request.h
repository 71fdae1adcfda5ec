// A request by name in the terms of the C interface.
#pragma once

#include <deque>
#include <vector>

#include "compiler/request/request.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::loaded {

// Points into the request it is made of, which must outlive it.
class RuntimeRequest {
 public:
  explicit RuntimeRequest(const request::Request& from);
  RuntimeRequest(const RuntimeRequest&) = delete;
  RuntimeRequest& operator=(const RuntimeRequest&) = delete;

  [[nodiscard]] const env_request& get() const { return request_; }

 private:
  void add_switches(const request::Request& from);
  void add_session(const request::Request& from);
  env_value value_of(const request::RawValue& from);

  env_request request_;
  std::vector<env_attribute> attributes_, facts_;
  std::vector<env_name> lineage_, labels_;
  std::vector<env_switch> switches_;
  std::deque<std::vector<env_text>> members_;
};

}  // namespace envelope::loaded
