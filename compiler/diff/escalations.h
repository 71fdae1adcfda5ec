// Ways by which agents come to more than they were given, that a change opens or closes.
#pragma once

#include <array>

#include "compiler/diff/change.h"
#include "compiler/diff/side_proof.h"
#include "compiler/prove/replay.h"

namespace envelope::diff {

// Appends to `to` the ways over the authority graph that one side alone has. Ways are the same where the same agent comes to the same by
// the same means through the same others; a way on which people are asked is had by a side where it is open without asking. Each is told
// with the steps of the side that has it, and with what the other side decides of them. What could not be worked out, or went wrong, is
// appended as well; then nothing is said of a way that may be on the other side after all. Both sides are there, `replays` are theirs.
void compare_escalations(SideProofs& proofs, std::array<prove::Replay, 2>& replays, PolicyDiff& to);

}  // namespace envelope::diff
