// Which actions a statement is about.
#pragma once

#include "compiler/check/typed_program.h"

namespace envelope::oracle {

// `action` is among the targets (by name, by class, or as part of `anything`) and not excepted.
[[nodiscard]] bool covers(const check::TypedProgram& program, const check::TypedTargets& targets, base::ActionId action);

// `anything` is among the targets and `action` is not excepted.
[[nodiscard]] bool covers_as_anything(const check::TypedProgram& program, const check::TypedTargets& targets, base::ActionId action);

}  // namespace envelope::oracle
