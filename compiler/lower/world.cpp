// Vocabulary: actions, principals, switches, approvals. Ids keep their values; events become actions of kind `event` after the others.
#include <algorithm>

#include "compiler/lower/lowering.h"

namespace envelope::lower {
namespace {

// For each class: itself and everything it belongs to, transitively.
std::vector<std::vector<base::ClassId>> closed_classes(const check::TypedProgram& program) {
  std::vector<std::vector<base::ClassId>> closed(program.classes.size());
  for (std::uint32_t start = 0; start < program.classes.size(); ++start) {
    std::vector<base::ClassId> pending{{start}};
    std::vector<base::ClassId>& seen = closed[start];
    while (!pending.empty()) {
      const base::ClassId current = pending.back();
      pending.pop_back();
      if (std::find(seen.begin(), seen.end(), current) != seen.end()) continue;
      seen.push_back(current);
      const auto& parents = program.classes[current.index()].parents;
      pending.insert(pending.end(), parents.begin(), parents.end());
    }
    std::sort(seen.begin(), seen.end());
  }
  return closed;
}

std::vector<model::ActionAttribute> lower_attributes(Lowering& lowering, const std::vector<check::Attribute>& attributes) {
  std::vector<model::ActionAttribute> lowered;
  for (const check::Attribute& attribute : attributes)
    lowered.push_back({lowering.builder.attribute(attribute.name, attribute.type), attribute.optional});
  return lowered;
}

std::vector<model::AttributeId> named_attributes(Lowering& lowering, const check::Action& action, const std::vector<std::string>& names) {
  std::vector<model::AttributeId> ids;
  for (const check::Attribute& attribute : action.attributes)
    if (std::find(names.begin(), names.end(), attribute.name) != names.end())
      ids.push_back(lowering.builder.attribute(attribute.name, attribute.type));
  return ids;
}

void lower_actions(Lowering& lowering) {
  const auto closed = closed_classes(lowering.program);
  lowering.class_members.resize(lowering.program.classes.size());
  for (std::uint32_t i = 0; i < lowering.program.actions.size(); ++i) {
    const check::Action& action = lowering.program.actions[i];
    model::Action lowered{action.name,
                          action.is_engine ? model::ActionKind::engine : model::ActionKind::agent,
                          lower_attributes(lowering, action.attributes),
                          {},
                          action.needs,
                          named_attributes(lowering, action, action.reads),
                          named_attributes(lowering, action, action.writes),
                          named_attributes(lowering, action, action.executes)};
    std::sort(lowered.needs.begin(), lowered.needs.end());
    lowered.needs.erase(std::unique(lowered.needs.begin(), lowered.needs.end()), lowered.needs.end());
    std::vector<base::ClassId> classes;
    for (const base::ClassId id : action.classes) classes.insert(classes.end(), closed[id.index()].begin(), closed[id.index()].end());
    std::sort(classes.begin(), classes.end());
    classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
    for (const base::ClassId id : classes) {
      lowered.classes.push_back(lowering.program.classes[id.index()].name);
      lowering.class_members[id.index()].push_back({i});
    }
    std::sort(lowered.classes.begin(), lowered.classes.end());
    lowering.model.actions.push_back(std::move(lowered));
    lowering.actions.push_back({i});
  }
  for (const check::Event& event : lowering.program.events)
    lowering.model.actions.push_back(
        {event.name, model::ActionKind::event, lower_attributes(lowering, event.attributes), {}, {}, {}, {}, {}});
}

void lower_principals(Lowering& lowering) {
  for (std::uint32_t i = 0; i < lowering.program.principals.size(); ++i) {
    const check::Principal& principal = lowering.program.principals[i];
    const bool is_agent = principal.kind == check::PrincipalKind::agent;
    model::Principal lowered{principal.name, is_agent ? model::PrincipalKind::agent : model::PrincipalKind::human, principal.tier, {}, {}};
    for (const check::ReachAddress& reach : principal.reach) lowered.reach.push_back({reach.channel, reach.address});
    lowering.model.principals.push_back(std::move(lowered));
    lowering.everybody.push_back({i});
    if (is_agent) lowering.agents.push_back({i});
  }
}

// `holds` in an agent block binds these agents, in a tier block every agent of the tier.
void lower_holds(Lowering& lowering) {
  for (const check::Holds& holds : lowering.program.holds) {
    const Scope scope = lower_scope(lowering, holds.scope);
    for (const base::PrincipalId id : lowering.model.principal_sets[scope.principals.index()]) {
      auto& held = lowering.model.principals[id.index()].capabilities;
      held.insert(held.end(), holds.capabilities.begin(), holds.capabilities.end());
    }
  }
  for (model::Principal& principal : lowering.model.principals) {
    std::sort(principal.capabilities.begin(), principal.capabilities.end());
    principal.capabilities.erase(std::unique(principal.capabilities.begin(), principal.capabilities.end()), principal.capabilities.end());
  }
}

model::SwitchKind switch_kind(check::SwitchKind kind) {
  switch (kind) {
    case check::SwitchKind::window:
      return model::SwitchKind::window;
    case check::SwitchKind::phase:
      return model::SwitchKind::phase;
    case check::SwitchKind::stop:
      return model::SwitchKind::stop;
  }
  return model::SwitchKind::stop;
}

void lower_switches(Lowering& lowering) {
  for (const check::Switch& from : lowering.program.switches) {
    model::Switch to{
        from.name, switch_kind(from.kind), from.keys, from.lasts_ms, from.grants, {}, {}, {}, {}, from.kind == check::SwitchKind::phase};
    const auto append = [&](std::vector<model::DutyCall>& all, const std::vector<check::Consequence>& calls) {
      for (model::DutyCall& call : lower_calls(lowering, calls)) all.push_back(std::move(call));
    };
    for (const check::Passage& passage : from.enter) append(to.enter, passage.duties), append(to.enter_otherwise, passage.otherwise);
    for (const check::Passage& passage : from.leave) append(to.leave, passage.duties), append(to.leave_otherwise, passage.otherwise);
    lowering.model.switches.push_back(std::move(to));
  }
}

void lower_approvals(Lowering& lowering) {
  for (const check::Approval& from : lowering.program.approvals) {
    model::Approval to{from.name, {}, from.by, from.needs, from.proof, from.within_ms, from.span};
    for (const check::ApprovalSource& source : from.from) to.alternatives.push_back({source.quorum, source.people, source.after_ms});
    lowering.model.approvals.push_back(std::move(to));
  }
  lowering.model.default_approval = lowering.program.default_approval;
}

}  // namespace

void lower_world(Lowering& lowering) {
  model::PolicyModel& model = lowering.model;
  const check::TypedProgram& program = lowering.program;
  model.name = program.name;
  model.zones = program.zones;
  for (const check::EnumType& type : program.enums) model.enums.push_back({type.name, type.members});
  for (const check::Capability& capability : program.capabilities) model.capabilities.push_back(capability.name);
  for (const check::Label& label : program.labels) model.labels.push_back(label.name);
  for (const check::Tier& tier : program.tiers) model.tiers.push_back(tier.name);
  for (const check::Fact& fact : program.facts) model.facts.emplace_back(fact.name, fact.type);
  lower_actions(lowering);
  lower_principals(lowering);
  lower_switches(lowering);
  lower_approvals(lowering);
  lower_holds(lowering);
}

}  // namespace envelope::lower
