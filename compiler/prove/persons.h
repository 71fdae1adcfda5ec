// Which names are one person: two that are reached at one address are, and so are those that are one person with a third.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/policy_model.h"

namespace envelope::prove {

class Persons {
 public:
  // `model` must outlive the object.
  explicit Persons(const model::PolicyModel& model);

  [[nodiscard]] bool are_one(base::PrincipalId a, base::PrincipalId b) const { return person_[a.index()] == person_[b.index()]; }
  // Of two names that are one person: the addresses that say so, along the fewest names.
  [[nodiscard]] std::string why(base::PrincipalId a, base::PrincipalId b) const;

 private:
  const model::PolicyModel& model_;
  std::vector<std::uint32_t> person_;  // by principal: the first of its names
};

// Asked when there is no time left to answer.
[[nodiscard]] bool is_too_late(const model::Approval& approval, const model::ApprovalAlternative& alternative);

}  // namespace envelope::prove
