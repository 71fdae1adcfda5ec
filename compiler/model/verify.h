// The model's own invariants, checked after lowering in every build and test.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/policy_model.h"

namespace envelope::model {

// Every violated invariant as one sentence; empty for a well-formed model. A non-empty answer is an internal fault, never the author's.
[[nodiscard]] std::vector<std::string> verify(const PolicyModel& model);

}  // namespace envelope::model
