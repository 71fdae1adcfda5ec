// A block of cases of one cell: which code each variable has in each of them, and how every question is answered. A Reading (reading.h).
#pragma once

#include <vector>

#include "compiler/equate/cases.h"
#include "compiler/equate/cell_questions.h"
#include "compiler/oracle/kleene.h"

namespace envelope::equate {

// Cases are numbered: the code of the first variable changes fastest.
class Block {
 public:
  using Bits = Cases;

  explicit Block(const CellQuestions& questions);

  // How many cases the cell has; nothing when they are more than `most`.
  [[nodiscard]] static std::optional<std::uint64_t> count(const CellQuestions& questions, std::uint64_t most);

  // Looks at the cases from `first` on, at most Cases::kCases of `count`.
  void move_to(std::uint64_t first, std::uint64_t count);

  [[nodiscard]] const Cases& every() const { return every_; }
  [[nodiscard]] bool is_nothing(const Cases& cases) const { return cases.is_empty(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const oracle::Kleene<Cases>& answer(std::uint32_t question) const { return answers_[question]; }
  // The code of each variable in a case of the block.
  [[nodiscard]] std::vector<std::size_t> codes(std::size_t at) const;

 private:
  [[nodiscard]] oracle::Kleene<Cases> answer_of(const Answered& answered) const;

  const CellQuestions& questions_;
  std::uint64_t first_ = 0;
  std::size_t size_ = 0;
  Cases every_;
  std::vector<std::vector<Cases>> having_;  // by variable and code: the cases in which it has it
  std::vector<oracle::Kleene<Cases>> answers_;
};

}  // namespace envelope::equate
