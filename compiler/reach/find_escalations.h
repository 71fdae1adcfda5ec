// What `envc verify` finds over the authority graph.
#pragma once

#include "compiler/prove/checks.h"
#include "compiler/prove/prove.h"

namespace envelope::reach {

// ENV2201, ENV2202, ENV2204, ENV2205, ENV2209, ENV2304: one finding for each root cause, in an order that no order of the policy shows in.
void find_escalations(prove::Proof& proof, prove::Findings& findings);
// ENV2604 for `assert … never reach`.
void find_refuted_reaches(prove::Proof& proof, prove::Findings& findings);
// ENV2606, ENV2212 and ENV2607 for `assert … never together`.
void find_togethers(prove::Proof& proof, prove::Findings& findings);

// The same, with these findings as well.
[[nodiscard]] prove::VerifyOptions with_escalations(prove::VerifyOptions options);

}  // namespace envelope::reach
