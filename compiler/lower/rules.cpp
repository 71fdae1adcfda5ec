// Rules → grants and caps (docs/language/semantics.md, "Rules").
#include <algorithm>
#include <map>

#include "compiler/lower/lowering.h"

namespace envelope::lower {
namespace {

using base::Effect;
using base::Strength;

// Everything the grants and caps of one rule share.
struct RuleParts {
  Effect level{};
  Strength strength{};
  model::PrincipalSetId principals;
  std::vector<base::ActionId> actions;
  base::PrincipalId requested;
  model::GuardId guard;
  std::vector<base::ApprovalId> approvals;
  bool covers_requests = false;
  model::StatementId statement;
};

// Grants that lead to acting need the capabilities of the action; actions with the same needs share one grant.
void add_grants(Lowering& lowering, const RuleParts& rule) {
  std::map<std::vector<base::CapabilityId>, std::vector<base::ActionId>> by_needs;
  const bool acts = rule.level >= Effect::ask && !rule.requested.is_valid();
  for (const base::ActionId action : rule.actions)
    by_needs[acts ? lowering.model.actions[action.index()].needs : std::vector<base::CapabilityId>{}].push_back(action);
  for (auto& [needs, actions] : by_needs) {
    std::vector<model::GuardId> conditions{rule.guard};
    for (const base::CapabilityId capability : needs) {
      model::Atom atom;
      atom.kind = model::AtomKind::capability;
      atom.type.kind = base::TypeKind::boolean;
      atom.capability = capability;
      conditions.push_back(lowering.builder.atom(atom));
    }
    lowering.model.grants.push_back({rule.level,
                                     rule.strength == Strength::weak,
                                     {rule.principals, lowering.builder.actions(actions), rule.requested},
                                     lowering.builder.all(std::move(conditions)),
                                     rule.approvals,
                                     rule.statement});
  }
}

void add_cap(Lowering& lowering, const RuleParts& rule) {
  auto& caps = rule.strength == Strength::weak ? lowering.model.default_caps : lowering.model.caps;
  caps.push_back({rule.level,
                  rule.covers_requests,
                  {rule.principals, lowering.builder.actions(rule.actions), rule.requested},
                  rule.guard,
                  rule.approvals,
                  rule.statement});
}

void add_rule(Lowering& lowering, const RuleParts& rule) {
  const bool grants = rule.strength == Strength::weak || (rule.strength == Strength::plain && rule.level != Effect::deny);
  if (grants) add_grants(lowering, rule);
  if (rule.level != Effect::allow) add_cap(lowering, rule);
}

std::vector<base::ApprovalId> approvals_of(const Lowering& lowering, Effect effect, std::vector<base::ApprovalId> via) {
  if (effect != Effect::ask) return {};
  if (via.empty() && lowering.program.default_approval.is_valid()) via.push_back(lowering.program.default_approval);
  std::sort(via.begin(), via.end());
  via.erase(std::unique(via.begin(), via.end()), via.end());
  return via;
}

// What a rule covers by a class or by `anything` alone, and whether whom it speaks of is said at all: by name, or by what somebody turned
// on or set up for it.
void note_wildcard(Lowering& lowering, const check::Rule& from, const RuleParts& rule) {
  model::Wildcard wildcard{rule.statement, rule.actions, false, true};
  for (const check::TargetRef& target : from.targets.items) {
    if (target.kind == check::TargetKind::action) std::erase(wildcard.unnamed, target.action);
    if (target.kind == check::TargetKind::anything) wildcard.covers_all = from.targets.except.empty();
  }
  for (const check::ScopeRef& ref : from.scope)
    if (ref.kind != check::ScopeKind::subagents) wildcard.is_for_everybody = false;
  if (!wildcard.unnamed.empty() || wildcard.is_for_everybody) lowering.model.wildcards.push_back(std::move(wildcard));
}

void note_whom(const std::vector<check::ScopeRef>& scope, model::Statement& statement) {
  for (const check::ScopeRef& ref : scope) {
    statement.names_principals |= ref.kind == check::ScopeKind::agents || ref.kind == check::ScopeKind::human;
    if (ref.kind == check::ScopeKind::tier) statement.tier = ref.tier;
  }
}

void lower_passage(Lowering& lowering, base::SwitchId id, const std::vector<check::Passage>& passages, std::string_view action_name) {
  const auto& actions = lowering.program.actions;
  const auto action = std::find_if(actions.begin(), actions.end(), [&](const check::Action& a) { return a.name == action_name; });
  if (action == actions.end()) return;
  const base::Type mode{base::TypeKind::mode, {}, false};
  for (const check::Passage& passage : passages) {
    if (passage.via.empty()) continue;  // duties only: grants nobody anything
    model::Atom what;
    what.kind = model::AtomKind::attribute;
    what.op = model::AtomOperator::equals;
    what.attribute = lowering.builder.attribute("what", mode);
    what.type = mode;
    what.numbers = {id.value};
    RuleParts rule{Effect::ask,
                   Strength::plain,
                   lowering.builder.principals(lowering.everybody),
                   {{static_cast<std::uint32_t>(action - actions.begin())}},
                   {},
                   lowering.builder.atom(what),
                   approvals_of(lowering, Effect::ask, passage.via),
                   false,
                   add_statement(lowering, passage.span)};
    add_rule(lowering, rule);
  }
}

}  // namespace

void lower_rules(Lowering& lowering) {
  for (const check::Rule& from : lowering.program.rules) {
    const Scope scope = lower_scope(lowering, from.scope);
    const bool on_anything = std::any_of(from.targets.items.begin(), from.targets.items.end(),
                                         [](const check::TargetRef& target) { return target.kind == check::TargetKind::anything; });
    RuleParts rule{from.effect,
                   from.strength,
                   scope.principals,
                   covered_actions(lowering, from.targets),
                   from.requested.value_or(base::PrincipalId{}),
                   lowering.builder.all({scope.guard, lower_conditions(lowering, from.conditions)}),
                   approvals_of(lowering, from.effect, from.via),
                   on_anything && !from.requested && from.strength != Strength::weak,
                   add_statement(lowering, from.span, from.because)};
    note_whom(from.scope, lowering.model.statements.back());
    add_rule(lowering, rule);
    note_wildcard(lowering, from, rule);
  }
}

void lower_passages(Lowering& lowering) {
  for (std::uint32_t i = 0; i < lowering.program.switches.size(); ++i) {
    lower_passage(lowering, {i}, lowering.program.switches[i].enter, "enter");
    lower_passage(lowering, {i}, lowering.program.switches[i].leave, "leave");
  }
}

}  // namespace envelope::lower
