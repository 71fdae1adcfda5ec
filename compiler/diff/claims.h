// Claims (`assert`) that a change breaks or makes hold again.
#pragma once

#include "compiler/diff/change.h"
#include "compiler/diff/side_proof.h"

namespace envelope::diff {

// Appends to `to` each claim that both sides make, by its title, and one alone does not keep. A claim that only one side makes is a change
// of its own (records.h), and broken from the begin `envc verify` tells of it. Both sides are there.
void compare_claims(SideProofs& proofs, PolicyDiff& to);

// Whether there is such a claim.
[[nodiscard]] bool share_claims(const model::PolicyModel& before, const model::PolicyModel& after);

}  // namespace envelope::diff
