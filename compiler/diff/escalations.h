// Ways by which agents come to more than they were given, that a change opens or closes.
#pragma once

#include <string>
#include <vector>

#include "compiler/diff/change.h"
#include "compiler/diff/compare.h"

namespace envelope::diff {

// Appends to `changes` what `envc verify` tells of the authority graph of one side only: the same story in both is no change. What could not
// be worked out, or went wrong, is appended to the others. Both sides are there.
void compare_escalations(const SidePolicy& before, const SidePolicy& after, const CompareOptions& options, PolicyDiff& to);

}  // namespace envelope::diff
