#include "compiler/restate/vocabulary.h"

#include <fmt/format.h>

#include "compiler/check/type_words.h"
#include "compiler/restate/spelling.h"
#include "runtime/time/duration.h"

namespace envelope::restate {

using check::TypedProgram;

namespace {

constexpr std::size_t kBuiltInEnums = 4;

std::string spell_type(const TypedProgram& program, base::Type type) {
  const bool is_enum = type.kind == base::TypeKind::enumeration;
  const std::string name = is_enum ? spell_name(program.enums[type.enumeration.index()].name)
                                   : check::type_word(program, base::Type{type.kind, type.enumeration, false});
  return type.is_set ? "[" + name + "]" : name;
}

std::string spell_signature(const TypedProgram& program, const std::string& name, const std::vector<check::Attribute>& attributes) {
  std::string list;
  for (const check::Attribute& attribute : attributes)
    list += fmt::format("{}{}{}: {}", list.empty() ? "" : ", ", spell_name(attribute.name), attribute.optional ? "?" : "",
                        spell_type(program, attribute.type));
  return list.empty() ? spell_name(name) : fmt::format("{}({})", spell_name(name), list);
}

void append_types(const TypedProgram& program, std::string& out) {
  for (std::size_t i = kBuiltInEnums; i < program.enums.size(); ++i)
    out += fmt::format("enum {} {{ {} }}{}\n", spell_name(program.enums[i].name), spell_names(program.enums[i].members),
                       spell_doc(program.enums[i].doc));
  for (const check::ClassDef& entity : program.classes)
    out += fmt::format("class {}{}{}\n", spell_name(entity.name), clause("is", spell_names(entity.parents, program.classes)),
                       spell_doc(entity.doc));
  for (const check::Capability& entity : program.capabilities)
    out += fmt::format("capability {}{}\n", spell_name(entity.name), spell_doc(entity.doc));
}

void append_signatures(const TypedProgram& program, std::string& out) {
  for (const check::Action& entity : program.actions) {
    out +=
        fmt::format("action {}{}{}{}{}{}{}\n", spell_signature(program, entity.name, entity.attributes),
                    clause("is", spell_names(entity.classes, program.classes)),
                    clause("needs", spell_names(entity.needs, program.capabilities)), clause("reads", spell_names(entity.reads)),
                    clause("writes", spell_names(entity.writes)), clause("executes", spell_names(entity.executes)), spell_doc(entity.doc));
  }
  for (const check::Event& entity : program.events)
    out += fmt::format("event {}{}\n", spell_signature(program, entity.name, entity.attributes), spell_doc(entity.doc));
  for (const check::Duty& entity : program.duties)
    out += fmt::format("duty {}{}\n", spell_signature(program, entity.name, entity.parameters), spell_doc(entity.doc));
}

void append_quantities(const TypedProgram& program, std::string& out) {
  for (const check::Meter& entity : program.meters) {
    std::string terms;
    for (const check::MeterTerm& term : entity.terms)
      terms += fmt::format("{}{}{}", terms.empty() ? "" : ", ", spell_name(program.actions[term.action.index()].name),
                           term.attribute ? "." + spell_name(*term.attribute) : "");
    out += fmt::format("meter {} sums {}\n", spell_name(entity.name), terms);
  }
  for (const check::Fact& entity : program.facts)
    out += fmt::format("fact {}: {}{}{}\n", spell_name(entity.name), spell_type(program, entity.type),
                       clause("each", spell_names(entity.keys)), spell_doc(entity.doc));
}

void append_principals(const TypedProgram& program, std::string& out) {
  for (const check::Tier& entity : program.tiers) out += fmt::format("tier {}{}\n", spell_name(entity.name), spell_doc(entity.doc));
  for (const check::Principal& entity : program.principals) {
    out += fmt::format("{} {}{}{}", entity.kind == check::PrincipalKind::agent ? "agent" : "human", spell_name(entity.name),
                       entity.tier.is_valid() ? " is " + spell_name(program.tiers[entity.tier.index()].name) : "", spell_doc(entity.doc));
    std::string reach;
    for (const check::ReachAddress& way : entity.reach)
      reach += fmt::format("  reach {} {}\n", spell_name(way.channel), spell_text(way.address));
    out += reach.empty() ? "\n" : " {\n" + reach + "}\n";
  }
}

void append_approvals(const TypedProgram& program, std::string& out) {
  for (std::uint32_t i = 0; i < program.approvals.size(); ++i) {
    const check::Approval& entity = program.approvals[i];
    const bool is_default = program.default_approval == base::ApprovalId{i};
    out += fmt::format("{}approval {}{} {{\n", is_default ? "default " : "", spell_name(entity.name), spell_doc(entity.doc));
    for (const check::ApprovalSource& source : entity.from)
      out += fmt::format("  from {}{}{}\n", source.quorum == 1 ? "" : fmt::format("{} of ", source.quorum),
                         spell_names(source.people, program.principals),
                         source.after_ms > 0 ? " after " + time::format_duration(source.after_ms) : "");
    if (!entity.by.empty()) out += fmt::format("  by {}\n", spell_names(entity.by));
    if (!entity.needs.empty()) out += fmt::format("  needs {}\n", spell_names(entity.needs));
    if (!entity.proof.empty()) out += fmt::format("  proof {}\n", spell_names(entity.proof));
    if (entity.within_ms) out += fmt::format("  within {}\n", time::format_duration(*entity.within_ms));
    out += "}\n";
  }
}

void append_passages(const TypedProgram& program, std::string_view word, const std::vector<check::Passage>& passages, std::string& out) {
  for (const check::Passage& passage : passages) {
    out += fmt::format("  {}{}", word, clause("via", spell_names(passage.via, program.approvals)));
    if (!passage.duties.empty()) out += " do " + spell_consequences(program, passage.duties);
    if (!passage.otherwise.empty()) out += " else " + spell_consequences(program, passage.otherwise);
    out += "\n";
  }
}

void append_switches(const TypedProgram& program, std::string& out) {
  for (const check::Switch& entity : program.switches) {
    out += fmt::format("{} {}{}{}", switch_word(entity.kind), spell_name(entity.name), clause("each", spell_names(entity.keys)),
                       spell_doc(entity.doc));
    std::string items;
    if (entity.lasts_ms) items += fmt::format("  lasts {}\n", time::format_duration(*entity.lasts_ms));
    if (!entity.grants.empty()) items += fmt::format("  grants {}\n", spell_names(entity.grants, program.capabilities));
    append_passages(program, "enter", entity.enter, items);
    append_passages(program, "leave", entity.leave, items);
    out += items.empty() ? "\n" : " {\n" + items + "}\n";
  }
}

std::string spell_consequence(const TypedProgram& program, const check::Consequence& call) {
  std::string out;
  switch (call.kind) {
    case check::Consequence::Kind::duty:
      out = spell_name(program.duties[call.duty.index()].name);
      if (!call.arguments.empty()) out += spell_arguments(program, call.arguments);
      break;
    case check::Consequence::Kind::enter:
    case check::Consequence::Kind::leave:
      out = fmt::format("{}({})", call.kind == check::Consequence::Kind::enter ? "enter" : "leave",
                        spell_name(program.switches[call.switch_id.index()].name));
      break;
    case check::Consequence::Kind::effect:
      out = std::string(base::effect_name(call.effect));
      if (call.via.is_valid()) out += " via " + spell_name(program.approvals[call.via.index()].name);
      break;
  }
  if (call.within_ms) out += " within " + time::format_duration(*call.within_ms);
  return out;
}

}  // namespace

void append_vocabulary(const TypedProgram& program, std::string& out) {
  append_types(program, out);
  append_signatures(program, out);
  append_quantities(program, out);
  append_principals(program, out);
  append_approvals(program, out);
  append_switches(program, out);
}

std::string spell_consequences(const TypedProgram& program, const std::vector<check::Consequence>& calls) {
  std::string out;
  for (const check::Consequence& call : calls) out += (out.empty() ? "" : ", ") + spell_consequence(program, call);
  return out;
}

std::string spell_arguments(const TypedProgram& program, const std::vector<check::DutyArgument>& arguments) {
  std::string out;
  for (const check::DutyArgument& argument : arguments)
    out += fmt::format("{}{}{}", out.empty() ? "" : ", ", argument.name.empty() ? "" : spell_name(argument.name) + ": ",
                       spell_constant(program, argument.value));
  return "(" + out + ")";
}

std::string spell_doc(const std::string& doc) { return doc.empty() ? std::string() : " " + spell_text(doc); }

std::string_view switch_word(check::SwitchKind kind) {
  switch (kind) {
    case check::SwitchKind::window:
      return "window";
    case check::SwitchKind::phase:
      return "phase";
    case check::SwitchKind::stop:
      return "stop";
  }
  return {};
}

}  // namespace envelope::restate
