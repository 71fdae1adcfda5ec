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

}  // namespace envelope::reach
