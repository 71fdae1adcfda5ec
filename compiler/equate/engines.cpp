#include "compiler/equate/engines.h"

#include <bit>
#include <string>

namespace envelope::equate {

using oracle::Kleene;
using text::Truth;

namespace {

// How a question is answered, put together from `having(variable, codes)`: where a variable has one of these codes.
template <typename Bits, typename Having>
Kleene<Bits> answer_of(const Answered& answered, const Bits& every, const Having& having) {
  const auto constant = [&](Truth truth) {
    return Kleene<Bits>{truth == Truth::yes ? every : ~every, truth == Truth::no ? ~every : every};
  };
  Kleene<Bits> result = constant(answered.otherwise);
  for (const Answered::Place& place : answered.places) {
    std::vector<bool> yes, may;
    for (const Truth truth : place.truths) {
      yes.push_back(truth == Truth::yes);
      may.push_back(truth != Truth::no);
    }
    result = either(result, Kleene<Bits>{having(place.variable, yes), having(place.variable, may)});
  }
  if (!answered.presence) return result;
  const Bits absent = having(*answered.presence, {true, false});
  return either(both(result, Kleene<Bits>{~absent, ~absent}), both(constant(answered.where_absent), Kleene<Bits>{absent, absent}));
}

}  // namespace

Diagrams::Diagrams(const CellQuestions& questions, bdd::Space& space) : questions_(questions), space_(space) {
  space.clear();
  std::uint32_t next = 0;
  for (const Variable& variable : questions.variables()) {
    first_bit_.push_back(next);
    bits_.push_back(static_cast<std::uint32_t>(std::bit_width(variable.codes.size() - 1)));
    next += bits_.back();
  }
  for (const Answered& answered : questions.answers())
    answers_.push_back(
        answer_of(answered, every(), [&](std::uint32_t variable, const std::vector<bool>& codes) { return having(variable, codes); }));
}

Diagram Diagrams::having(std::uint32_t variable, const std::vector<bool>& codes) const {
  return {&space_, space_.of_number(first_bit_[variable], bits_[variable], codes)};
}

std::vector<std::size_t> Diagrams::codes(Diagram requests) const {
  std::vector<std::size_t> codes;
  for (std::size_t i = 0; i < questions_.variables().size(); ++i) {
    std::size_t code = 0;
    bdd::Node rest = bdd::kFalse;
    for (; rest == bdd::kFalse && code < questions_.variables()[i].codes.size(); ++code)
      rest = space_.where_number(requests.node, first_bit_[i], bits_[i], static_cast<std::uint32_t>(code));
    codes.push_back(code - 1);
    requests.node = rest;
  }
  return codes;
}

Formulas::Formulas(const CellQuestions& questions, smt::Problem& problem) : problem_(problem), true_(problem.truth(true)) {
  for (std::size_t i = 0; i < questions.variables().size(); ++i)
    codes_.push_back(problem.integer("v" + std::to_string(i), 0, static_cast<std::int64_t>(questions.variables()[i].codes.size()) - 1));
  for (const Answered& answered : questions.answers())
    answers_.push_back(
        answer_of(answered, every(), [&](std::uint32_t variable, const std::vector<bool>& codes) { return having(variable, codes); }));
}

Formula Formulas::having(std::uint32_t variable, const std::vector<bool>& codes) const {
  std::vector<smt::Term> any;
  for (std::size_t code = 0; code < codes.size(); ++code)
    if (codes[code]) any.push_back(problem_.equal(codes_[variable], problem_.number(static_cast<std::int64_t>(code))));
  if (any.size() == codes.size()) return every();
  return {&problem_, problem_.any(any)};
}

bool Formulas::is_nothing(const Formula& requests) const {
  const smt::Problem::Record& record = problem_.records()[requests.term.id];
  return record.kind == smt::Problem::Kind::truth && record.least == 0;
}

}  // namespace envelope::equate
