// Which ways there may be in an authority graph, one for each root cause: escalation.h looks at each.
#pragma once

#include <vector>

#include "compiler/reach/escalation.h"

namespace envelope::reach {

// The same way for all of whom the policy says the same.
struct Cause {
  Way way;                                // of the first by name
  std::vector<base::PrincipalId> others;  // the rest
  std::vector<Way> ways;                  // all of them: to others of whom the policy says the same, too
};

// By kind, then by the names of who and what: no order of the policy shows.
[[nodiscard]] std::vector<Cause> causes_of(const Looking& looking);

// ---- parts ----
[[nodiscard]] std::vector<Cause> approver_causes(const Looking& looking);
// What rules withhold from somebody, reached over several takeovers, where it is graver than what a single one leads to; whether or not it
// is, where Looking::everything. Of each agent and action the way on which the fewest people are asked.
[[nodiscard]] std::vector<Cause> chain_causes(const Looking& looking);
// Whether some rule restricts what the cell is about.
[[nodiscard]] bool is_restricted(const prove::ProofCell& cell);
// Several agents who come to one end by ways that end alike: the one with the shortest is told, of equals the first that is added.
struct SameEnd {
  Cause cause;
  std::size_t steps = 0;
  SameEnd(const Way& way, std::size_t steps_of_way) : cause{way, {}, {}}, steps(steps_of_way) {}
  void add(const Way& way, std::size_t steps_of_way);
};

}  // namespace envelope::reach
