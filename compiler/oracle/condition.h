// The truth of conditions and blocks for one principal of one request.
#pragma once

#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/request/request.h"
#include "runtime/text/truth.h"

namespace envelope::oracle {

// What is asked, and for whom it is being decided: the principal or a member of its lineage. The request has been found answerable:
// its action is declared and its lineage given. Refers to all three; they must outlive it.
struct Question {
  const check::TypedProgram& program;
  const request::Request& request;
  base::ActionId action;
  base::PrincipalId who;
};

[[nodiscard]] text::Truth atom_truth(const Question& question, const check::TypedAtom& atom);
[[nodiscard]] text::Truth expression_truth(const Question& question, const check::TypedExpr& expression);

// `when` and `unless` together; yes when there are none.
[[nodiscard]] text::Truth conditions_truth(const Question& question, const std::vector<check::TypedCondition>& conditions);

// All blocks around a statement, and that a statement outside every `human` block speaks of agents only.
[[nodiscard]] text::Truth blocks_truth(const Question& question, const std::vector<check::ScopeRef>& blocks);

// Whether a window, phase or stop is on.
[[nodiscard]] text::Truth switch_truth(const Question& question, base::SwitchId id);

}  // namespace envelope::oracle
