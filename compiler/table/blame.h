// Internal to this folder: the statement to point at where a policy passes a limit; of several the first. Invalid where there is none.
#pragma once

#include "compiler/model/policy_model.h"

namespace envelope::table {

[[nodiscard]] base::Span asks_for(const model::PolicyModel& model, std::uint32_t approval);
// By Duties::index.
[[nodiscard]] base::Span carries(const model::PolicyModel& model, std::uint32_t duties);
[[nodiscard]] base::Span tells_apart(const model::PolicyModel& model, model::AtomId atom);

}  // namespace envelope::table
