// Which of two sets of approvals is easier to get.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/model/policy_model.h"

namespace envelope::diff {

// What a request needs on one side: all of `approvals`.
struct Needed {
  std::vector<base::ApprovalId> approvals;  // of the joint model
  // Whether two people are reached at one address, and so are one person.
  std::function<bool(base::PrincipalId, base::PrincipalId)> is_same_person;
};

// Of the change from one to the other. Both can be true, or neither.
struct Strength {
  bool is_weaker = false;                     // somebody, or fewer, can give now what they could not give before; or less is asked of them
  bool is_stronger = false;                   // the reverse
  std::vector<std::string> weaker, stronger;  // why, one clause each
};

// When `who` asks. Exact about who can say yes: two monotone functions over people, compared at every moment at which others are asked.
[[nodiscard]] Strength compare_approvals(const model::PolicyModel& joint, base::PrincipalId who, const Needed& before, const Needed& after);

// `2 of jeff, taylor or sam after 30min, needs reason, within 1h`: approvals in words, in a fixed order.
[[nodiscard]] std::string approval_words(const model::PolicyModel& joint, const std::vector<base::ApprovalId>& approvals);

}  // namespace envelope::diff
