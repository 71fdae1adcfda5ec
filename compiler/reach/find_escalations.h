// What `envc verify` finds over the authority graph.
#pragma once

#include <string>
#include <vector>

#include "compiler/prove/checks.h"
#include "compiler/prove/prove.h"
#include "compiler/reach/escalation.h"

namespace envelope::reach {

// A way to more authority as it will be told, of the first by name of all who have it.
struct FoundEscalation {
  Way way;
  std::vector<base::PrincipalId> others;  // for whom the policy says the same
  Escalation escalation;
};
// Each confirmed by the solver, in the order of the findings.
[[nodiscard]] std::vector<FoundEscalation> escalations(const Looking& looking);

// A claim `assert … never reach` that does not hold, with the shortest way.
struct RefutedReach {
  const model::Claim* claim = nullptr;  // of the model
  Story story;
};
[[nodiscard]] std::vector<RefutedReach> refuted_reaches(prove::Proof& proof);

// ENV2201, ENV2202, ENV2204, ENV2205, ENV2209, ENV2304: one finding for each root cause, in an order that no order of the policy shows in.
void find_escalations(prove::Proof& proof, prove::Findings& findings);
// ENV2604 for `assert … never reach`.
void find_refuted_reaches(prove::Proof& proof, prove::Findings& findings);

// The same, with these findings as well.
[[nodiscard]] prove::VerifyOptions with_escalations(prove::VerifyOptions options);

}  // namespace envelope::reach
