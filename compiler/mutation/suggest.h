// Tests that a policy could have: for each statement the requests just inside and just outside of what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/model/policy_model.h"

namespace envelope::mutation {

// `test` blocks in the layout of `envc fmt`, one for each statement, with what the policy decides now: a request inside of what it says,
// one outside, and so many that every change of the statement (mutants.h) that can be told decides one of them otherwise. What the tests
// of the policy say already is left out. Pasted into the policy they pass; empty when there is nothing left to say. Deterministic.
// `is_timed`: no request is left without a time.
[[nodiscard]] std::string suggest_tests(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources,
                                        bool is_timed);

}  // namespace envelope::mutation
