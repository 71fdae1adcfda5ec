#include <fmt/format.h>

#include <algorithm>

#include "compiler/questions/spell_atom.h"
#include "compiler/questions/wording.h"

namespace envelope::questions {
namespace {

using Chain = Wording::Chain;
using model::Atom;
using model::AtomOperator;
using model::PolicyModel;

// Numbers from `least` to just before `end`; no end: all that follow.
struct Stretch {
  std::int64_t least = 0;
  std::optional<std::int64_t> end;
};

class Numbers {
 public:
  Numbers(const Speech& speech, const Axis& axis) : model_(speech.model), speech_(speech), axis_(axis) {}

  // Neighbouring parts that are both in, or both out, as one stretch.
  [[nodiscard]] std::vector<Stretch> stretches(const Parts& parts, bool are_in) const {
    std::vector<Stretch> stretches;
    bool is_open = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (axis_.parts[i].is_absent) continue;
      if (parts[i] == are_in && !is_open) stretches.push_back({axis_.parts[i].number, std::nullopt});
      if (parts[i] != are_in && is_open) stretches.back().end = axis_.parts[i].number;
      is_open = parts[i] == are_in;
    }
    return stretches;
  }

  [[nodiscard]] Wording inside(const Stretch& stretch) const {
    if (is_single(stretch)) return {Chain::none, fmt::format("{} is {}", left(), value(stretch.least))};
    if (!stretch.end) return {Chain::none, at_least(stretch.least)};
    if (stretch.least == 0) return {Chain::none, below(*stretch.end)};
    if (!is_end_of_closed(stretch.least) && !is_end_of_closed(*stretch.end))
      return {Chain::none, fmt::format("{} in {}..{}", left(), value(stretch.least), value(*stretch.end))};
    return {Chain::all, at_least(stretch.least) + " and " + below(*stretch.end)};
  }

  [[nodiscard]] std::string outside(const Stretch& stretch) const {
    if (is_single(stretch)) return fmt::format("{} is not {}", left(), value(stretch.least));
    return fmt::format("{} not in {}..{}", left(), value(stretch.least), value(*stretch.end));
  }

  [[nodiscard]] static bool is_single(const Stretch& stretch) { return stretch.end && *stretch.end == stretch.least + 1; }

 private:
  [[nodiscard]] const Atom& atom() const { return model_.atoms[axis_.atoms.front().index()]; }
  [[nodiscard]] std::string left() const { return spell_left(speech_, atom()); }
  [[nodiscard]] std::string value(std::int64_t number) const { return spell_number(model_, atom().type, number); }

  // Whether the policy draws the line before `number` by `>` or `<=` of the number before it, and not by `>=` or `<` of itself.
  [[nodiscard]] bool is_end_of_closed(std::int64_t number) const {
    bool is_closed = false;
    for (const model::AtomId id : axis_.atoms) {
      const Atom& atom = model_.atoms[id.index()];
      const bool is_of_last = atom.op == AtomOperator::greater || atom.op == AtomOperator::less_equal;
      for (const std::int64_t constant : atom.numbers) {
        if (!is_of_last && constant == number) return false;
        is_closed = is_closed || (is_of_last && constant == number - 1);
      }
    }
    return is_closed;
  }

  [[nodiscard]] std::string at_least(std::int64_t number) const {
    return is_end_of_closed(number) ? fmt::format("{} > {}", left(), value(number - 1)) : fmt::format("{} >= {}", left(), value(number));
  }
  [[nodiscard]] std::string below(std::int64_t number) const {
    return is_end_of_closed(number) ? fmt::format("{} <= {}", left(), value(number - 1)) : fmt::format("{} < {}", left(), value(number));
  }

  const PolicyModel& model_;
  const Speech& speech_;
  const Axis& axis_;
};

}  // namespace

Wording by_numbers(const Speech& speech, const Axis& axis, const Parts& parts) {
  const Numbers numbers(speech, axis);
  const std::vector<Stretch> in = numbers.stretches(parts, true), out = numbers.stretches(parts, false);
  if (in.size() == 1) return numbers.inside(in.front());
  if (out.size() == 1) return {Chain::none, numbers.outside(out.front())};
  std::vector<std::string> texts;
  for (const Stretch& stretch : in) {
    const Wording words = numbers.inside(stretch);
    texts.push_back(words.chain == Chain::all ? "(" + words.text + ")" : words.text);
  }
  return chain_of(texts, Chain::any);
}

}  // namespace envelope::questions
