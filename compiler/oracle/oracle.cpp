#include "compiler/oracle/oracle.h"

#include <algorithm>

#include "compiler/oracle/cell.h"
#include "compiler/oracle/condition.h"
#include "compiler/oracle/coverage.h"
#include "compiler/oracle/value.h"

namespace envelope::oracle {

using base::Effect;
using check::TypedProgram;
using request::Outcome;
using request::Refusal;
using request::Request;

namespace {

template <typename Id, typename Entities>
Id find(const Entities& entities, const std::string& name) {
  for (std::uint32_t i = 0; i < entities.size(); ++i)
    if (entities[i].name == name) return Id{i};
  return Id{};
}

base::PrincipalId find_agent(const TypedProgram& program, const std::string& name) {
  const auto id = find<base::PrincipalId>(program.principals, name);
  const bool is_agent = id.is_valid() && program.principals[id.index()].kind == check::PrincipalKind::agent;
  return is_agent ? id : base::PrincipalId{};
}

// What stands in the way of looking at any rule, in the order of semantics.md.
Refusal refusal_of(const TypedProgram& program, const Request& request, base::PrincipalId principal, base::ActionId action) {
  if (!principal.is_valid()) return Refusal::unknown_principal;
  if (!action.is_valid()) return Refusal::unknown_action;
  if (request.requested && !find_agent(program, *request.requested).is_valid()) return Refusal::unknown_requested;
  if (!request.lineage) return Refusal::missing_lineage;
  const bool is_human = program.principals[principal.index()].kind == check::PrincipalKind::human;
  for (const std::string& member : *request.lineage)
    if (is_human || !find_agent(program, member).is_valid()) return Refusal::unknown_lineage;
  const std::vector<check::Attribute>& declared = program.actions[action.index()].attributes;
  for (const auto& [name, value] : request.attributes)
    if (std::none_of(declared.begin(), declared.end(), [&](const check::Attribute& attribute) { return attribute.name == name; }))
      return Refusal::undeclared_attribute;
  for (const check::Attribute& attribute : declared)
    if (!attribute.optional && !read_named(program, attribute.type, request.attributes, attribute.name))
      return Refusal::malformed_attribute;
  if (request.labels)
    for (const std::string& label : *request.labels)
      if (std::none_of(program.labels.begin(), program.labels.end(), [&](const check::Label& known) { return known.name == label; }))
        return Refusal::unknown_label;
  return Refusal::none;
}

// What one principal's decision adds to the outcome.
void add_member(const RequestWorld& world, const std::vector<const check::Rule*>& rules, Outcome& outcome) {
  const Decision<OneCase> decision = Cell<RequestWorld>(world).decide(rules);
  Effect effect = Effect::deny;
  for (const Effect each : {Effect::propose, Effect::ask, Effect::allow})
    if (decision.at(each).holds) effect = each;
  outcome.effect = std::min(outcome.effect, effect);
  for (const auto& [id, where] : decision.approvals)
    if (where.holds) outcome.approvals.insert(world.program().approvals[id.index()].name);
}

void attach_duties(const RequestWorld& world, std::set<std::uint32_t>& duties) {
  for (std::uint32_t i = 0; i < world.program().arounds.size(); ++i)
    for_each_duty(world, i, [&](std::uint32_t duty, OneCase where) {
      if (where.holds) duties.insert(duty);
    });
}

}  // namespace

Outcome decide(const TypedProgram& program, const Request& request) {
  const auto principal = find<base::PrincipalId>(program.principals, request.principal);
  const auto action = find<base::ActionId>(program.actions, request.action);
  Outcome outcome;
  outcome.refusal = refusal_of(program, request, principal, action);
  if (outcome.refusal != Refusal::none) return outcome;

  std::vector<base::PrincipalId> everybody = {principal};
  for (const std::string& member : *request.lineage) everybody.push_back(find_agent(program, member));

  std::optional<base::PrincipalId> requested;
  if (request.requested) requested = find_agent(program, *request.requested);
  std::vector<const check::Rule*> rules;
  for (const check::Rule& rule : program.rules) rules.push_back(&rule);
  outcome.effect = Effect::allow;
  for (const base::PrincipalId who : everybody) {
    const Question question{program, request, action, who};
    add_member(RequestWorld(question, requested), rules, outcome);
  }
  if (outcome.effect != Effect::ask) outcome.approvals.clear();
  const bool may_act = outcome.effect == Effect::ask || outcome.effect == Effect::allow;
  for (const base::PrincipalId who : everybody) {
    const Question question{program, request, action, who};
    if (may_act && !request.requested) attach_duties(RequestWorld(question, requested), outcome.duties);
  }
  return outcome;
}

}  // namespace envelope::oracle
