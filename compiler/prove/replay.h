// A request that is about to be shown is decided first, by what decides on a host: the runtime, from a table of the policy built in memory,
// and by the reference interpreter.
#pragma once

#include <memory>
#include <string>

#include "compiler/base/source_map.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/model/policy_model.h"
#include "compiler/request/outcome.h"
#include "compiler/request/request.h"

namespace envelope::prove {

class Replay {
 public:
  // Both must outlive the object. The table is built at the first request.
  Replay(const model::PolicyModel& model, const base::SourceMap& sources) : model_(model), sources_(sources) {}

  // What both decide. When they differ, or there is no table, `fault` says so.
  struct Decided {
    request::Outcome outcome;
    std::string fault;
  };
  [[nodiscard]] Decided decide(const request::Request& request);

 private:
  const model::PolicyModel& model_;
  const base::SourceMap& sources_;
  std::unique_ptr<loaded::LoadedTable> table_;
  std::string fault_;
};

}  // namespace envelope::prove
