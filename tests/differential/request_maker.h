// Random requests that keep to the edges of one policy's conditions, some of them damaged.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/request/request.h"
#include "tests/differential/constants.h"
#include "tests/differential/random.h"

namespace envelope::differential {

struct MadeRequest {
  request::Request request;
  bool is_damaged = false;  // something is missing, malformed or unknown
};

class RequestMaker {
 public:
  // `program` must outlive the maker.
  explicit RequestMaker(const check::TypedProgram& program);

  [[nodiscard]] MadeRequest make(Random& random) const;

 private:
  request::Request whole(Random& random) const;
  void fill_session(request::Request& request, Random& random) const;
  void damage(request::Request& request, Random& random) const;
  void damage_values(std::map<std::string, request::RawValue>& values, bool are_facts, const request::Request& request,
                     Random& random) const;
  [[nodiscard]] base::Type type_of(const std::string& name, bool is_fact, const request::Request& request) const;

  [[nodiscard]] request::RawValue value(const base::Type& type, Random& random) const;
  [[nodiscard]] std::string text(base::TypeKind kind, Random& random) const;
  [[nodiscard]] request::RawValue set(const base::Type& type, Random& random) const;
  [[nodiscard]] std::int64_t number(base::TypeKind kind, Random& random) const;
  [[nodiscard]] std::int64_t instant(Random& random) const;

  const check::TypedProgram& program_;
  Constants constants_;
  std::vector<std::string> agents_, humans_, label_names_;
};

}  // namespace envelope::differential
