// The same check for what the project loader found.
#pragma once

#include "compiler/check/check.h"
#include "compiler/project/modules.h"

namespace envelope::check {

// The trees of `modules`, in their order, with the arguments of the imports that brought them in. `modules` must outlive the result.
[[nodiscard]] std::vector<ModuleTree> module_trees(const project::Modules& modules);

// `check` of all of them.
[[nodiscard]] TypedProgram check(const project::Modules& modules, const base::SourceMap& sources, diagnostics::Sink& sink);

}  // namespace envelope::check
