// What is proved one by one: a cell is everything a policy says about one principal and one action, or about one principal's request that
// another agent act. Principals of whom the policy says the same share a cell.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/model/policy_model.h"

namespace envelope::prove {

enum class RuleRole : std::uint8_t { grant, default_grant, cap, default_cap };

// One record of the model, as a cell sees it.
struct CellRule {
  RuleRole role{};
  std::uint32_t index = 0;  // into model.grants (both kinds of grants), model.caps, model.default_caps
  model::Effect level{};
  model::GuardId guard;
  model::StatementId statement;
  auto operator<=>(const CellRule&) const = default;
};

struct ProofCell {
  base::ActionId action;
  base::PrincipalId requested;                // valid: the edge "ask `requested` to do it"
  std::vector<base::PrincipalId> principals;  // ascending; all decide alike
  base::PrincipalId who;                      // of these the first by name: who stands for all in an example
  std::vector<CellRule> rules;                // grants, default grants, caps, default caps, each in the order of the model
};

// Whether there is a request for the action at all: one that must say which window, job or tier it is about cannot be made where the policy
// has none.
[[nodiscard]] bool can_be_requested(const model::PolicyModel& model, base::ActionId action);

// All cells of actions that can be requested about which some grant or cap speaks, in the order of their first principal, then action, then
// edge. Cost: linear in the records times the principals and actions each one covers.
[[nodiscard]] std::vector<ProofCell> cells_of(const model::PolicyModel& model);

// All of them by name, so that no order of the policy shows in what is preferred.
[[nodiscard]] std::vector<base::PrincipalId> by_name(const model::PolicyModel& model, std::vector<base::PrincipalId> principals);
// The first by name; `principals` must not be empty.
[[nodiscard]] base::PrincipalId first_by_name(const model::PolicyModel& model, const std::vector<base::PrincipalId>& principals);

// The approvals a rule asks for.
[[nodiscard]] const std::vector<base::ApprovalId>& approvals_of(const model::PolicyModel& model, const CellRule& rule);

}  // namespace envelope::prove
