// Claims (`assert`) that a change breaks or makes hold again.
#pragma once

#include <array>

#include "compiler/diff/change.h"
#include "compiler/diff/compare.h"

namespace envelope::diff {

// Appends to `to` each claim that both sides make, by its title, and one alone does not keep. A claim that only one side makes is a change
// of its own (records.h), and broken from the begin `envc verify` tells of it. Both sides are there.
void compare_claims(const std::array<SidePolicy, 2>& sides, const CompareOptions& options, PolicyDiff& to);

}  // namespace envelope::diff
