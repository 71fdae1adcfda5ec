#include "compiler/equate/block.h"

#include <algorithm>

namespace envelope::equate {

using oracle::Kleene;
using text::Truth;

Block::Block(const CellQuestions& questions) : questions_(questions) {
  for (const Variable& variable : questions.variables()) having_.emplace_back(variable.codes.size());
  answers_.resize(questions.answers().size());
}

std::optional<std::uint64_t> Block::count(const CellQuestions& questions, std::uint64_t most) {
  std::uint64_t count = 1;
  for (const Variable& variable : questions.variables()) {
    count *= variable.codes.size();
    if (count > most) return std::nullopt;
  }
  return count;
}

void Block::move_to(std::uint64_t first, std::uint64_t count) {
  first_ = first;
  size_ = static_cast<std::size_t>(std::min<std::uint64_t>(Cases::kCases, count - first));
  every_ = Cases::first(size_);
  std::uint64_t stride = 1;
  for (std::vector<Cases>& having : having_) {
    for (Cases& cases : having) cases = {};
    std::uint64_t code = first / stride % having.size();
    std::uint64_t left = stride - first % stride;  // cases until the code changes
    for (std::size_t at = 0; at < size_; ++at, --left) {
      if (left == 0) {
        code = code + 1 == having.size() ? 0 : code + 1;
        left = stride;
      }
      having[code].insert(at);
    }
    stride *= having.size();
  }
  for (std::size_t i = 0; i < answers_.size(); ++i) answers_[i] = answer_of(questions_.answers()[i]);
}

Kleene<Cases> Block::answer_of(const Answered& answered) const {
  const auto add = [](Kleene<Cases>& to, const Cases& where, Truth truth) {
    if (truth == Truth::yes) to.yes = to.yes | where;
    if (truth != Truth::no) to.may = to.may | where;
  };
  Kleene<Cases> result{};
  add(result, every_, answered.otherwise);
  for (const Answered::Place& place : answered.places)
    for (std::size_t code = 0; code < place.truths.size(); ++code) add(result, having_[place.variable][code], place.truths[code]);
  if (!answered.presence) return result;
  const Cases& absent = having_[*answered.presence][0];
  result = {result.yes & ~absent, result.may & ~absent};
  add(result, absent, answered.where_absent);
  return result;
}

std::vector<std::size_t> Block::codes(std::size_t at) const {
  std::vector<std::size_t> codes;
  std::uint64_t rest = first_ + at;
  for (const std::vector<Cases>& having : having_) {
    codes.push_back(static_cast<std::size_t>(rest % having.size()));
    rest /= having.size();
  }
  return codes;
}

}  // namespace envelope::equate
