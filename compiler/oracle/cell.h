// The decision for one principal: what the statements about it and one action (or one edge) come to.
#pragma once

#include <set>
#include <string>

#include "compiler/base/effect.h"
#include "compiler/oracle/condition.h"

namespace envelope::oracle {

struct Decision {
  base::Effect effect = base::Effect::deny;
  std::set<std::string> approvals;  // effect ask
};

// For the action itself or, when the request names whom to ask, for the edge to that agent.
[[nodiscard]] Decision decide_for(const Question& question);

}  // namespace envelope::oracle
