// What both sides say about the same principal and action, side by side.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "compiler/diff/joint.h"
#include "compiler/prove/cells.h"

namespace envelope::diff {

// A `before` or `after` statement, as a cell sees it.
struct DutyRule {
  std::string content;  // what is to be done, and when
  model::GuardId guard;
  model::StatementId statement;  // of its own side
  auto operator<=>(const DutyRule&) const = default;
};

// All in the joint vocabulary; guards are settled for `who`.
struct CellPair {
  base::ActionId action;
  base::PrincipalId requested;                // valid: the edge "ask `requested` to do it"
  std::vector<base::PrincipalId> principals;  // all compare alike
  base::PrincipalId who;                      // of these the first by name
  std::array<std::vector<prove::CellRule>, 2> rules;
  std::array<std::vector<DutyRule>, 2> duties;
};

struct LeftOut {
  std::size_t alike = 0;             // by principal and action
  bool restrictions_differ = false;  // of something that neither side grants
};
// All pairs, of which those are left out and counted that read the same on both sides, or of which neither grants anything.
[[nodiscard]] std::vector<CellPair> differing_pairs(Joint& joint, LeftOut& left_out);

}  // namespace envelope::diff
