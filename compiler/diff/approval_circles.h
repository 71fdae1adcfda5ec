// Circles of agents who approve each other's requests, that a change opens or closes.
#pragma once

#include "compiler/diff/change.h"
#include "compiler/diff/side_proof.h"

namespace envelope::diff {

// Appends to `to` each circle (ENV2303) of one side whose agents are not all in one of the other. What could not be worked out, or went
// wrong, is appended as well; then nothing is said of circles that may be on the other side after all. Both sides are there.
void compare_approval_circles(SideProofs& proofs, PolicyDiff& to);

}  // namespace envelope::diff
