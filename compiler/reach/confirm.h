// A whole path as one question for the solver: the conditions of all its steps together.
#pragma once

#include "compiler/reach/story.h"

namespace envelope::reach {

// Whether the solver agrees that the path can be taken. What it cannot say, or says otherwise, is kept in the proof.
[[nodiscard]] bool confirmed(prove::Proof& proof, const Story& story);

}  // namespace envelope::reach
