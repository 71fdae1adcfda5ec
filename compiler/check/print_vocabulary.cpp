#include <fmt/format.h>

#include <array>

#include "compiler/check/print_parts.h"
#include "compiler/check/type_words.h"
#include "runtime/time/civil.h"
#include "runtime/time/duration.h"

namespace envelope::check {

namespace {

constexpr std::size_t kBuiltInEnums = 4;

std::string doc_of(const Entity& entity) { return entity.doc.empty() ? std::string() : " " + quoted(entity.doc); }

std::string print_signature(const TypedProgram& program, const std::string& name, const std::vector<Attribute>& attributes) {
  std::string list;
  for (const Attribute& attribute : attributes)
    list += fmt::format("{}{}{}: {}", list.empty() ? "" : ", ", attribute.name, attribute.optional ? "?" : "",
                        type_word(program, attribute.type));
  return list.empty() ? name : fmt::format("{}({})", name, list);
}

template <typename Ids, typename Entities>
std::string clause(std::string_view word, const Ids& ids, const Entities& entities) {
  return ids.empty() ? std::string() : fmt::format(" {} {}", word, print_names(ids, entities));
}
std::string clause(std::string_view word, const std::vector<std::string>& names) {
  return names.empty() ? std::string() : fmt::format(" {} {}", word, fmt::join(names, ", "));
}

void print_types(const TypedProgram& program, std::string& out) {
  for (const time::Zone& zone : program.zones) out += fmt::format("zone {}\n", zone.name);
  for (std::size_t i = kBuiltInEnums; i < program.enums.size(); ++i)
    out += fmt::format("enum {} {{ {} }}{}\n", program.enums[i].name, fmt::join(program.enums[i].members, ", "), doc_of(program.enums[i]));
  for (const ClassDef& entity : program.classes)
    out += fmt::format("class {}{}{}\n", entity.name, clause("is", entity.parents, program.classes), doc_of(entity));
  for (const Capability& entity : program.capabilities) out += fmt::format("capability {}{}\n", entity.name, doc_of(entity));
  for (const Action& entity : program.actions) {
    out += fmt::format("{}action {}{}{}{}{}{}{}\n", entity.is_engine ? "engine " : "",
                       print_signature(program, entity.name, entity.attributes), clause("is", entity.classes, program.classes),
                       clause("needs", entity.needs, program.capabilities), clause("reads", entity.reads), clause("writes", entity.writes),
                       clause("executes", entity.executes), doc_of(entity));
  }
  for (const Event& entity : program.events)
    out += fmt::format("event {}{}\n", print_signature(program, entity.name, entity.attributes), doc_of(entity));
  for (const Duty& entity : program.duties)
    out += fmt::format("duty {}{}\n", print_signature(program, entity.name, entity.parameters), doc_of(entity));
}

void print_quantities(const TypedProgram& program, std::string& out) {
  for (const Meter& entity : program.meters) {
    std::string terms;
    for (const MeterTerm& term : entity.terms)
      terms += fmt::format("{}{}{}", terms.empty() ? "" : ", ", print_name(term.action, program.actions),
                           term.attribute ? "." + *term.attribute : "");
    out += fmt::format("meter {}: {} sums {}\n", entity.name, type_word(program, entity.type), terms);
  }
  for (const Fact& entity : program.facts)
    out += fmt::format("fact {}: {}{}{}\n", entity.name, type_word(program, entity.type), print_keys(entity.keys), doc_of(entity));
  for (const Label& entity : program.labels)
    out += fmt::format("{}label {} from {}{}{}\n", print_scope(program, entity.scope), entity.name, print_targets(program, entity.from),
                       print_conditions(program, entity.conditions), doc_of(entity));
}

void print_principals(const TypedProgram& program, std::string& out) {
  for (const Tier& entity : program.tiers) out += fmt::format("tier {}{}\n", entity.name, doc_of(entity));
  for (const Principal& entity : program.principals) {
    out += fmt::format("{} {}{}", entity.kind == PrincipalKind::agent ? "agent" : "human", entity.name,
                       entity.tier.is_valid() ? " is " + program.tiers[entity.tier.index()].name : "");
    for (const ReachAddress& reach : entity.reach) out += fmt::format(" reach {} {}", reach.channel, quoted(reach.address));
    out += doc_of(entity) + "\n";
  }
  for (const Approval& entity : program.approvals) {
    const bool is_default = program.default_approval.is_valid() && &program.approvals[program.default_approval.index()] == &entity;
    out += fmt::format("{}approval {}", is_default ? "default " : "", entity.name);
    for (const ApprovalSource& source : entity.from)
      out += fmt::format(" from {} of {}{}", source.quorum, print_names(source.people, program.principals),
                         source.after_ms > 0 ? " after " + time::format_duration(source.after_ms) : "");
    out += clause("by", entity.by) + clause("needs", entity.needs) + clause("proof", entity.proof);
    if (entity.within_ms) out += " within " + time::format_duration(*entity.within_ms);
    out += doc_of(entity) + "\n";
  }
}

std::string_view switch_word(SwitchKind kind) {
  switch (kind) {
    case SwitchKind::window:
      return "window";
    case SwitchKind::phase:
      return "phase";
    case SwitchKind::stop:
      return "stop";
  }
  return {};
}

void print_passages(const TypedProgram& program, std::string_view word, const std::vector<Passage>& passages, std::string& out) {
  for (const Passage& passage : passages) {
    out += fmt::format("  {}{}", word, clause("via", passage.via, program.approvals));
    if (!passage.duties.empty()) out += " do " + print_duties(program, passage.duties);
    if (!passage.otherwise.empty()) out += " else " + print_duties(program, passage.otherwise);
    out += "\n";
  }
}

void print_switches(const TypedProgram& program, std::string& out) {
  for (const Switch& entity : program.switches) {
    out += fmt::format("{} {}{}{}{}{}\n", switch_word(entity.kind), entity.name, print_keys(entity.keys),
                       entity.lasts_ms ? " lasts " + time::format_duration(*entity.lasts_ms) : "",
                       clause("grants", entity.grants, program.capabilities), doc_of(entity));
    print_passages(program, "enter", entity.enter, out);
    print_passages(program, "leave", entity.leave, out);
  }
}

std::string print_trigger(const TypedProgram& program, const JobTrigger& trigger) {
  switch (trigger.kind) {
    case JobTrigger::Kind::cron:
      return fmt::format("cron {}{}", quoted(trigger.cron),
                         trigger.zone.is_valid() ? fmt::format(" ({})", program.zones[trigger.zone.index()].name) : "");
    case JobTrigger::Kind::every:
      return "every " + time::format_duration(trigger.every_ms);
    case JobTrigger::Kind::event:
      return "on " + print_names(trigger.events, program.events) + print_conditions(program, trigger.conditions);
  }
  return {};
}

void print_jobs(const TypedProgram& program, std::string& out) {
  for (const Job& entity : program.jobs) {
    out += fmt::format("job {} of {}{}\n", entity.name, print_name(entity.owner, program.principals), doc_of(entity));
    for (const JobTrigger& trigger : entity.triggers) out += fmt::format("  {}\n", print_trigger(program, trigger));
    std::string arguments;
    for (const DutyArgument& argument : entity.arguments)
      arguments += fmt::format("{}{}: {}", arguments.empty() ? "" : ", ", argument.name, print_constant(program, argument.value));
    out += fmt::format("  run {}({})\n", print_name(entity.action, program.actions), arguments);
    if (entity.expires_ms) out += fmt::format("  expires {}\n", time::format(time::Instant{*entity.expires_ms}));
  }
}

}  // namespace

void print_vocabulary(const TypedProgram& program, std::string& out) {
  print_types(program, out);
  print_quantities(program, out);
  print_principals(program, out);
  print_switches(program, out);
  print_jobs(program, out);
}

}  // namespace envelope::check
