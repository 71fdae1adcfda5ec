#include "compiler/table/questions.h"

#include <algorithm>
#include <limits>

namespace envelope::table {
namespace {

using format::Operation;
using format::Source;
using model::Atom;
using model::AtomKind;
using model::AtomOperator;
using model::GuardKind;

constexpr std::int64_t kMaskNumbers = 64;

// The principal's own number against the constants of an atom on `agent` or `tier`.
bool number_satisfies(const Atom& atom, std::int64_t number) {
  return std::find(atom.numbers.begin(), atom.numbers.end(), number) != atom.numbers.end();
}

bool fits_operand(std::int64_t value) { return value >= 0 && value <= std::numeric_limits<std::uint32_t>::max(); }

}  // namespace

std::uint32_t Constants::add(std::int64_t value) {
  const auto [entry, added] = known_.try_emplace(value, static_cast<std::uint32_t>(values_.size()));
  if (added) values_.push_back(value);
  return entry->second;
}

Target Questions::ask(model::GuardId id, Target yes, Target no, bool unknown_is_yes) {
  const model::Guard& guard = vocabulary_.model.guards[id.index()];
  Target target = yes;
  switch (guard.kind) {
    case GuardKind::always:
      return yes;
    case GuardKind::atom:
      return ask_atom(guard.atom, yes, no, unknown_is_yes);
    case GuardKind::negation:
      return ask(guard.children[0], no, yes, !unknown_is_yes);
    case GuardKind::all:
      for (auto child = guard.children.rbegin(); child != guard.children.rend(); ++child) target = ask(*child, target, no, unknown_is_yes);
      return target;
    case GuardKind::any:
      target = no;
      for (auto child = guard.children.rbegin(); child != guard.children.rend(); ++child) target = ask(*child, yes, target, unknown_is_yes);
      return target;
  }
  return no;
}

Questions::Place Questions::place_of(const Atom& atom) const {
  switch (atom.kind) {
    case AtomKind::attribute: {
      const auto& attributes = vocabulary_.model.actions[action_.index()].attributes;
      const auto slot = std::find_if(attributes.begin(), attributes.end(),
                                     [&](const model::ActionAttribute& declared) { return declared.attribute == atom.attribute; });
      return {Source::attribute, static_cast<std::uint32_t>(slot - attributes.begin()), slot != attributes.end()};
    }
    case AtomKind::fact:
      return {Source::fact, atom.fact.value, true};
    case AtomKind::origin:
      return {Source::origin, 0, true};
    case AtomKind::depth:
      return {Source::depth, 0, true};
    case AtomKind::time:
      return {Source::time, 0, true};
    case AtomKind::time_of_day:
      return {Source::time_of_day, atom.zone.value, true};
    case AtomKind::day:
      return {Source::day, atom.zone.value, true};
    case AtomKind::job:
      return {Source::job, 0, true};
    case AtomKind::switch_on:
    case AtomKind::label:
    case AtomKind::capability:
    case AtomKind::agent:
    case AtomKind::tier:
    case AtomKind::outcome:
    case AtomKind::decision:
      break;
  }
  return {Source::none, 0, false};
}

Target Questions::ask_atom(model::AtomId id, Target yes, Target no, bool unknown_is_yes) {
  const Atom& atom = vocabulary_.model.atoms[id.index()];
  switch (atom.kind) {
    case AtomKind::switch_on:
      return diagrams_.ask(Operation::switch_on, Source::none, 0, atom.switch_id.value, unknown_is_yes, yes, no);
    case AtomKind::label:
      return diagrams_.ask(Operation::label_held, Source::none, 0, vocabulary_.label_numbers[atom.label.index()], unknown_is_yes, yes, no);
    case AtomKind::capability:
      return ask_capability(atom.capability, yes, no, unknown_is_yes);
    case AtomKind::agent:
      return atom.op == AtomOperator::is_self || number_satisfies(atom, who_.value) ? yes : no;
    case AtomKind::tier: {
      const base::TierId tier = vocabulary_.model.principals[who_.index()].tier;
      return tier.is_valid() && number_satisfies(atom, tier.value) ? yes : no;
    }
    case AtomKind::outcome:
    case AtomKind::decision:
      return unknown_is_yes ? yes : no;
    case AtomKind::attribute:
    case AtomKind::fact:
    case AtomKind::origin:
    case AtomKind::depth:
    case AtomKind::time:
    case AtomKind::time_of_day:
    case AtomKind::day:
    case AtomKind::job:
      return ask_value(id, yes, no, unknown_is_yes);
  }
  return no;
}

Target Questions::ask_value(model::AtomId id, Target yes, Target no, bool unknown_is_yes) {
  const Atom& atom = vocabulary_.model.atoms[id.index()];
  const Place place = place_of(atom);
  if (!place.is_known) return unknown_is_yes ? yes : no;
  if (is_text_atom(atom)) {
    const Operation operation = atom.op == AtomOperator::has ? Operation::text_has : Operation::text;
    return diagrams_.ask(operation, place.source, place.index, id.value, unknown_is_yes, yes, no);
  }
  if (atom.op == AtomOperator::is_self) return diagrams_.ask(Operation::is_self, place.source, place.index, 0, unknown_is_yes, yes, no);
  if (atom.op == AtomOperator::has) return ask_has(atom.numbers[0], place, yes, no, unknown_is_yes);
  return ask_number(atom, place, yes, no, unknown_is_yes);
}

Target Questions::ask_number(const Atom& atom, const Place& place, Target yes, Target no, bool unknown_is_yes) {
  switch (atom.op) {
    case AtomOperator::is_true:
      return ask_equals({0}, place, no, yes, !unknown_is_yes);
    case AtomOperator::equals:
      return ask_equals(atom.numbers, place, yes, no, unknown_is_yes);
    case AtomOperator::less:
      return ask_less(atom.numbers[0], place, yes, no, unknown_is_yes);
    case AtomOperator::less_equal:
      return ask_less_equal(atom.numbers[0], place, yes, no, unknown_is_yes);
    case AtomOperator::greater:
      return ask_less_equal(atom.numbers[0], place, no, yes, !unknown_is_yes);
    case AtomOperator::greater_equal:
      return ask_less(atom.numbers[0], place, no, yes, !unknown_is_yes);
    case AtomOperator::in_range:
      return ask_range(atom, place, yes, no, unknown_is_yes);
    case AtomOperator::matches:
    case AtomOperator::under:
    case AtomOperator::has:
    case AtomOperator::is_self:
      break;
  }
  return unknown_is_yes ? yes : no;
}

Target Questions::ask_equals(const std::vector<std::int64_t>& numbers, const Place& place, Target yes, Target no, bool unknown_is_yes) {
  const bool fits_mask = std::all_of(numbers.begin(), numbers.end(), [](std::int64_t n) { return n >= 0 && n < kMaskNumbers; });
  if (numbers.size() > 1 && fits_mask) {
    std::uint64_t mask = 0;
    for (const std::int64_t number : numbers) mask |= std::uint64_t{1} << static_cast<unsigned>(number);
    const std::uint32_t constant = vocabulary_.constants.add(static_cast<std::int64_t>(mask));
    return diagrams_.ask(Operation::in_mask, place.source, place.index, constant, unknown_is_yes, yes, no);
  }
  Target target = no;
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    const bool is_small = fits_operand(*number);
    const std::uint32_t operand = is_small ? static_cast<std::uint32_t>(*number) : vocabulary_.constants.add(*number);
    target = diagrams_.ask(is_small ? Operation::equals : Operation::equals_wide, place.source, place.index, operand, unknown_is_yes, yes,
                           target);
  }
  return target;
}

Target Questions::ask_has(std::int64_t member, const Place& place, Target yes, Target no, bool unknown_is_yes) {
  const bool is_small = fits_operand(member);
  const std::uint32_t operand = is_small ? static_cast<std::uint32_t>(member) : vocabulary_.constants.add(member);
  return diagrams_.ask(is_small ? Operation::has : Operation::has_wide, place.source, place.index, operand, unknown_is_yes, yes, no);
}

Target Questions::ask_less(std::int64_t bound, const Place& place, Target yes, Target no, bool unknown_is_yes) {
  const bool is_small = fits_operand(bound);
  const std::uint32_t operand = is_small ? static_cast<std::uint32_t>(bound) : vocabulary_.constants.add(bound);
  return diagrams_.ask(is_small ? Operation::less : Operation::less_wide, place.source, place.index, operand, unknown_is_yes, yes, no);
}

Target Questions::ask_less_equal(std::int64_t bound, const Place& place, Target yes, Target no, bool unknown_is_yes) {
  if (bound < std::numeric_limits<std::int64_t>::max()) return ask_less(bound + 1, place, yes, no, unknown_is_yes);
  return ask_less(std::numeric_limits<std::int64_t>::min(), place, no, yes, !unknown_is_yes);  // every known number
}

// `numbers[0] <= x < numbers[1]`; a time of day wraps over midnight when the first is later.
Target Questions::ask_range(const Atom& atom, const Place& place, Target yes, Target no, bool unknown_is_yes) {
  const std::int64_t from = atom.numbers[0];
  const std::int64_t to = atom.numbers[1];
  const bool wraps = atom.kind == AtomKind::time_of_day && from > to;
  if (wraps) return ask_less(from, place, ask_less(to, place, yes, no, unknown_is_yes), yes, !unknown_is_yes);
  return ask_less(from, place, no, ask_less(to, place, yes, no, unknown_is_yes), !unknown_is_yes);
}

Target Questions::ask_capability(base::CapabilityId capability, Target yes, Target no, bool unknown_is_yes) {
  const auto& held = vocabulary_.model.principals[who_.index()].capabilities;
  if (std::binary_search(held.begin(), held.end(), capability)) return yes;
  Target target = no;
  for (std::size_t i = vocabulary_.model.switches.size(); i-- > 0;) {
    const auto& grants = vocabulary_.model.switches[i].grants;
    if (std::find(grants.begin(), grants.end(), capability) != grants.end())
      target = diagrams_.ask(Operation::switch_on, Source::none, 0, static_cast<std::uint32_t>(i), unknown_is_yes, yes, target);
  }
  return target;
}

}  // namespace envelope::table
