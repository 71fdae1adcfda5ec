#include "tests/differential/tally.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/truth.h"
#include "compiler/oracle/condition.h"
#include "compiler/oracle/coverage.h"
#include "compiler/request/print.h"
#include "tests/differential/atom_names.h"

namespace envelope::differential {

using base::Effect;
using check::TypedExpr;
using check::TypedExprKind;
using model::Matched;
using request::Refusal;
using text::Truth;

namespace {

constexpr std::string_view kCapability = "capability held";
constexpr Effect kEffects[] = {Effect::deny, Effect::propose, Effect::ask, Effect::allow};
constexpr Refusal kRefusals[] = {Refusal::unknown_principal,   Refusal::unknown_action,  Refusal::unknown_requested,
                                 Refusal::missing_lineage,     Refusal::unknown_lineage, Refusal::undeclared_attribute,
                                 Refusal::malformed_attribute, Refusal::unknown_label};

std::string_view role_name(Matched::Role role) {
  switch (role) {
    case Matched::Role::grant:
      return "grant";
    case Matched::Role::default_grant:
      return "default grant";
    case Matched::Role::cap:
      return "cap";
    case Matched::Role::default_cap:
      return "default cap";
  }
  return {};
}

std::string role_row(Matched::Role role, Effect level, Truth truth) {
  return fmt::format("{} {}, condition {}", role_name(role), base::effect_name(level), truth == Truth::yes ? "yes" : "unknown");
}

std::string_view scope_name(check::ScopeKind kind) {
  switch (kind) {
    case check::ScopeKind::tier:
      return "tier";
    case check::ScopeKind::agents:
      return "agent";
    case check::ScopeKind::human:
      return "human";
    case check::ScopeKind::subagents:
      return "subagents";
    case check::ScopeKind::in_switch:
      return "window, phase, stop";
    case check::ScopeKind::job:
      return "job";
  }
  return {};
}

constexpr check::ScopeKind kScopes[] = {check::ScopeKind::tier,      check::ScopeKind::agents,    check::ScopeKind::human,
                                        check::ScopeKind::subagents, check::ScopeKind::in_switch, check::ScopeKind::job};

// Whether the rule takes part in deciding the request: it covers the action, or the edge.
bool applies(const check::TypedProgram& program, const check::Rule& rule, const request::Request& request, base::ActionId action) {
  if (!request.requested) return !rule.requested && oracle::covers(program, rule.targets, action);
  if (rule.requested)
    return program.principals[rule.requested->index()].name == *request.requested && oracle::covers(program, rule.targets, action);
  return rule.strength != base::Strength::weak && rule.effect != Effect::allow && oracle::covers_as_anything(program, rule.targets, action);
}

std::string_view edge_row(const check::Rule& rule) {
  if (!rule.requested) return "edge: a rule on anything caps it";
  switch (rule.strength) {
    case base::Strength::weak:
      return "edge: default rule";
    case base::Strength::plain:
      return "edge: plain rule";
    case base::Strength::at_most:
      return "edge: at most rule";
  }
  return {};
}

std::uint64_t passages_of(const check::TypedProgram& program, std::string_view action) {
  const auto has_via = [](const check::Passage& passage) { return !passage.via.empty(); };
  std::uint64_t count = 0;
  for (const check::Switch& each : program.switches) {
    if (action == "enter") count += static_cast<std::uint64_t>(std::count_if(each.enter.begin(), each.enter.end(), has_via));
    if (action == "leave") count += static_cast<std::uint64_t>(std::count_if(each.leave.begin(), each.leave.end(), has_via));
  }
  return count;
}

}  // namespace

Tally::Tally() {
  for (const Effect effect : kEffects) {
    require(fmt::format("outcome {}", base::effect_name(effect)));
    require(fmt::format("outcome {} of an edge", base::effect_name(effect)));
  }
  for (const Refusal refusal : kRefusals) require(fmt::format("refusal {}", request::refusal_name(refusal)));
  for (const char* row :
       {"outcome asks two approvals or more", "outcome with duties", "a default supplies the base", "an explicit grant supplies the base",
        "a cap decides", "decided for a human", "decided for a lineage of two or more", "passage with via", "edge: default rule",
        "edge: plain rule", "edge: at most rule", "edge: a rule on anything caps it"})
    require(row);
  for (const Effect effect : kEffects) {
    if (effect != Effect::deny) require(role_row(Matched::Role::grant, effect, Truth::yes));
    require(role_row(Matched::Role::default_grant, effect, Truth::yes));
    for (const Truth truth : {Truth::yes, Truth::unknown}) {
      if (effect != Effect::allow) require(role_row(Matched::Role::cap, effect, truth));
      if (effect != Effect::allow) require(role_row(Matched::Role::default_cap, effect, truth));
    }
  }
  for (const check::ScopeKind kind : kScopes) require(fmt::format("block {}", scope_name(kind)));
  for (const char* row : {"condition when", "condition unless", "condition and", "condition or", "condition not"}) require(row);
  for (const AtomShape& shape : all_atom_shapes()) {
    AtomRow& row = atoms_[shape.name];
    for (std::size_t i = 0; i < 3; ++i) row.required[i] = shape.occurs[i];
    row.required[kNegated] = shape.may_be_negated;
  }
  atoms_[std::string(kCapability)].required = {true, true, true, false};
}

void Tally::add(const request::Outcome& outcome, const MadeRequest& made) {
  ++pairs_;
  if (made.is_damaged) ++damaged_;
  if (outcome.refusal != Refusal::none) {
    ++counts_[fmt::format("refusal {}", request::refusal_name(outcome.refusal))];
    return;
  }
  ++counts_[fmt::format("outcome {}{}", base::effect_name(outcome.effect), made.request.requested ? " of an edge" : "")];
  if (outcome.approvals.size() > 1) ++counts_["outcome asks two approvals or more"];
  if (!outcome.duties.empty()) ++counts_["outcome with duties"];
  if (made.request.lineage->size() > 1) ++counts_["decided for a lineage of two or more"];
}

void Tally::count_matched(const model::Explanation& explanation, const model::PolicyModel& model) {
  bool has_grant = false, cap_decides = false;
  for (const Matched& matched : explanation.matched) {
    ++counts_[role_row(matched.role, matched.level, matched.truth)];
    has_grant = has_grant || matched.role == Matched::Role::grant;
    cap_decides = cap_decides || (matched.role == Matched::Role::cap && matched.decides);
    if (matched.role == Matched::Role::default_grant && matched.decides) ++counts_["a default supplies the base"];
    if (model.principals[matched.decided_for.index()].kind == model::PrincipalKind::human) ++counts_["decided for a human"];
  }
  if (has_grant) ++counts_["an explicit grant supplies the base"];
  if (cap_decides) ++counts_["a cap decides"];
}

void Tally::look_closer(const Compiled& policy, const request::Request& request) {
  const model::Explanation explanation = model::explain(policy.model, request);
  if (explanation.outcome.refusal != Refusal::none) return;
  count_matched(explanation, policy.model);

  base::ActionId action;
  for (std::uint32_t i = 0; i < policy.program.actions.size(); ++i)
    if (policy.program.actions[i].name == request.action) action = base::ActionId{i};
  for (std::uint32_t i = 0; i < policy.program.principals.size(); ++i) {
    const std::string& name = policy.program.principals[i].name;
    const bool takes_part =
        name == request.principal || std::find(request.lineage->begin(), request.lineage->end(), name) != request.lineage->end();
    if (!takes_part) continue;
    const base::PrincipalId who{i};
    const oracle::Question question{policy.program, request, action, who};
    if (!request.requested) count_capabilities(policy, request, action, who);
    if (!request.requested) counts_["passage with via"] += passages_of(policy.program, request.action);
    for (const check::Rule& rule : policy.program.rules) {
      if (!applies(policy.program, rule, request, action) || oracle::blocks_truth(question, rule.scope) == Truth::no) continue;
      if (request.requested) ++counts_[std::string(edge_row(rule))];
      count_scopes(rule.scope);
      count_conditions(policy, request, rule.conditions, action, who);
    }
    for (const check::Around& around : policy.program.arounds) {
      if (!oracle::covers(policy.program, around.targets, action) || oracle::blocks_truth(question, around.scope) == Truth::no) continue;
      count_conditions(policy, request, around.conditions, action, who);
    }
  }
}

void Tally::count_capabilities(const Compiled& policy, const request::Request& request, base::ActionId action, base::PrincipalId who) {
  for (const base::CapabilityId capability : policy.model.actions[action.index()].needs)
    ++atoms_[std::string(kCapability)].counts[static_cast<std::size_t>(model::capability_truth(policy.model, capability, request, who))];
}

void Tally::count_scopes(const std::vector<check::ScopeRef>& scopes) {
  for (const check::ScopeRef& scope : scopes) ++counts_[fmt::format("block {}", scope_name(scope.kind))];
}

void Tally::count_conditions(const Compiled& policy, const request::Request& request, const std::vector<check::TypedCondition>& conditions,
                             base::ActionId action, base::PrincipalId who) {
  for (const check::TypedCondition& condition : conditions) {
    ++counts_[condition.unless ? "condition unless" : "condition when"];
    count_expression(policy, request, condition.expr, action, who);
  }
}

void Tally::count_expression(const Compiled& policy, const request::Request& request, const TypedExpr& expression, base::ActionId action,
                             base::PrincipalId who) {
  switch (expression.kind) {
    case TypedExprKind::error:
      break;
    case TypedExprKind::all:
      ++counts_["condition and"];
      break;
    case TypedExprKind::any:
      ++counts_["condition or"];
      break;
    case TypedExprKind::negation:
      ++counts_["condition not"];
      break;
    case TypedExprKind::atom: {
      AtomRow& row = atoms_[atom_name(expression.atom)];
      const Truth truth = oracle::atom_truth({policy.program, request, action, who}, expression.atom);
      ++row.counts[static_cast<std::size_t>(truth)];
      if (expression.atom.negated) ++row.counts[kNegated];
      break;
    }
  }
  for (const TypedExpr& item : expression.items) count_expression(policy, request, item, action, who);
}

std::string Tally::table() const {
  std::string out = fmt::format("{:<56}{:>12}\n", "pairs", pairs_);
  out += fmt::format("{:<56}{:>12}\n", "pairs with something missing, malformed or unknown", damaged_);
  for (const auto& [name, count] : counts_) out += fmt::format("{:<56}{:>12}\n", name, count);
  out += fmt::format("\n{:<44}{:>10}{:>10}{:>10}{:>10}\n", "atom", "no", "unknown", "yes", "negated");
  for (const auto& [name, row] : atoms_) {
    out += fmt::format("{:<44}", name);
    for (std::size_t i = 0; i < row.counts.size(); ++i)
      out += row.required[i] || row.counts[i] > 0 ? fmt::format("{:>10}", row.counts[i]) : fmt::format("{:>10}", "-");
    out += "\n";
  }
  return out;
}

std::vector<std::string> Tally::empty_rows() const {
  static constexpr std::string_view kCells[] = {"no", "unknown", "yes", "negated"};
  std::vector<std::string> rows;
  for (const auto& [name, count] : counts_)
    if (count == 0) rows.push_back(name);
  for (const auto& [name, row] : atoms_)
    for (std::size_t i = 0; i < row.counts.size(); ++i)
      if (row.required[i] && row.counts[i] == 0) rows.push_back(fmt::format("{}: {}", name, kCells[i]));
  return rows;
}

}  // namespace envelope::differential
