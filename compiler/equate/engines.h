// Two engines for cells with more cases than can be tried: decision diagrams over the codes of variables, and the solver. Both are Readings
// (reading.h), so that they read the same statements and records; how they reason about them, they do not share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/bdd/bdd.h"
#include "compiler/equate/cell_questions.h"
#include "compiler/oracle/kleene.h"
#include "compiler/smt/solver.h"

namespace envelope::equate {

// A set of requests as a function of the bits that spell the codes of variables.
struct Diagram {
  bdd::Space* space = nullptr;
  bdd::Node node = bdd::kFalse;
  friend Diagram operator&(Diagram a, Diagram b) { return {a.space, a.space->both(a.node, b.node)}; }
  friend Diagram operator|(Diagram a, Diagram b) { return {a.space, a.space->either(a.node, b.node)}; }
  friend Diagram operator~(Diagram a) { return {a.space, a.space->negation(a.node)}; }
  friend Diagram operator^(Diagram a, Diagram b) { return {a.space, a.space->ite(a.node, a.space->negation(b.node), b.node)}; }
};

class Diagrams {
 public:
  using Bits = Diagram;
  // `space` is emptied first; both must outlive the object.
  Diagrams(const CellQuestions& questions, bdd::Space& space);

  [[nodiscard]] Diagram every() const { return {&space_, bdd::kTrue}; }
  [[nodiscard]] const oracle::Kleene<Diagram>& answer(std::uint32_t question) const { return answers_[question]; }
  [[nodiscard]] bool is_nothing(const Diagram& requests) const { return requests.node == bdd::kFalse; }

  // The code of each variable in some request of the set, which is not empty.
  [[nodiscard]] std::vector<std::size_t> codes(Diagram requests) const;

 private:
  [[nodiscard]] Diagram having(std::uint32_t variable, const std::vector<bool>& codes) const;

  const CellQuestions& questions_;
  bdd::Space& space_;
  std::vector<std::uint32_t> first_bit_, bits_;  // by variable
  std::vector<oracle::Kleene<Diagram>> answers_;
};

// The same as a formula over the codes of variables.
struct Formula {
  smt::Problem* problem = nullptr;
  smt::Term term;
  friend Formula operator&(Formula a, Formula b) { return {a.problem, a.problem->all({a.term, b.term})}; }
  friend Formula operator|(Formula a, Formula b) { return {a.problem, a.problem->any({a.term, b.term})}; }
  friend Formula operator~(Formula a) { return {a.problem, a.problem->negation(a.term)}; }
  friend Formula operator^(Formula a, Formula b) { return {a.problem, a.problem->negation(a.problem->equal(a.term, b.term))}; }
};

class Formulas {
 public:
  using Bits = Formula;
  Formulas(const CellQuestions& questions, smt::Problem& problem);

  [[nodiscard]] Formula every() const { return {&problem_, true_}; }
  [[nodiscard]] const oracle::Kleene<Formula>& answer(std::uint32_t question) const { return answers_[question]; }
  [[nodiscard]] bool is_nothing(const Formula& requests) const;

 private:
  [[nodiscard]] Formula having(std::uint32_t variable, const std::vector<bool>& codes) const;

  smt::Problem& problem_;
  smt::Term true_;
  std::vector<smt::Term> codes_;  // by variable
  std::vector<oracle::Kleene<Formula>> answers_;
};

}  // namespace envelope::equate
