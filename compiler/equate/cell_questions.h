// Everything that is asked in one cell, by the statements that speak of it and by the table, and what the answers can be.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/equate/variable.h"

namespace envelope::equate {

// The statements that may speak of a principal and an action; more than those do no harm.
struct Speaking {
  std::vector<const check::Rule*> rules;
  std::vector<std::uint32_t> arounds;
};

class CellQuestions {
 public:
  CellQuestions(const Answers& answers, const Speaking& speaking, Cutter& cutter);

  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
  // By number of the question; their variables are numbers into variables().
  [[nodiscard]] const std::vector<Answered>& answers() const { return answered_; }
  // Why not all cases can be listed; empty: they can.
  [[nodiscard]] const std::string& limit() const { return limit_; }

  // Numbers of questions that were collected.
  [[nodiscard]] std::uint32_t of_atom(const check::TypedAtom& atom) const { return atoms_.at(&atom); }
  [[nodiscard]] std::uint32_t of(Question::Kind kind, std::uint32_t id) const { return blocks_.at({kind, id}); }
  [[nodiscard]] std::uint32_t of_node(const format::NodeRecord& node) const { return nodes_.at(&node); }
  [[nodiscard]] std::uint32_t of_test(const format::TestRecord& test) const { return tests_.at(&test); }

 private:
  void collect_statement(const check::StatementInfo& statement);
  void collect_expression(const check::TypedExpr& expression);
  void collect_circumstances();  // capabilities, and who may enter and leave
  void collect_target(std::uint32_t target);
  void collect_program(std::uint32_t number);
  void add_block(Question::Kind kind, std::uint32_t id);
  void cut(Cutter& cutter);

  const Answers& context_;
  std::vector<Question> questions_;
  std::unordered_map<const check::TypedAtom*, std::uint32_t> atoms_;
  std::map<std::pair<Question::Kind, std::uint32_t>, std::uint32_t> blocks_;
  std::unordered_map<const format::NodeRecord*, std::uint32_t> nodes_;
  std::unordered_map<const format::TestRecord*, std::uint32_t> tests_;
  std::vector<Variable> variables_;
  std::vector<Answered> answered_;
  std::string limit_;
};

}  // namespace envelope::equate
