// The decision for one principal: what the statements about it and one action (or one edge) come to, in every case of a World.
// docs/language/semantics.md read statement by statement.
#pragma once

#include <array>
#include <map>
#include <span>

#include "compiler/base/effect.h"
#include "compiler/oracle/coverage.h"
#include "compiler/oracle/reading.h"

namespace envelope::oracle {

template <typename Bits>
struct Decision {
  std::array<Bits, 4> at_least;                // by effect: where it is this or milder; [deny] is not set
  std::map<base::ApprovalId, Bits> approvals;  // where the effect is ask and this approval is needed

  [[nodiscard]] Bits asks() const { return at(base::Effect::ask) & ~at(base::Effect::allow); }
  [[nodiscard]] const Bits& at(base::Effect effect) const { return at_least[static_cast<std::size_t>(effect)]; }
};

// What a rule contributes to the cell of an action, or of the edge to `requested`.
struct Share {
  bool grants = false;
  bool caps = false;
};
[[nodiscard]] inline Share share_of(const check::TypedProgram& program, const check::Rule& rule, base::ActionId action,
                                    std::optional<base::PrincipalId> requested) {
  using base::Effect;
  using base::Strength;
  const bool has_grant = rule.strength != Strength::at_most && (rule.effect != Effect::deny || rule.strength == Strength::weak);
  const bool has_cap = rule.strength != Strength::plain || rule.effect != Effect::allow;
  if (rule.requested) {
    const bool is_here = requested == rule.requested && covers(program, rule.targets, action);
    return {is_here && has_grant, is_here && has_cap};
  }
  if (!requested) {
    const bool is_here = covers(program, rule.targets, action);
    return {is_here && has_grant, is_here && has_cap};
  }
  const bool binds_edges = rule.strength != Strength::weak && covers_as_anything(program, rule.targets, action);
  return {false, binds_edges && has_cap};
}

// Collects what the statements say, then weighs it.
template <typename World>
class Cell {
 public:
  using Bits = typename World::Bits;
  using Truths = Kleene<Bits>;

  explicit Cell(const World& world) : world_(world), program_(world.program()) {
    const Bits nowhere = ~world.every();
    granted_.fill(nowhere);
    capped_.fill(nowhere);
    default_levels_.fill(nowhere);
    has_default_ = nowhere;
  }

  // `rules`: pointers to at least those that speak of the principal and the action.
  template <typename Rules>
  Decision<Bits> decide(const Rules& rules) {
    for (const check::Rule* rule : rules) read_rule(*rule);
    if (!world_.requested())
      for (std::uint32_t i = 0; i < program_.switches.size(); ++i) read_passages(base::SwitchId{i});
    return weigh();
  }

 private:
  using Approvals = std::map<base::ApprovalId, Bits>;

  void read_rule(const check::Rule& rule) {
    const Share share = share_of(program_, rule, world_.action(), world_.requested());
    if ((!share.grants && !share.caps) || !may_speak_of(program_, rule.scope, world_.who())) return;
    const Truths truth = statement_truth(world_, rule);
    if (rule.strength == base::Strength::weak) return add_default(rule.effect, truth, rule.via);
    if (share.grants) add_grant(rule.effect, truth);
    if (share.caps) add_cap(rule.effect, truth, rule.via);
  }

  // `enter via a` in S: `ask enter when what is S via a`, said of everybody.
  void read_passages(base::SwitchId id) {
    const check::Switch& owner = program_.switches[id.index()];
    const std::string& action = program_.actions[world_.action().index()].name;
    if (action == "enter") read_passages(owner.enter, id);
    if (action == "leave") read_passages(owner.leave, id);
  }
  void read_passages(const std::vector<check::Passage>& passages, base::SwitchId id) {
    for (const check::Passage& passage : passages) {
      if (passage.via.empty()) continue;
      const Truths truth = world_.speaks_of(id);
      add_grant(base::Effect::ask, truth);
      add_cap(base::Effect::ask, truth, passage.via);
    }
  }

  [[nodiscard]] Bits grant_truth(base::Effect effect, const Truths& condition) const {
    const bool takes_capability = !world_.requested() && (effect == base::Effect::allow || effect == base::Effect::ask);
    return takes_capability ? both(condition, holds_what_it_takes(world_)).yes : condition.yes;
  }

  void add_grant(base::Effect effect, const Truths& condition) {
    Bits& granted = granted_[static_cast<std::size_t>(effect)];
    granted = granted | grant_truth(effect, condition);
  }

  void add_cap(base::Effect effect, const Truths& condition, const std::vector<base::ApprovalId>& via) {
    Bits& capped = capped_[static_cast<std::size_t>(effect)];
    capped = capped | condition.may;
    if (effect == base::Effect::ask) add_approvals(via, condition.may, cap_approvals_);
  }

  void add_default(base::Effect effect, const Truths& condition, const std::vector<base::ApprovalId>& via) {
    Bits& level = default_levels_[static_cast<std::size_t>(effect)];
    level = level | condition.may;
    has_default_ = has_default_ | grant_truth(effect, condition);
    if (effect == base::Effect::ask) add_approvals(via, condition.may, default_approvals_);
  }

  void add_approvals(const std::vector<base::ApprovalId>& via, const Bits& where, Approvals& to) const {
    for (const base::ApprovalId id : via) add_to(to, id, where);
    if (via.empty() && program_.default_approval.is_valid()) add_to(to, program_.default_approval, where);
  }
  static void add_to(Approvals& to, base::ApprovalId id, const Bits& where) {
    const auto [entry, is_new] = to.try_emplace(id, where);
    if (!is_new) entry->second = entry->second | where;
  }

  // The mildest explicit grant, else the strictest default where some default certainly grants; never milder than the strictest cap.
  [[nodiscard]] Decision<Bits> weigh() const {
    const Bits nowhere = ~world_.every();
    Decision<Bits> decision;
    const Bits has_explicit = granted_[0] | granted_[1] | granted_[2] | granted_[3];
    Bits granted_so_far = nowhere;
    std::array<Bits, 4> stricter_default{}, stricter_cap{};  // where there is one below the effect
    stricter_default[0] = stricter_cap[0] = nowhere;
    for (std::size_t e = 1; e < 4; ++e) {
      stricter_default[e] = stricter_default[e - 1] | default_levels_[e - 1];
      stricter_cap[e] = stricter_cap[e - 1] | capped_[e - 1];
    }
    decision.at_least[0] = nowhere;
    for (std::size_t e = 3; e > 0; --e) {
      granted_so_far = granted_so_far | granted_[e];
      const Bits by_default = has_default_ & ~has_explicit & ~stricter_default[e];
      decision.at_least[e] = (granted_so_far | by_default) & ~stricter_cap[e];
    }
    const Bits asks = decision.asks();
    for (const auto& [id, where] : cap_approvals_) add_to(decision.approvals, id, where & asks);
    for (const auto& [id, where] : default_approvals_) add_to(decision.approvals, id, where & asks & ~has_explicit);
    return decision;
  }

  const World& world_;
  const check::TypedProgram& program_;
  std::array<Bits, 4> granted_, capped_, default_levels_;  // by effect
  Bits has_default_;                                       // where some default certainly grants
  Approvals cap_approvals_, default_approvals_;
};

// The duties of the cell, as indices into TypedProgram::arounds, each with where it attaches to what is permitted.
template <typename World, typename Visit>
void for_each_duty(const World& world, std::uint32_t index, Visit visit) {
  const check::Around& around = world.program().arounds[index];
  if (!covers(world.program(), around.targets, world.action()) || !may_speak_of(world.program(), around.scope, world.who())) return;
  visit(index, statement_truth(world, around).may);
}

}  // namespace envelope::oracle
