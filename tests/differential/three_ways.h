// One accepted policy, many requests, three evaluators.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/policy_model.h"

namespace envelope::differential {

// Asks the oracle, the interpreter and the table of the model about `requests` random requests near the policy's edges. What they differ
// about first, or why there is no table; empty when they agree. The same every time.
[[nodiscard]] std::string disagreement(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources,
                                       std::size_t requests);

// What is wrong where the first statement that the explanation says to decide is not the one that a table names; else empty.
[[nodiscard]] std::string statements_differ(const model::PolicyModel& model, const model::Explanation& explanation,
                                            std::optional<std::uint32_t> of_table);

}  // namespace envelope::differential
