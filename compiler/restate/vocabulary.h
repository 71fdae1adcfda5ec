// Declarations: what a policy talks about.
#pragma once

#include <string>

#include "compiler/check/typed_program.h"

namespace envelope::restate {

// Enums, classes, capabilities, actions, events, duties, meters, facts, tiers, principals, switches with what stands in their blocks only
// (how long, what they grant, who may enter and leave), approvals. One line each, in the order of their ids, so that a second
// compilation numbers them alike. Labels and jobs stand among the statements, because their conditions do.
void append_vocabulary(const check::TypedProgram& program, std::string& out);

// `do` and `else` of passages, limits, watches and duty statements: `snapshot(keep: 7d), enter frozen within 5s`.
[[nodiscard]] std::string spell_consequences(const check::TypedProgram& program, const std::vector<check::Consequence>& calls);
// `(to: sandbox, keep: 7d)`, also when there are none.
[[nodiscard]] std::string spell_arguments(const check::TypedProgram& program, const std::vector<check::DutyArgument>& arguments);
// ` "what it is for"`, with its blank; empty for none.
[[nodiscard]] std::string spell_doc(const std::string& doc);
// `window`, `phase` or `stop`.
[[nodiscard]] std::string_view switch_word(check::SwitchKind kind);

}  // namespace envelope::restate
