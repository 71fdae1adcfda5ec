#include "compiler/model/evaluate.h"

#include <algorithm>
#include <set>

#include "compiler/model/cells.h"
#include "compiler/model/truth.h"

namespace envelope::model {
namespace {

using request::Outcome;
using request::Request;
using text::Truth;

// The decision for one principal, with everything that took part in it.
struct Decision {
  Effect effect = Effect::deny;
  std::vector<base::ApprovalId> approvals;
  std::vector<Matched> matched;  // `decides`: counts at all
  std::vector<NearMiss> near;
  StatementId named;  // of those that decide; invalid where none does
};

void append(std::vector<base::ApprovalId>& all, const std::vector<base::ApprovalId>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// The capabilities of the action that `who` does not certainly hold, for grants that lead to acting.
std::vector<base::CapabilityId> lacking_for(const PolicyModel& model, const Grant& grant, const Request& request, const Question& question,
                                            base::PrincipalId who) {
  std::vector<base::CapabilityId> lacking;
  if (grant.level < Effect::ask || question.requested.is_valid()) return lacking;
  for (const base::CapabilityId capability : model.actions[question.action.index()].needs)
    if (capability_truth(model, capability, request, who) != Truth::yes) lacking.push_back(capability);
  return lacking;
}

// As docs/language/semantics.md, "The statement that is named".
StatementId named_statement(const Decision& decision, std::optional<Effect> base) {
  const auto first = [&](std::initializer_list<Matched::Role> roles) {
    for (const Matched::Role role : roles)
      for (const Matched& matched : decision.matched)
        if (matched.role == role && matched.level == decision.effect && matched.decides) return matched.statement;
    return StatementId{};
  };
  const bool is_base = base == decision.effect;
  return is_base ? first({Matched::Role::grant, Matched::Role::default_cap, Matched::Role::default_grant}) : first({Matched::Role::cap});
}

// Rule by rule as docs/language/semantics.md, "The decision for one principal".
Decision decide_for(const PolicyModel& model, const Request& request, const Question& question, base::PrincipalId who) {
  Decision decision;
  const auto truth = [&](GuardId guard) { return guard_truth(model, guard, request, who); };

  std::optional<Effect> explicit_grant;  // the mildest explicit grant that is certainly true
  std::optional<Effect> default_level;   // the strictest default that is or may be true
  bool default_holds = false;
  bool has_grants = false;  // whatever their conditions say: else a request to another agent is not looked at any further
  std::vector<base::ApprovalId> default_approvals;
  for (const Grant& grant : model.grants) {
    if (!covers(model, grant.cell, question, who)) continue;
    has_grants = true;
    const Truth holds = truth(grant.guard);
    if (holds != Truth::yes) {
      decision.near.push_back({grant.level, grant.statement, holds, who, lacking_for(model, grant, request, question, who)});
      continue;
    }
    if (grant.is_default) {
      default_holds = true;
      default_level = std::min(default_level.value_or(Effect::allow), grant.level);
    } else {
      explicit_grant = std::max(explicit_grant.value_or(Effect::deny), grant.level);
    }
    decision.matched.push_back(
        {grant.is_default ? Matched::Role::default_grant : Matched::Role::grant, grant.level, holds, grant.statement, who, true});
  }
  for (const Cap& cap : model.default_caps) {
    if (!covers(model, cap.cell, question, who)) continue;
    const Truth holds = truth(cap.guard);
    if (holds == Truth::no) continue;
    default_level = std::min(default_level.value_or(Effect::allow), cap.level);
    if (cap.level == Effect::ask) append(default_approvals, cap.approvals);
    if (!explicit_grant) decision.matched.push_back({Matched::Role::default_cap, cap.level, holds, cap.statement, who, default_holds});
  }

  if (explicit_grant) {
    decision.effect = *explicit_grant;
  } else if (default_holds) {
    decision.effect = *default_level;
    append(decision.approvals, default_approvals);
  }
  for (const bool names_whom : {true, false}) {  // what speaks of a request to this agent, then what speaks of anything
    for (const Cap& cap : model.caps) {
      if (cap.cell.requested.is_valid() != names_whom || !covers(model, cap, question, who)) continue;
      const Truth holds = truth(cap.guard);
      if (holds == Truth::no) continue;
      decision.effect = std::min(decision.effect, cap.level);
      if (cap.level == Effect::ask) append(decision.approvals, cap.approvals);
      const bool counts = has_grants || !question.requested.is_valid();
      decision.matched.push_back({Matched::Role::cap, cap.level, holds, cap.statement, who, counts});
    }
  }
  if (decision.effect != Effect::ask) decision.approvals.clear();
  if (explicit_grant) std::erase_if(decision.matched, [](const Matched& m) { return m.role == Matched::Role::default_grant; });
  const std::optional<Effect> base = explicit_grant ? explicit_grant : default_holds ? default_level : std::nullopt;
  decision.named = named_statement(decision, base);
  return decision;
}

std::set<std::uint32_t> attached_duties(const PolicyModel& model, const Request& request, const Question& question) {
  std::set<std::uint32_t> attached;
  for (const Duties& duties : model.duties)
    for (const base::PrincipalId who : question.members)
      if (covers(model, duties.cell, question, who) && guard_truth(model, duties.guard, request, who) != Truth::no)
        attached.insert(duties.index);
  return attached;
}

// Who among the members is named for, and by which statement.
struct Named {
  base::PrincipalId who;
  StatementId statement;
};

// Of what counted for one of the members.
void mark_deciding(Explanation& explanation) {
  const Effect effect = explanation.outcome.effect;
  const auto is_cap = [](const Matched& m) { return m.role == Matched::Role::cap || m.role == Matched::Role::default_cap; };
  for (Matched& m : explanation.matched) m.decides = m.decides && m.level == effect;
  const bool capped =
      std::any_of(explanation.matched.begin(), explanation.matched.end(), [&](const Matched& m) { return m.decides && is_cap(m); });
  for (Matched& m : explanation.matched) m.decides = m.decides && (is_cap(m) || !capped);
}

// The statement that is named stands first.
void put_first(std::vector<Matched>& matched, const Named& named) {
  const auto is_it = [&](const Matched& m) { return m.statement == named.statement && m.decided_for == named.who; };
  auto found = std::find_if(matched.begin(), matched.end(), [&](const Matched& m) { return is_it(m) && m.decides; });
  if (found == matched.end()) found = std::find_if(matched.begin(), matched.end(), is_it);
  if (found == matched.end()) return;
  found->decides = true;
  std::rotate(matched.begin(), found, found + 1);
}

}  // namespace

Explanation explain(const PolicyModel& model, const Request& request) {
  Explanation explanation;
  Outcome& outcome = explanation.outcome;
  Question question = resolve(model, request);
  if (question.refusal != request::Refusal::none) {
    outcome.refusal = question.refusal;
    explanation.refusal_detail = std::move(question.refusal_detail);
    return explanation;
  }
  outcome.effect = Effect::allow;
  Named named;
  for (const base::PrincipalId who : question.members) {
    Decision decision = decide_for(model, request, question, who);
    if (decision.effect < outcome.effect || (decision.effect == outcome.effect && !named.statement.is_valid()))
      named = {who, decision.named};
    outcome.effect = std::min(outcome.effect, decision.effect);
    for (const base::ApprovalId approval : decision.approvals) outcome.approvals.insert(model.approvals[approval.index()].name);
    explanation.matched.insert(explanation.matched.end(), decision.matched.begin(), decision.matched.end());
    explanation.milder.insert(explanation.milder.end(), decision.near.begin(), decision.near.end());
  }
  if (outcome.effect != Effect::ask) outcome.approvals.clear();
  if (outcome.effect >= Effect::ask && !question.requested.is_valid()) outcome.duties = attached_duties(model, request, question);
  std::erase_if(explanation.milder, [&](const NearMiss& miss) { return miss.level <= outcome.effect; });
  std::stable_sort(explanation.matched.begin(), explanation.matched.end(),
                   [](const Matched& a, const Matched& b) { return a.role > b.role; });
  mark_deciding(explanation);
  put_first(explanation.matched, named);
  return explanation;
}

Outcome evaluate(const PolicyModel& model, const Request& request) { return explain(model, request).outcome; }

Outcome evaluate_without(const PolicyModel& model, const Request& request, const std::vector<StatementId>& statements) {
  PolicyModel rest = model;
  const auto is_left_out = [&](const auto& record) {
    return std::find(statements.begin(), statements.end(), record.statement) != statements.end();
  };
  std::erase_if(rest.grants, is_left_out);
  std::erase_if(rest.caps, is_left_out);
  std::erase_if(rest.default_caps, is_left_out);
  return evaluate(rest, request);
}

}  // namespace envelope::model
