#include "compiler/restate/condition.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/value_text.h"
#include "compiler/restate/spelling.h"
#include "runtime/time/civil.h"

namespace envelope::restate {

using check::Comparison;
using check::TypedAtom;
using check::TypedExpr;
using check::TypedExprKind;
using check::TypedProgram;

namespace {

// A name that no quantity has: `let`s, facts and meters share one space.
std::string unused_name(const TypedProgram& program, std::size_t number) {
  const auto is_taken = [&](const std::string& name) {
    const auto has_name = [&](const check::Entity& entity) { return entity.name == name; };
    return std::any_of(program.facts.begin(), program.facts.end(), has_name) ||
           std::any_of(program.meters.begin(), program.meters.end(), has_name);
  };
  std::string name = fmt::format("value_{}", number);
  while (is_taken(name)) name += '_';
  return name;
}

std::string spell_operand(const TypedProgram& program, const check::Operand& operand) {
  switch (operand.kind) {
    case check::OperandKind::attribute:
      return spell_name(operand.attribute);
    case check::OperandKind::fact:
      return spell_name(program.facts[operand.fact.index()].name);
    case check::OperandKind::built_in:
      return operand.built_in == check::BuiltIn::labels ? "session" : std::string(check::built_in_word(operand.built_in));
    case check::OperandKind::switch_on:
      return "in " + spell_name(program.switches[operand.switch_id.index()].name);
  }
  return {};
}

// What stands between the two sides; those that have a negation of their own say it.
std::string spell_operator(const TypedAtom& atom) {
  std::string word(check::comparison_word(atom.comparison));
  if (!atom.negated) return word;
  switch (atom.comparison) {
    case Comparison::equals:
    case Comparison::equals_self:
      return word + " not";
    case Comparison::one_of:
    case Comparison::in_range:
    case Comparison::matches:
    case Comparison::under:
      return "not " + word;
    case Comparison::truth:
    case Comparison::less:
    case Comparison::less_equal:
    case Comparison::greater:
    case Comparison::greater_equal:
    case Comparison::has:
      break;
  }
  return word;
}

bool negates_itself(const TypedAtom& atom) { return spell_operator(atom) != check::comparison_word(atom.comparison); }

std::string spell_value(const TypedProgram& program, const TypedAtom& atom, const check::Constant& constant) {
  if (atom.time_of_day) return time::format(time::TimeOfDay{static_cast<std::int32_t>(constant.number)});
  const bool is_label = atom.left.kind == check::OperandKind::built_in && atom.left.built_in == check::BuiltIn::labels;
  return is_label ? spell_name(constant.text) : spell_constant(program, constant);
}

std::string spell_right(const TypedProgram& program, const TypedAtom& atom) {
  if (atom.comparison == Comparison::equals_self) return "self";
  if (atom.comparison == Comparison::in_range)
    return spell_value(program, atom, atom.constants[0]) + ".." + spell_value(program, atom, atom.constants[1]);
  std::string list;
  for (const check::Constant& constant : atom.constants) list += (list.empty() ? "" : ", ") + spell_value(program, atom, constant);
  const bool takes_list = atom.comparison == Comparison::one_of || atom.constants.size() > 1;
  return takes_list ? "[" + list + "]" : list;
}

// The `let` that says `value`, on the clock of `zone`.
std::string let_name(const TypedProgram& program, base::ZoneId zone, const std::string& value, Home& home) {
  const auto [entry, is_new] = home.lets.try_emplace({zone, value});
  if (is_new) entry->second = unused_name(program, home.lets.size());
  return entry->second;
}

std::string spell_atom(const TypedProgram& program, const TypedAtom& atom, Home& home) {
  std::string out = atom.negated && !negates_itself(atom) ? "not " : "";
  out += spell_operand(program, atom.left);
  if (atom.comparison == Comparison::truth) return out;
  std::string right = spell_right(program, atom);
  if (atom.time_of_day && atom.zone != home.zone) right = let_name(program, atom.zone, right, home);
  return fmt::format("{} {} {}", out, spell_operator(atom), right);
}

std::string spell_expr(const TypedProgram& program, const TypedExpr& expr, Home& home) {
  switch (expr.kind) {
    case TypedExprKind::error:
      return {};  // not in a program that was accepted
    case TypedExprKind::atom:
      return spell_atom(program, expr.atom, home);
    case TypedExprKind::negation:
    case TypedExprKind::all:
    case TypedExprKind::any:
      break;
  }
  const std::string chain = check::print_chain(expr, [&](const TypedExpr& item) { return spell_expr(program, item, home); });
  return expr.kind == TypedExprKind::negation ? "not " + chain : chain;
}

void find_zones(const TypedExpr& expr, base::ZoneId& of_days, base::ZoneId& of_times) {
  for (const TypedExpr& item : expr.items) find_zones(item, of_days, of_times);
  if (expr.kind != TypedExprKind::atom || !expr.atom.zone.is_valid()) return;
  base::ZoneId& zone = expr.atom.time_of_day ? of_times : of_days;
  if (!zone.is_valid()) zone = expr.atom.zone;
}

}  // namespace

base::ZoneId clock_zone(const std::vector<check::TypedCondition>& conditions) {
  base::ZoneId of_days, of_times;
  for (const check::TypedCondition& condition : conditions) find_zones(condition.expr, of_days, of_times);
  return of_days.is_valid() ? of_days : of_times;
}

std::string spell_conditions(const TypedProgram& program, const std::vector<check::TypedCondition>& conditions, Home& home) {
  std::string out;
  for (const check::TypedCondition& condition : conditions)
    out += (condition.unless ? " unless " : " when ") + spell_expr(program, condition.expr, home);
  return out;
}

}  // namespace envelope::restate
