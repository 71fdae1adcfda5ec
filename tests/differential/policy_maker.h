// Random policies, as text: every form that decides, all strengths, effects, blocks, operators and types. They compile.
#pragma once

#include "tests/differential/random.h"
#include "tests/differential/source.h"

namespace envelope::differential {

[[nodiscard]] PolicySource make_policy(Random& random);

}  // namespace envelope::differential
