// The text form of a model, for `--emit=model` and golden tests. Deterministic; positions are left out.
#pragma once

#include <string>
#include <string_view>

#include "compiler/model/policy_model.h"

namespace envelope::model {

[[nodiscard]] std::string print(const PolicyModel& model);
// One guard in the language's own words: `branch matches "feature/**" and not in emergency`; `always` for no condition.
[[nodiscard]] std::string print_guard(const PolicyModel& model, GuardId guard);
[[nodiscard]] std::string print_atom(const PolicyModel& model, AtomId atom);
// What the language calls a circumstance that every request has (`tier`, `origin`, `time`, …); empty for other kinds of atoms.
[[nodiscard]] std::string_view circumstance_word(AtomKind kind);
// A number in the unit of its type: `$5.00`, `15min`, `sandbox`.
[[nodiscard]] std::string print_number(const PolicyModel& model, const Type& type, std::int64_t number);
// `snapshot(keep: 1w), check(command: "npm test") within 5min`.
[[nodiscard]] std::string print_calls(const std::vector<DutyCall>& calls);
[[nodiscard]] std::string type_name(const PolicyModel& model, const Type& type);

}  // namespace envelope::model
