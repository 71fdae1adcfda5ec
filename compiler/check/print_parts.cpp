#include "compiler/check/print_parts.h"

#include <fmt/format.h>

#include "compiler/check/type_words.h"
#include "compiler/check/values.h"
#include "runtime/time/civil.h"
#include "runtime/time/duration.h"

namespace envelope::check {

using base::TypeKind;

namespace {

std::string print_operand(const TypedProgram& program, const Operand& operand) {
  switch (operand.kind) {
    case OperandKind::attribute:
      return operand.attribute;
    case OperandKind::fact:
      return "fact " + print_name(operand.fact, program.facts);
    case OperandKind::built_in:
      return std::string(built_in_word(operand.built_in));
    case OperandKind::switch_on:
      return "in " + print_name(operand.switch_id, program.switches);
  }
  return {};
}

std::string print_list(const TypedProgram& program, const TypedAtom& atom) {
  std::string out;
  for (const Constant& constant : atom.constants) {
    if (!out.empty()) out += ", ";
    out += atom.time_of_day ? time::format(time::TimeOfDay{static_cast<std::int32_t>(constant.number)}) : print_constant(program, constant);
  }
  return out;
}

std::string print_atom(const TypedProgram& program, const TypedAtom& atom) {
  std::string out = (atom.negated ? "not " : "") + print_operand(program, atom.left);
  if (atom.comparison == Comparison::truth) return out;
  out += fmt::format(" {} ", comparison_word(atom.comparison));
  if (atom.comparison == Comparison::equals_self) {
    out += "self";
  } else if (atom.comparison == Comparison::in_range && atom.constants.size() == 2) {
    std::string both = print_list(program, atom);
    both.replace(both.find(", "), 2, "..");
    out += both;
  } else if (atom.comparison == Comparison::one_of || atom.comparison == Comparison::matches || atom.comparison == Comparison::under) {
    out += "[" + print_list(program, atom) + "]";
  } else {
    out += print_list(program, atom);
  }
  if (atom.zone.is_valid()) out += fmt::format(" ({})", program.zones[atom.zone.index()].name);
  return out;
}

std::string print_expr(const TypedProgram& program, const TypedExpr& expr) {
  switch (expr.kind) {
    case TypedExprKind::error:
      return "?";
    case TypedExprKind::atom:
      return print_atom(program, expr.atom);
    case TypedExprKind::negation:
      return "not (" + print_expr(program, expr.items.front()) + ")";
    case TypedExprKind::all:
    case TypedExprKind::any:
      break;
  }
  return print_chain(expr, [&](const TypedExpr& item) { return print_expr(program, item); });
}

std::string print_target(const TypedProgram& program, const TargetRef& target) {
  switch (target.kind) {
    case TargetKind::anything:
      return "anything";
    case TargetKind::action:
      return print_name(target.action, program.actions);
    case TargetKind::class_:
      return "class " + print_name(target.class_id, program.classes);
    case TargetKind::event:
      return "event " + print_name(target.event, program.events);
    case TargetKind::meter:
      return "meter " + print_name(target.meter, program.meters);
    case TargetKind::attribute:
      return print_name(target.action, program.actions) + "." + target.attribute;
  }
  return {};
}

std::string print_scope_ref(const TypedProgram& program, const ScopeRef& ref) {
  switch (ref.kind) {
    case ScopeKind::tier:
      return "tier " + print_name(ref.tier, program.tiers);
    case ScopeKind::agents:
      return "agent " + print_names(ref.principals, program.principals);
    case ScopeKind::human:
      return "human " + print_names(ref.principals, program.principals);
    case ScopeKind::subagents:
      return "subagents";
    case ScopeKind::in_switch:
      return "in " + print_name(ref.switch_id, program.switches);
    case ScopeKind::job:
      return "job " + print_name(ref.job, program.jobs);
  }
  return {};
}

std::string print_duty(const TypedProgram& program, const Consequence& duty) {
  std::string out;
  switch (duty.kind) {
    case Consequence::Kind::duty:
      out = print_name(duty.duty, program.duties);
      break;
    case Consequence::Kind::enter:
      out = "enter " + print_name(duty.switch_id, program.switches);
      break;
    case Consequence::Kind::leave:
      out = "leave " + print_name(duty.switch_id, program.switches);
      break;
    case Consequence::Kind::effect:
      out = std::string(base::effect_name(duty.effect)) + (duty.via.is_valid() ? " via " + print_name(duty.via, program.approvals) : "");
      break;
  }
  std::string arguments;
  for (const DutyArgument& argument : duty.arguments)
    arguments += fmt::format("{}{}: {}", arguments.empty() ? "" : ", ", argument.name, print_constant(program, argument.value));
  if (!arguments.empty()) out += "(" + arguments + ")";
  if (duty.within_ms) out += " within " + time::format_duration(*duty.within_ms);
  return out;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string print_constant(const TypedProgram& program, const Constant& constant) {
  if (constant.type.kind == TypeKind::error) return constant.text.empty() ? "?" : constant.text;
  if (constant.type.is_set) {
    std::string out;
    for (const Constant& item : constant.items) out += (out.empty() ? "" : ", ") + print_constant(program, item);
    return "[" + out + "]";
  }
  if (base::is_textual(constant.type.kind)) return quoted(constant.text);
  if (base::is_closed(constant.type.kind)) return std::string(member_name(program, constant.type, constant.number));
  return print_number(constant.type.kind, constant.number);
}

std::string print_conditions(const TypedProgram& program, const std::vector<TypedCondition>& conditions) {
  std::string out;
  for (const TypedCondition& condition : conditions)
    out += (condition.unless ? " unless " : " when ") + print_expr(program, condition.expr);
  return out;
}

std::string print_targets(const TypedProgram& program, const TypedTargets& targets) {
  std::string out;
  for (const TargetRef& item : targets.items) out += (out.empty() ? "" : ", ") + print_target(program, item);
  std::string except;
  for (const TargetRef& item : targets.except) except += (except.empty() ? "" : ", ") + print_target(program, item);
  if (out.empty()) out = "?";
  return except.empty() ? out : out + " except " + except;
}

std::string print_scope(const TypedProgram& program, const std::vector<ScopeRef>& scope) {
  std::string out;
  for (const ScopeRef& ref : scope) out += (out.empty() ? "" : ", ") + print_scope_ref(program, ref);
  return out.empty() ? out : "[" + out + "] ";
}

std::string print_duties(const TypedProgram& program, const std::vector<Consequence>& duties) {
  std::string out;
  for (const Consequence& duty : duties) out += (out.empty() ? "" : ", ") + print_duty(program, duty);
  return out;
}

std::string print_period(const TypedProgram& program, const Period& period) {
  return print_period(period) + (period.zone.is_valid() ? fmt::format(" ({})", program.zones[period.zone.index()].name) : std::string());
}

std::string print_keys(const std::vector<std::string>& keys) {
  return keys.empty() ? std::string() : fmt::format(" each {}", fmt::join(keys, ", "));
}

}  // namespace envelope::check
