#include "compiler/equate/cell_questions.h"

#include <algorithm>

namespace envelope::equate {

using format::NodeRecord;

CellQuestions::CellQuestions(const Answers& answers, const Speaking& speaking, Cutter& cutter) : context_(answers) {
  for (const check::Rule* rule : speaking.rules) collect_statement(*rule);
  for (const std::uint32_t around : speaking.arounds) collect_statement(answers.program().arounds[around]);
  collect_circumstances();
  const TableCell& cell = answers.place().table;
  if (cell.record != nullptr) {
    collect_target(cell.record->root);
    if (cell.record->obligations != 0)
      for (std::size_t at = cell.record->obligations - 1;; ++at) {
        const format::ObligationRecord& record = answers.table().sections().obligations[at];
        collect_target(record.root);
        if (record.is_last != 0) break;
      }
  }
  cut(cutter);
}

void CellQuestions::add_block(Question::Kind kind, std::uint32_t id) {
  const auto [entry, is_new] = blocks_.try_emplace({kind, id}, static_cast<std::uint32_t>(questions_.size()));
  if (!is_new) return;
  Question question;
  question.kind = kind;
  question.id = id;
  questions_.push_back(question);
}

void CellQuestions::collect_statement(const check::StatementInfo& statement) {
  for (const check::ScopeRef& block : statement.scope) {
    if (block.kind == check::ScopeKind::subagents) add_block(Question::Kind::delegated, 0);
    if (block.kind == check::ScopeKind::in_switch) add_block(Question::Kind::switch_on, block.switch_id.value);
    if (block.kind == check::ScopeKind::job) add_block(Question::Kind::runs_under, block.job.value);
  }
  for (const check::TypedCondition& condition : statement.conditions) collect_expression(condition.expr);
}

void CellQuestions::collect_expression(const check::TypedExpr& expression) {
  for (const check::TypedExpr& item : expression.items) collect_expression(item);
  if (expression.kind != check::TypedExprKind::atom) return;
  if (!atoms_.try_emplace(&expression.atom, static_cast<std::uint32_t>(questions_.size())).second) return;
  Question question;
  question.kind = Question::Kind::atom;
  question.atom = &expression.atom;
  questions_.push_back(question);
}

void CellQuestions::collect_circumstances() {
  const check::TypedProgram& program = context_.program();
  const check::Action& action = program.actions[context_.place().action.index()];
  for (std::uint32_t i = 0; i < program.switches.size(); ++i) {
    const check::Switch& owner = program.switches[i];
    const bool grants_something = std::any_of(action.needs.begin(), action.needs.end(), [&](base::CapabilityId needed) {
      return std::find(owner.grants.begin(), owner.grants.end(), needed) != owner.grants.end();
    });
    if (grants_something) add_block(Question::Kind::switch_on, i);
    const auto& passages = action.name == "enter" ? owner.enter : owner.leave;
    const bool is_passage = action.name == "enter" || action.name == "leave";
    if (is_passage && std::any_of(passages.begin(), passages.end(), [](const check::Passage& each) { return !each.via.empty(); }))
      add_block(Question::Kind::speaks_of, i);
  }
}

void CellQuestions::collect_target(std::uint32_t root) {
  const auto& nodes = context_.table().sections().deciding.nodes;
  std::vector<std::uint32_t> open{root};
  while (!open.empty()) {
    const std::uint32_t target = open.back();
    open.pop_back();
    if ((target & format::kLeafBit) != 0) continue;
    if ((target & format::kProgramBit) != 0) {
      collect_program(target & ~format::kProgramBit);
      continue;
    }
    const NodeRecord& node = nodes[target];
    if (!nodes_.try_emplace(&node, static_cast<std::uint32_t>(questions_.size())).second) continue;
    Question question;
    question.kind = Question::Kind::table;
    question.table.node = &node;
    questions_.push_back(question);
    open.insert(open.end(), {node.yes, node.no});
  }
}

void CellQuestions::collect_program(std::uint32_t number) {
  const decide::Bodies& bodies = context_.table().sections().deciding;
  const format::ProgramRecord& program = bodies.programs[number];
  for (const format::TestRecord& test : bodies.tests.subspan(program.first_test, program.test_count)) {
    if (!tests_.try_emplace(&test, static_cast<std::uint32_t>(questions_.size())).second) continue;
    Question question;
    question.kind = Question::Kind::table;
    const bool asks_node = static_cast<format::TestOperation>(test.operation) == format::TestOperation::question;
    if (asks_node)
      question.table.node = &bodies.nodes[test.operand];
    else
      question.table.test = &test;
    questions_.push_back(question);
  }
}

void CellQuestions::cut(Cutter& cutter) {
  std::map<Subject, std::vector<std::uint32_t>> subjects;
  for (std::uint32_t i = 0; i < questions_.size(); ++i) subjects[context_.subject_of(questions_[i])].push_back(i);
  answered_.resize(questions_.size());
  for (const auto& [subject, numbers] : subjects) {
    std::vector<Question> questions;
    for (const std::uint32_t number : numbers) questions.push_back(questions_[number]);
    const std::shared_ptr<const Cut> cut = cutter.cut(context_, subject, questions);
    if (limit_.empty()) limit_ = cut->limit;
    const auto first = static_cast<std::uint32_t>(variables_.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      Answered answered = cut->answers[i];
      for (Answered::Place& place : answered.places) place.variable += first;
      if (answered.presence) *answered.presence += first;
      answered_[numbers[i]] = std::move(answered);
    }
    variables_.insert(variables_.end(), cut->variables.begin(), cut->variables.end());
  }
}

}  // namespace envelope::equate
