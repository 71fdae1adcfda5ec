// A region of a cell as few, general cases: each case is a choice of parts for every axis, and none can be made more general without
// leaving the region.
#pragma once

#include <optional>
#include <vector>

#include "compiler/questions/axes.h"

namespace envelope::questions {

// One case: for each axis the parts that it allows.
using Case = std::vector<Parts>;

// Cases that together cover `target` and lie within `room` (which holds `target`). Every case is prime: with one part more it would not
// lie within `room`. None is superfluous. Deterministic. Nothing where more than `cases_max` would be needed, or the diagrams overflow.
[[nodiscard]] std::optional<std::vector<Case>> cover(prove::CellLogic& logic, const std::vector<Axis>& axes, bdd::Node target,
                                                     bdd::Node room, std::size_t cases_max = 256);

// The requests that a case speaks of.
[[nodiscard]] bdd::Node where(bdd::Space& space, const std::vector<Axis>& axes, const Case& one);

}  // namespace envelope::questions
