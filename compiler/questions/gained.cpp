#include "compiler/questions/gained.h"

#include <algorithm>
#include <tuple>

#include "compiler/model/builder.h"

namespace envelope::questions {
namespace {

using base::Effect;
using bdd::Node;
using model::Atom;
using model::AtomKind;
using model::PolicyModel;

// Both policies in one model: `after`, and the rules of `before` behind them, told apart by their statements. What they talk about is the
// same but for the capabilities that agents hold.
class BothPolicies {
 public:
  BothPolicies(const PolicyModel& before, const PolicyModel& after) : before_(before), model_(after), builder_(model_) {
    const auto first = static_cast<std::uint32_t>(after.statements.size());
    model_.statements.insert(model_.statements.end(), before.statements.begin(), before.statements.end());
    for (std::uint32_t i = 0; i < first; ++i) of_after_.insert({i});
    for (std::uint32_t i = first; i < model_.statements.size(); ++i) of_before_.insert({i});
    for (std::uint32_t i = 0; i < before.guards.size(); ++i) guards_.push_back(translated(before.guards[i]));
    for (const auto list : {&PolicyModel::caps, &PolicyModel::default_caps})
      for (model::Cap cap : before.*list) (model_.*list).push_back(moved(std::move(cap), first));
    for (const model::Grant& grant : before.grants) model_.grants.push_back(moved(grant, first));
  }

  [[nodiscard]] const PolicyModel& model() const { return model_; }
  [[nodiscard]] const prove::Without& of_before() const { return of_before_; }
  [[nodiscard]] const prove::Without& of_after() const { return of_after_; }

 private:
  template <typename Record>
  Record moved(Record record, std::uint32_t first) {
    record.statement.value += first;
    record.guard = guards_[record.guard.index()];
    record.cell.principals = builder_.principals(before_.principal_sets[record.cell.principals.index()]);
    record.cell.actions = builder_.actions(before_.action_sets[record.cell.actions.index()]);
    return record;
  }

  model::GuardId translated(const model::Guard& guard) {
    std::vector<model::GuardId> children;
    for (const model::GuardId child : guard.children) children.push_back(guards_[child.index()]);
    switch (guard.kind) {
      case model::GuardKind::always:
        break;
      case model::GuardKind::atom:
        return atom(before_.atoms[guard.atom.index()]);
      case model::GuardKind::all:
        return builder_.all(std::move(children));
      case model::GuardKind::any:
        return builder_.any(std::move(children));
      case model::GuardKind::negation:
        return builder_.negation(children.front());
    }
    return builder_.always();
  }

  // Who held a capability before is said by name: the principals of the model hold what they hold after.
  model::GuardId atom(const Atom& asked) {
    if (asked.kind != AtomKind::capability) return builder_.atom(asked);
    Atom holders{};
    holders.kind = AtomKind::agent;
    holders.op = model::AtomOperator::equals;
    holders.type.kind = base::TypeKind::agent;
    bool is_changed = false;
    for (std::uint32_t i = 0; i < before_.principals.size(); ++i) {
      const bool held = holds(before_, i, asked.capability);
      if (held) holders.numbers.push_back(i);
      is_changed = is_changed || held != holds(model_, i, asked.capability);
    }
    if (!is_changed) return builder_.atom(asked);
    std::vector<model::GuardId> ways;
    if (!holders.numbers.empty()) ways.push_back(builder_.atom(holders));
    for (std::uint32_t i = 0; i < before_.switches.size(); ++i) {
      const auto& grants = before_.switches[i].grants;
      if (std::find(grants.begin(), grants.end(), asked.capability) == grants.end()) continue;
      Atom on{};
      on.kind = AtomKind::switch_on;
      on.switch_id = {i};
      ways.push_back(builder_.atom(on));
    }
    return builder_.any(std::move(ways));
  }

  static bool holds(const PolicyModel& model, std::uint32_t who, base::CapabilityId capability) {
    const auto& held = model.principals[who].capabilities;
    return std::binary_search(held.begin(), held.end(), capability);
  }

  const PolicyModel& before_;
  PolicyModel model_;
  model::Builder builder_;
  std::vector<model::GuardId> guards_;  // of `before`, by their numbers
  prove::Without of_before_, of_after_;
};

// By effect, the most general conditions under which `after` decides this mild and `before` does not.
CellLines gained_in(prove::CellLogic& logic, const BothPolicies& both, bool& holds_more) {
  CellLines result;
  result.limit = logic.limit();
  result.is_faulty = logic.is_faulty();
  if (!result.limit.empty()) return result;
  const std::vector<Axis> axes = axes_of(logic);
  bdd::Space& space = logic.space();
  Node said = bdd::kFalse;
  for (const Effect level : {Effect::allow, Effect::ask, Effect::propose}) {
    const Node now = logic.at_least(level, both.of_before());
    const Node target = space.without(space.without(now, logic.at_least(level, both.of_after())), said);
    if (target == bdd::kFalse) continue;
    Line line{level, {}, {}};
    line.when = conditions_of(logic, axes, target, space.either(target, said), result, said);
    if (result.is_faulty) {
      result.limit.clear();
      result.is_faulty = false;
      holds_more = true;
      line.when = conditions_of(logic, axes, target, space.either(now, said), result, said);
    }
    if (!result.limit.empty()) break;
    result.lines.push_back(std::move(line));
  }
  if (result.limit.empty()) result.limit = logic.limit();
  if (!result.limit.empty()) result.lines.clear();
  return result;
}

void add(std::vector<Gained>& all, Gained one) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const Gained& other) {
    return other.action == one.action && other.requested == one.requested && other.holds_more == one.holds_more && other.lines == one.lines;
  });
  if (same == all.end()) return all.push_back(std::move(one));
  same->principals.insert(same->principals.end(), one.principals.begin(), one.principals.end());
}

bool talk_about_the_same(const PolicyModel& before, const PolicyModel& after) {
  const auto are_named_alike = [](const auto& a, const auto& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return x.name == y.name; });
  };
  for (std::size_t i = 0; i < std::min(before.principals.size(), after.principals.size()); ++i)
    if (before.principals[i].tier != after.principals[i].tier || before.principals[i].kind != after.principals[i].kind) return false;
  for (std::size_t i = 0; i < std::min(before.switches.size(), after.switches.size()); ++i)
    if (before.switches[i].grants != after.switches[i].grants) return false;
  return before.tiers == after.tiers && are_named_alike(before.principals, after.principals) &&
         are_named_alike(before.actions, after.actions) && are_named_alike(before.attributes, after.attributes) &&
         are_named_alike(before.switches, after.switches) && are_named_alike(before.approvals, after.approvals) &&
         are_named_alike(before.zones, after.zones) && before.facts == after.facts && before.labels == after.labels &&
         before.capabilities == after.capabilities;
}

}  // namespace

AllGained gained(const PolicyModel& before, const PolicyModel& after, std::size_t diagram_nodes) {
  AllGained result;
  if (!talk_about_the_same(before, after)) return {{}, {"the change declares something"}};
  const BothPolicies both(before, after);
  const PolicyModel& model = both.model();
  prove::Knowledge knowledge;
  bdd::Space space(diagram_nodes);
  for (const prove::ProofCell& cell : prove::cells_of(model)) {
    prove::CellLogic logic(model, cell, knowledge, space);
    Gained one;
    CellLines lines = gained_in(logic, both, one.holds_more);
    for (const base::PrincipalId id : cell.principals) one.principals.push_back(model.principals[id.index()].name);
    one.action = model.actions[cell.action.index()].name;
    if (cell.requested.is_valid()) one.requested = model.principals[cell.requested.index()].name;
    if (!lines.limit.empty()) result.limits.push_back("`" + one.principals.front() + " " + one.action + "`: " + lines.limit);
    one.lines = std::move(lines.lines);
    if (!one.lines.empty()) add(result.gained, std::move(one));
  }
  for (Gained& one : result.gained) std::sort(one.principals.begin(), one.principals.end());
  std::sort(result.gained.begin(), result.gained.end(), [](const Gained& a, const Gained& b) {
    return std::tie(a.action, a.requested, a.principals) < std::tie(b.action, b.requested, b.principals);
  });
  return result;
}

}  // namespace envelope::questions
