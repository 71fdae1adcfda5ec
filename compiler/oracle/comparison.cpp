#include "compiler/oracle/comparison.h"

#include "runtime/text/path.h"
#include "runtime/time/interval.h"

namespace envelope::oracle {

using base::TypeKind;
using check::Comparison;
using check::Constant;
using check::TypedAtom;
using text::Truth;

namespace {

Truth same(TypeKind kind, const Value& left, const Constant& right) {
  if (kind == TypeKind::path) return text::match_same_path(left.text, right.text);
  if (base::is_textual(kind)) return text::truth_of(left.text == right.text);
  return text::truth_of(left.number == right.number);
}

text::Domain domain_of(TypeKind kind) {
  if (kind == TypeKind::path) return text::Domain::path;
  if (kind == TypeKind::host) return text::Domain::host;
  if (kind == TypeKind::command) return text::Domain::command;
  return text::Domain::string;
}

Truth matches(const text::Glob* glob, const Value& left) { return glob == nullptr ? Truth::unknown : text::match(*glob, left.text); }

Truth in_range(const TypedAtom& atom, const Value& left) {
  const std::int64_t first = atom.constants[0].number;
  const std::int64_t last = atom.constants[1].number;
  if (!atom.time_of_day) return text::truth_of(first <= left.number && left.number < last);
  const auto of_day = [](std::int64_t ms) { return time::TimeOfDay{static_cast<std::int32_t>(ms)}; };
  return text::truth_of(time::contains(of_day(first), of_day(last), of_day(left.number)));
}

Truth holds(TypeKind kind, const Value& set, const Constant& member) {
  Truth truth = Truth::no;
  for (const Value& item : set.items) truth = text::truth_or(truth, same(kind, item, member));
  return truth;
}

}  // namespace

const text::Glob* Patterns::read(const std::string& pattern, text::Domain domain) {
  const auto [entry, is_new] = read_.try_emplace({domain, pattern});
  if (is_new) entry->second = text::Glob::parse(pattern, domain).glob;
  return entry->second ? &*entry->second : nullptr;
}

Truth compare(const TypedAtom& atom, const Value& left, Patterns& patterns) {
  const TypeKind kind = atom.left.type.kind;
  const std::vector<Constant>& constants = atom.constants;
  Truth any = Truth::no;
  switch (atom.comparison) {
    case Comparison::truth:
      return text::truth_of(left.number != 0);
    case Comparison::equals:
      return same(kind, left, constants[0]);
    case Comparison::less:
      return text::truth_of(left.number < constants[0].number);
    case Comparison::less_equal:
      return text::truth_of(left.number <= constants[0].number);
    case Comparison::greater:
      return text::truth_of(left.number > constants[0].number);
    case Comparison::greater_equal:
      return text::truth_of(left.number >= constants[0].number);
    case Comparison::in_range:
      return in_range(atom, left);
    case Comparison::has:
      return holds(kind, left, constants[0]);
    case Comparison::one_of:
      for (const Constant& constant : constants) any = text::truth_or(any, same(kind, left, constant));
      return any;
    case Comparison::matches:
      for (const Constant& pattern : constants) any = text::truth_or(any, matches(patterns.read(pattern.text, domain_of(kind)), left));
      return any;
    case Comparison::under:
      for (const Constant& prefix : constants) any = text::truth_or(any, text::match_under(prefix.text, left.text));
      return any;
    case Comparison::equals_self:
      return Truth::unknown;
  }
  return Truth::unknown;
}

}  // namespace envelope::oracle
