#include "compiler/smt/problem.h"

#include <fmt/format.h>

#include <utility>

namespace envelope::smt {

Term Problem::add(Record record) {
  records_.push_back(std::move(record));
  return {static_cast<std::uint32_t>(records_.size() - 1)};
}

Term Problem::truth(bool value) { return add({Kind::truth, value ? 1 : 0, 0, {}, {}}); }
Term Problem::number(std::int64_t value) { return add({Kind::number, value, 0, {}, {}}); }
Term Problem::boolean(std::string name) { return add({Kind::boolean, 0, 0, std::move(name), {}}); }
Term Problem::integer(std::string name, std::int64_t least, std::int64_t greatest) {
  return add({Kind::integer, least, greatest, std::move(name), {}});
}
Term Problem::negation(Term a) {
  if (is_truth(a, true) || is_truth(a, false)) return truth(is_truth(a, false));
  return add({Kind::negation, 0, 0, {}, {a}});
}

Term Problem::all(const std::vector<Term>& items) { return joined(Kind::all, items, true); }
Term Problem::any(const std::vector<Term>& items) { return joined(Kind::any, items, false); }

bool Problem::is_truth(Term a, bool value) const {
  const Record& record = records_[a.id];
  return record.kind == Kind::truth && (record.least != 0) == value;
}

// Items that are `neutral` say nothing, one that is the opposite says all.
Term Problem::joined(Kind kind, const std::vector<Term>& items, bool neutral) {
  std::vector<Term> kept;
  for (const Term item : items) {
    if (is_truth(item, !neutral)) return truth(!neutral);
    if (!is_truth(item, neutral)) kept.push_back(item);
  }
  if (kept.empty()) return truth(neutral);
  return kept.size() == 1 ? kept[0] : add({kind, 0, 0, {}, std::move(kept)});
}

Term Problem::less(Term a, Term b) { return add({Kind::less, 0, 0, {}, {a, b}}); }
Term Problem::less_equal(Term a, Term b) { return add({Kind::less_equal, 0, 0, {}, {a, b}}); }
Term Problem::equal(Term a, Term b) { return add({Kind::equal, 0, 0, {}, {a, b}}); }
void Problem::require(Term condition) { required_.push_back(condition); }

namespace {

std::string_view operator_of(Problem::Kind kind) {
  switch (kind) {
    case Problem::Kind::negation:
      return "not";
    case Problem::Kind::all:
      return "and";
    case Problem::Kind::any:
      return "or";
    case Problem::Kind::less:
      return "<";
    case Problem::Kind::less_equal:
      return "<=";
    case Problem::Kind::equal:
      return "=";
    case Problem::Kind::truth:
    case Problem::Kind::number:
    case Problem::Kind::boolean:
    case Problem::Kind::integer:
      break;
  }
  return "";
}

std::string spelt(std::int64_t value) {
  if (value >= 0) return fmt::format("{}", value);
  const std::uint64_t size = ~static_cast<std::uint64_t>(value) + 1;  // exact for the smallest number too
  return fmt::format("(- {})", size);
}

// Terms with items are named once and used by their names, so that what is shared stays shared.
std::string reference(const Problem& problem, Term term) {
  const Problem::Record& record = problem.records()[term.id];
  switch (record.kind) {
    case Problem::Kind::truth:
      return record.least != 0 ? "true" : "false";
    case Problem::Kind::number:
      return spelt(record.least);
    case Problem::Kind::boolean:
    case Problem::Kind::integer:
      return record.name;
    case Problem::Kind::negation:
    case Problem::Kind::all:
    case Problem::Kind::any:
    case Problem::Kind::less:
    case Problem::Kind::less_equal:
    case Problem::Kind::equal:
      break;
  }
  return fmt::format("t{}", term.id);
}

}  // namespace

std::string smtlib(const Problem& problem, const std::string& comment) {
  std::string text = "; ";
  for (const char c : comment) text += c == '\n' ? std::string("\n; ") : std::string(1, c);
  text += "\n(set-logic QF_LIA)\n";
  for (std::uint32_t id = 0; id < problem.records().size(); ++id) {
    const Problem::Record& record = problem.records()[id];
    if (record.kind == Problem::Kind::boolean) text += fmt::format("(declare-const {} Bool)\n", record.name);
    if (record.kind == Problem::Kind::integer)
      text += fmt::format("(declare-const {0} Int)\n(assert (<= {1} {0} {2}))\n", record.name, spelt(record.least), spelt(record.greatest));
    if (record.items.empty()) continue;
    text += fmt::format("(define-fun t{} () Bool ({}", id, operator_of(record.kind));
    for (const Term item : record.items) text += " " + reference(problem, item);
    text += "))\n";
  }
  for (const Term term : problem.required()) text += fmt::format("(assert {})\n", reference(problem, term));
  // On a level of its own: z3 then asks its core, which decides bounds on numbers at once, and not its tactics, which do not.
  return text + "(push 1)\n(check-sat)\n(reset)\n";
}

}  // namespace envelope::smt
