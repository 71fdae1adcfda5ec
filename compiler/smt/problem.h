// A question for the solver, as a value: formulas over Booleans and bounded integers, and what is required of them. No texts: the solver
// never sees one. Nothing here knows which solver answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace envelope::smt {

// A formula of one Problem; equal formulas need not be equal terms. Constants are folded as formulas are made.
struct Term {
  std::uint32_t id = UINT32_MAX;
};

class Problem {
 public:
  [[nodiscard]] Term truth(bool value);
  [[nodiscard]] Term number(std::int64_t value);
  // Unknowns; names are distinct and consist of letters, digits and `_`. Bounds are inclusive.
  [[nodiscard]] Term boolean(std::string name);
  [[nodiscard]] Term integer(std::string name, std::int64_t least, std::int64_t greatest);

  [[nodiscard]] Term negation(Term a);
  [[nodiscard]] Term all(const std::vector<Term>& items);  // of nothing: true
  [[nodiscard]] Term any(const std::vector<Term>& items);  // of nothing: false
  [[nodiscard]] Term less(Term a, Term b);                 // integers
  [[nodiscard]] Term less_equal(Term a, Term b);           // integers
  [[nodiscard]] Term equal(Term a, Term b);                // two integers or two Booleans

  void require(Term condition);

  // ---- for whoever answers ----
  enum class Kind : std::uint8_t { truth, number, boolean, integer, negation, all, any, less, less_equal, equal };
  struct Record {
    Kind kind{};
    std::int64_t least = 0, greatest = 0;  // integer: bounds; number, truth: the value is `least`
    std::string name;
    std::vector<Term> items;  // smaller ids
  };
  [[nodiscard]] const std::vector<Record>& records() const { return records_; }
  [[nodiscard]] const std::vector<Term>& required() const { return required_; }

 private:
  Term add(Record record);
  Term joined(Kind kind, const std::vector<Term>& items, bool neutral);
  [[nodiscard]] bool is_truth(Term a, bool value) const;

  std::vector<Record> records_;
  std::vector<Term> required_;
};

// The question as SMT-LIB 2 text that ends in `(check-sat)`; any solver of linear integer arithmetic can be asked. `comment` may have
// several lines.
[[nodiscard]] std::string smtlib(const Problem& problem, const std::string& comment);

}  // namespace envelope::smt
