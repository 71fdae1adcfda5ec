// A typed program as text in the language: the policy in one normal form, which a table carries and `envc decompile` gives back.
//
//   in    a program that was accepted
//   out   a policy that compiles to the same decisions in the same order: its table has the same decision digest
//
// What is left of the sources is what decides, enforces or explains: every name is resolved, every `let` and hole replaced by its value,
// every value in its canonical spelling, all modules in one. Comments, tests, assertions and acceptances decide nothing and are left out.
#pragma once

#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/restate/parts.h"

namespace envelope::restate {

// One file, unless the modules of the policy read the clocks of several time zones (a file has one, so each run of statements that read
// one clock is then a file of its own) or the text passes what `envc` reads as one file. The first file imports the others in their order.
// Deterministic. One statement a line; `envc fmt` makes the layout that people want. The program must have been accepted without errors.
[[nodiscard]] std::vector<Part> restate(const check::TypedProgram& program);

}  // namespace envelope::restate
