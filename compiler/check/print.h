// A typed program as text, for `--emit=typed` and tests: one line a thing, in order of ids; every name resolved, every value in its unit.
// Deterministic; not meant to be read back.
#pragma once

#include <string>

#include "compiler/check/typed_program.h"

namespace envelope::check {

// Built-in enums are left out. Works for programs that were rejected, too: what could not be typed shows as `?`.
[[nodiscard]] std::string print_typed(const TypedProgram& program);

}  // namespace envelope::check
