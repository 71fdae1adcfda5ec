#include "compiler/questions/spell_atom.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/value_text.h"
#include "compiler/model/print.h"
#include "compiler/restate/spelling.h"
#include "runtime/time/civil.h"

namespace envelope::questions {
namespace {

using model::Atom;
using model::AtomKind;
using model::AtomOperator;
using model::PolicyModel;

std::string spell_constant(const PolicyModel& model, const Atom& atom, std::int64_t number) {
  if (atom.kind == AtomKind::time_of_day) return time::format(time::TimeOfDay{static_cast<std::int32_t>(number)});
  return spell_number(model, atom.type, number);
}

// `x`, or `[x, y]`.
std::string spell_constants(const PolicyModel& model, const Atom& atom) {
  std::string list;
  for (const std::string& text : atom.texts) list += (list.empty() ? "" : ", ") + restate::spell_text(text);
  for (const std::int64_t number : atom.numbers) list += (list.empty() ? "" : ", ") + spell_constant(model, atom, number);
  return atom.texts.size() + atom.numbers.size() == 1 ? list : "[" + list + "]";
}

std::string_view operator_word(const Atom& atom, bool is_negated) {
  switch (atom.op) {
    case AtomOperator::equals:
      if (atom.texts.size() + atom.numbers.size() != 1) return is_negated ? "not in" : "in";
      return is_negated ? "is not" : "is";
    case AtomOperator::is_self:
      return is_negated ? "is not" : "is";
    case AtomOperator::less:
      return is_negated ? ">=" : "<";
    case AtomOperator::less_equal:
      return is_negated ? ">" : "<=";
    case AtomOperator::greater:
      return is_negated ? "<=" : ">";
    case AtomOperator::greater_equal:
      return is_negated ? "<" : ">=";
    case AtomOperator::in_range:
      return is_negated ? "not in" : "in";
    case AtomOperator::matches:
      return is_negated ? "not matches" : "matches";
    case AtomOperator::under:
      return is_negated ? "not under" : "under";
    case AtomOperator::has:
      return "has";
    case AtomOperator::is_true:
      break;
  }
  return {};
}

std::string spell_right(const PolicyModel& model, const Atom& atom) {
  if (atom.op == AtomOperator::is_self) return "self";
  if (atom.op == AtomOperator::in_range)
    return spell_constant(model, atom, atom.numbers[0]) + ".." + spell_constant(model, atom, atom.numbers[1]);
  return spell_constants(model, atom);
}

std::string spell_fact(const Speech& speech, const std::string& name) {
  const auto& attributes = speech.model.actions[speech.action.index()].attributes;
  const bool is_hidden = std::any_of(attributes.begin(), attributes.end(), [&](const model::ActionAttribute& declared) {
    return speech.model.attributes[declared.attribute.index()].name == name;
  });
  return (is_hidden ? "the fact " : "") + restate::spell_name(name);
}

}  // namespace

std::string spell_left(const Speech& speech, const Atom& atom) {
  const PolicyModel& model = speech.model;
  switch (atom.kind) {
    case AtomKind::attribute:
      return restate::spell_name(model.attributes[atom.attribute.index()].name);
    case AtomKind::fact:
      return spell_fact(speech, model.facts[atom.fact.index()].first);
    case AtomKind::switch_on:
      return "in " + restate::spell_name(model.switches[atom.switch_id.index()].name);
    case AtomKind::label:
      return "session has " + restate::spell_name(model.labels[atom.label.index()]);
    case AtomKind::capability:
      return "holds " + restate::spell_name(model.capabilities[atom.capability.index()]);
    case AtomKind::agent:
    case AtomKind::tier:
    case AtomKind::origin:
    case AtomKind::depth:
    case AtomKind::time:
    case AtomKind::time_of_day:
    case AtomKind::day:
    case AtomKind::job:
    case AtomKind::outcome:
    case AtomKind::decision:
      return std::string(model::circumstance_word(atom.kind));
  }
  return {};
}

std::string spell_number(const PolicyModel& model, const model::Type& type, std::int64_t number) {
  if (base::is_closed(type.kind)) return restate::spell_name(model::print_number(model, type, number));
  return check::print_number(type.kind, number);
}

std::string spell_literal(const Speech& speech, const Literal& literal) {
  return spell_literal(speech, speech.model.atoms[literal.atom.index()], literal.is_negated);
}

std::string spell_literal(const Speech& speech, const Atom& atom, bool is_negated) {
  const PolicyModel& model = speech.model;
  const std::string left = spell_left(speech, atom);
  const bool says_no_itself = atom.op != AtomOperator::is_true && atom.op != AtomOperator::has;
  std::string out = is_negated && !says_no_itself ? "not " + left : left;
  if (atom.op == AtomOperator::is_true) return out;
  const std::string text = fmt::format("{} {} {}", out, operator_word(atom, is_negated), spell_right(model, atom));
  const bool is_ambiguous = atom.zone.is_valid() && model.zones.size() > 1;
  return is_ambiguous ? fmt::format("{} on the clock of {}", text, model.zones[atom.zone.index()].name) : text;
}

}  // namespace envelope::questions
