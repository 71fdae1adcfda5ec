// Two models in one vocabulary: what one side calls by a name and what the other calls so are one thing, so that both can be put to one
// request and their guards compared by their number.
//
// A value that only one side has a word for (a member added to an enum, a new agent as a value) is said to both: the other refuses it, or
// does not know, as its runtime would. A thing that only one side declares (an attribute, a fact, a switch, a label) is said to that side
// alone: `request_for`.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/model/builder.h"
#include "compiler/model/policy_model.h"
#include "compiler/prove/cells.h"
#include "compiler/request/request.h"

namespace envelope::diff {

enum class Side : std::uint8_t { before, after };
inline constexpr std::array<Side, 2> kSides{Side::before, Side::after};
[[nodiscard]] inline std::size_t index_of(Side side) { return static_cast<std::size_t>(side); }

// What guards can ask about a principal, in the joint vocabulary.
struct PrincipalFacts {
  bool exists = false;
  bool is_agent = false;
  base::TierId tier;
  std::vector<base::CapabilityId> capabilities;  // always held; sorted
  std::vector<std::string> reach;                // "channel address"; sorted
  bool operator==(const PrincipalFacts&) const = default;
};

class Joint {
 public:
  // Both must outlive the object.
  Joint(const model::PolicyModel& before, const model::PolicyModel& after);

  // The world of both, and whatever was translated so far. Its `statements` are those of `before`, those of `after`, then one for the
  // refusals of each side; they have numbers and nothing else.
  [[nodiscard]] const model::PolicyModel& model() const { return model_; }
  [[nodiscard]] const model::PolicyModel& of(Side side) const { return *sides_[index_of(side)].model; }
  [[nodiscard]] Side side_of(model::StatementId statement) const {
    if (statement == refusal(Side::before)) return Side::before;
    return statement.value < statements_before_ ? Side::before : Side::after;
  }
  // The same statement as its own side numbers it; invalid for a refusal.
  [[nodiscard]] model::StatementId own_statement(model::StatementId statement) const {
    if (statement == refusal(Side::before) || statement == refusal(Side::after)) return {};
    return side_of(statement) == Side::before ? statement : model::StatementId{statement.value - statements_before_};
  }
  [[nodiscard]] model::StatementId refusal(Side side) const { return sides_[index_of(side)].refusal; }

  [[nodiscard]] base::PrincipalId principal(Side side, base::PrincipalId own) const {
    return own.is_valid() ? sides_[index_of(side)].principals[own.index()] : own;
  }
  [[nodiscard]] base::ActionId action(Side side, base::ActionId own) const { return sides_[index_of(side)].actions[own.index()]; }
  [[nodiscard]] base::ApprovalId approval(Side side, base::ApprovalId own) const { return sides_[index_of(side)].approvals[own.index()]; }
  [[nodiscard]] bool has_action(Side side, base::ActionId joint) const { return sides_[index_of(side)].has_action[joint.index()]; }
  [[nodiscard]] const PrincipalFacts& facts(Side side, base::PrincipalId joint) const {
    return sides_[index_of(side)].facts[joint.index()];
  }

  // Whether being in a window gives the same capabilities on both sides.
  [[nodiscard]] bool same_switches_grant_capabilities() const { return sides_[0].switches_granting == sides_[1].switches_granting; }

  // A guard of one side. Equal numbers ask the same; what they ask about the principal itself is not settled yet.
  [[nodiscard]] model::GuardId guard(Side side, model::GuardId id);
  // A joint guard of one side as it reads for one principal: tier, capabilities and the agent itself are settled.
  [[nodiscard]] model::GuardId settled(Side side, base::PrincipalId who, model::GuardId joint);
  // A rule of one side; the guard is not settled.
  [[nodiscard]] prove::CellRule rule(Side side, const prove::CellRule& own);
  // Where one side refuses a request of the other: caps that deny. Empty where it reads all of them.
  [[nodiscard]] std::vector<prove::CellRule> refusals(Side side, base::ActionId joint, base::PrincipalId who);

  // What of a joint request is said to one side.
  [[nodiscard]] request::Request request_for(Side side, const request::Request& joint) const;

 private:
  struct SideWorld {
    const model::PolicyModel* model = nullptr;
    std::vector<base::PrincipalId> principals;
    std::vector<base::ActionId> actions;
    std::vector<base::EnumId> enums;
    std::vector<std::vector<std::int64_t>> members;  // of enums, by own number
    std::vector<model::AttributeId> attributes;
    std::vector<base::FactId> fact_ids;
    std::vector<base::SwitchId> switches;
    std::vector<base::LabelId> labels;
    std::vector<base::TierId> tiers;
    std::vector<base::JobId> jobs;
    std::vector<base::CapabilityId> capabilities;
    std::vector<base::ZoneId> zones;
    std::vector<base::ApprovalId> approvals;
    std::vector<PrincipalFacts> facts;  // by joint principal
    std::vector<bool> has_action;       // by joint action
    std::map<model::GuardId, model::GuardId> guards;
    std::map<base::CapabilityId, std::vector<base::SwitchId>> switches_granting;  // joint
    std::map<std::pair<base::PrincipalId, model::GuardId>, model::GuardId> settled;
    std::map<base::ActionId, std::vector<prove::CellRule>> refusals;
    std::uint32_t first_grant = 0, first_cap = 0, first_default_cap = 0;
    model::StatementId refusal;
  };

  // Values of a closed type that a side has no word for, in joint numbers.
  [[nodiscard]] std::vector<std::int64_t> foreign_values(const SideWorld& side, const model::Type& joint) const;
  [[nodiscard]] std::vector<std::int64_t> own_values(const SideWorld& side, const model::Type& own) const;  // joint, by own number
  [[nodiscard]] model::Type type(const SideWorld& side, model::Type own) const;

  void join_names(SideWorld& side);
  void join_enums(SideWorld& side);
  void join_people(SideWorld& side);
  void join_attributes(SideWorld& side);
  void join_actions(SideWorld& side);
  void join_approvals(SideWorld& side);
  void join_records();
  void settle_optional();

  model::GuardId atom(const SideWorld& side, const model::Atom& own);
  model::GuardId readable(const SideWorld& side, const model::Atom& joint, model::GuardId guard);
  model::GuardId says_foreign(const SideWorld& side, const model::Atom& about);
  model::GuardId unknown();
  model::GuardId is_absent(model::AttributeId attribute);
  prove::CellRule refusal_where(const SideWorld& side, model::GuardId reason);
  std::vector<model::GuardId> reasons_to_refuse(const SideWorld& side, base::ActionId joint);

  std::array<SideWorld, 2> sides_;
  model::PolicyModel model_;
  std::uint32_t statements_before_ = 0;
  std::map<std::pair<std::string, model::Type>, model::AttributeId> attribute_ids_;
  std::map<std::pair<std::string, model::Type>, base::FactId> fact_ids_;
  std::map<std::string, base::ApprovalId> approval_ids_;
  model::Builder builder_;
};

}  // namespace envelope::diff
