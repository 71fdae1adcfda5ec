#include "tests/differential/atom_names.h"

#include <fmt/format.h>

#include "compiler/check/value_text.h"

namespace envelope::differential {

using base::Type;
using base::TypeKind;
using check::Comparison;
using check::OperandKind;

namespace {

std::string_view kind_word(TypeKind kind) {
  switch (kind) {
    case TypeKind::error:
      return "label";
    case TypeKind::boolean:
      return "Bool";
    case TypeKind::count:
      return "Count";
    case TypeKind::bytes:
      return "Bytes";
    case TypeKind::money:
      return "Money";
    case TypeKind::duration:
      return "Duration";
    case TypeKind::percent:
      return "Percent";
    case TypeKind::time:
      return "Time";
    case TypeKind::string:
      return "String";
    case TypeKind::path:
      return "Path";
    case TypeKind::host:
      return "Host";
    case TypeKind::command:
      return "Command";
    case TypeKind::enumeration:
      return "enum";
    case TypeKind::agent:
      return "Agent";
    case TypeKind::tier:
      return "Tier";
    case TypeKind::mode:
      return "Mode";
    case TypeKind::job:
      return "Job";
  }
  return {};
}

std::string_view comparison_name(Comparison comparison) {
  switch (comparison) {
    case Comparison::truth:
      return "truth";
    case Comparison::equals:
      return "is";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      return ">=";
    case Comparison::one_of:
      return "in list";
    case Comparison::in_range:
      return "in range";
    case Comparison::matches:
      return "matches";
    case Comparison::under:
      return "under";
    case Comparison::has:
      return "has";
    case Comparison::equals_self:
      return "is self";
  }
  return {};
}

std::string quantity_name(std::string_view side, const Type& type, Comparison comparison) {
  const std::string word = type.is_set ? fmt::format("[{}]", kind_word(type.kind)) : std::string(kind_word(type.kind));
  return fmt::format("{} {} {}", side, word, comparison_name(comparison));
}

bool has_negation(Comparison comparison) {
  switch (comparison) {
    case Comparison::equals:
    case Comparison::one_of:
    case Comparison::in_range:
    case Comparison::matches:
    case Comparison::under:
    case Comparison::equals_self:
      return true;
    case Comparison::truth:
    case Comparison::less:
    case Comparison::less_equal:
    case Comparison::greater:
    case Comparison::greater_equal:
    case Comparison::has:
      return false;
  }
  return false;
}

constexpr Comparison kOrder[] = {Comparison::less, Comparison::less_equal, Comparison::greater, Comparison::greater_equal};

std::vector<Comparison> comparisons(const Type& type) {
  if (type.is_set) return {Comparison::has};
  std::vector<Comparison> all = {Comparison::equals, Comparison::one_of};
  if (type.kind == TypeKind::boolean) all.push_back(Comparison::truth);
  if (type.kind == TypeKind::agent) all.push_back(Comparison::equals_self);
  if (base::is_textual(type.kind)) all.push_back(Comparison::matches);
  if (type.kind == TypeKind::path) all.push_back(Comparison::under);
  if (base::is_numeric(type.kind)) {
    all.insert(all.end(), std::begin(kOrder), std::end(kOrder));
    all.push_back(Comparison::in_range);
  }
  return all;
}

void add_quantities(std::string_view side, const std::vector<TypeKind>& sets, std::vector<AtomShape>& out) {
  std::vector<Type> types;
  for (const TypeKind kind : {TypeKind::boolean, TypeKind::count, TypeKind::bytes, TypeKind::money, TypeKind::duration, TypeKind::percent,
                              TypeKind::time, TypeKind::string, TypeKind::path, TypeKind::host, TypeKind::command, TypeKind::enumeration,
                              TypeKind::agent, TypeKind::tier, TypeKind::mode, TypeKind::job})
    types.push_back({kind, {}, false});
  for (const TypeKind kind : sets) types.push_back({kind, {}, true});
  for (const Type& type : types)
    for (const Comparison comparison : comparisons(type))
      out.push_back({quantity_name(side, type, comparison), {true, true, true}, has_negation(comparison)});
}

void add_built_in(std::string_view name, const std::vector<Comparison>& all, std::array<bool, 3> occurs, std::vector<AtomShape>& out) {
  for (const Comparison comparison : all)
    out.push_back({fmt::format("{} {}", name, comparison_name(comparison)), occurs, has_negation(comparison)});
}

}  // namespace

std::string atom_name(const check::TypedAtom& atom) {
  switch (atom.left.kind) {
    case OperandKind::attribute:
      return quantity_name("attribute", atom.left.type, atom.comparison);
    case OperandKind::fact:
      return quantity_name("fact", atom.left.type, atom.comparison);
    case OperandKind::switch_on:
      return "switch truth";
    case OperandKind::built_in:
      break;
  }
  return fmt::format("{}{} {}", check::built_in_word(atom.left.built_in), atom.time_of_day ? " of day" : "",
                     comparison_name(atom.comparison));
}

std::vector<AtomShape> all_atom_shapes() {
  constexpr std::array<bool, 3> kAlways = {true, true, true}, kKnown = {true, false, true}, kNever = {false, true, false};
  const std::vector<Comparison> closed = {Comparison::equals, Comparison::one_of};
  std::vector<Comparison> of_day(std::begin(kOrder), std::end(kOrder));
  of_day.push_back(Comparison::in_range);
  std::vector<Comparison> numeric = of_day;
  numeric.insert(numeric.end(), closed.begin(), closed.end());

  std::vector<AtomShape> out;
  add_quantities("attribute", {TypeKind::enumeration, TypeKind::agent, TypeKind::string, TypeKind::path, TypeKind::host, TypeKind::mode},
                 out);
  add_quantities("fact", {TypeKind::enumeration, TypeKind::agent}, out);
  add_built_in("switch", {Comparison::truth}, kAlways, out);
  add_built_in("agent", {Comparison::equals, Comparison::one_of, Comparison::equals_self}, kKnown, out);
  add_built_in("tier", closed, kKnown, out);
  add_built_in("origin", closed, kAlways, out);
  add_built_in("depth", numeric, kKnown, out);
  add_built_in("time", numeric, kAlways, out);
  add_built_in("time of day", of_day, kAlways, out);
  add_built_in("day", closed, kAlways, out);
  add_built_in("job", closed, kAlways, out);
  add_built_in("labels", {Comparison::has}, kAlways, out);
  add_built_in("outcome", closed, kNever, out);
  add_built_in("decision", closed, kNever, out);
  return out;
}

}  // namespace envelope::differential
