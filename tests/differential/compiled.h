// Text → typed program and model, through the whole front end.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/model/policy_model.h"

namespace envelope::differential {

struct Compiled {
  base::SourceMap sources;
  check::TypedProgram program;
  model::PolicyModel model;                    // lowered when there was no error
  std::unique_ptr<loaded::LoadedTable> table;  // built from the model, unless there are problems
  std::string problems;  // findings of the front end, broken invariants of the model, a refused table; empty when all is well
};

// The table of a model, read back by the runtime's loader; what stands in the way is put into `problems`.
[[nodiscard]] std::unique_ptr<loaded::LoadedTable> load_table(const model::PolicyModel& model, const base::SourceMap& sources,
                                                              std::string& problems);

// The first text is the main file; all others are as if it imported them.
[[nodiscard]] std::unique_ptr<Compiled> compile(const std::vector<std::string>& texts);

}  // namespace envelope::differential
