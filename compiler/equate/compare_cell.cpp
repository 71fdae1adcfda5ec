#include "compiler/equate/compare_cell.h"

#include "compiler/equate/reading.h"

namespace envelope::equate {

namespace {

// Any value of a type, as short as can be.
request::RawValue some_value(const check::TypedProgram& program, const base::Type& type) {
  if (type.is_set) return request::empty_set(type.kind);
  switch (type.kind) {
    case base::TypeKind::boolean:
      return false;
    case base::TypeKind::string:
    case base::TypeKind::host:
    case base::TypeKind::command:
      return std::string("a");
    case base::TypeKind::path:
      return std::string("/");
    case base::TypeKind::enumeration:
      return program.enums[type.enumeration.index()].members.front();
    case base::TypeKind::agent:
      return program.principals.front().name;
    case base::TypeKind::tier:
      return program.tiers.empty() ? std::string() : program.tiers.front().name;
    case base::TypeKind::mode:
      return program.switches.empty() ? std::string() : program.switches.front().name;
    case base::TypeKind::job:
      return program.jobs.empty() ? std::string() : program.jobs.front().name;
    default:
      return std::int64_t{0};
  }
}

}  // namespace

request::Request request_of(const Answers& answers, const CellQuestions& questions, const std::vector<std::size_t>& codes) {
  request::Request request = answers.bare_request();
  for (const check::Attribute& attribute : answers.program().actions[answers.place().action.index()].attributes)
    if (!attribute.optional) request.attributes[attribute.name] = some_value(answers.program(), attribute.type);
  for (std::size_t i = 0; i < codes.size(); ++i) put(questions.variables()[i], codes[i], request);
  return request;
}

namespace {

void exhaust(const CellContext& context, const Answers& answers, const Speaking& speaking, const CellQuestions& questions,
             CellVerdict& verdict) {
  Block block(questions);
  for (std::uint64_t first = 0; first < verdict.cases && !verdict.witness; first += Cases::kCases) {
    block.move_to(first, verdict.cases);
    const Cases differ = difference(answers, context.numbering, speaking, questions, block);
    if (!differ.is_empty()) verdict.witness = request_of(answers, questions, block.codes(differ.least()));
  }
}

void ask_engines(const CellContext& context, const Answers& answers, const Speaking& speaking, const CellQuestions& questions,
                 CellVerdict& verdict) {
  Diagrams diagrams(questions, context.engines.space);
  const Diagram by_diagrams = difference(answers, context.numbering, speaking, questions, diagrams);
  if (context.engines.space.has_overflowed()) {
    verdict.limit = "its diagrams have more than " + std::to_string(context.engines.space.nodes_max()) + " nodes";
    return;
  }
  smt::Problem problem;
  const Formulas formulas(questions, problem);
  problem.require(difference(answers, context.numbering, speaking, questions, formulas).term);
  const smt::Answer by_solver = context.engines.solver.ask(problem);
  if (by_solver.verdict == smt::Verdict::unknown) {
    verdict.limit = "the solver gives up: " + by_solver.limit;
    return;
  }
  if ((by_solver.verdict == smt::Verdict::possible) != !diagrams.is_nothing(by_diagrams)) {
    verdict.fault = "diagrams and solver disagree";
    return;
  }
  verdict.method = Method::engines;
  if (!diagrams.is_nothing(by_diagrams)) verdict.witness = request_of(answers, questions, diagrams.codes(by_diagrams));
}

}  // namespace

CellVerdict compare_cell(const CellContext& context, const Answers& answers, const Speaking& speaking, const CellQuestions& questions) {
  CellVerdict verdict;
  verdict.limit = questions.limit();
  if (!verdict.limit.empty()) return verdict;
  const auto cases = Block::count(questions, context.options.cases_max);
  if (!cases) {
    ask_engines(context, answers, speaking, questions, verdict);
    return verdict;
  }
  verdict.method = Method::exhaustion;
  verdict.cases = *cases;
  exhaust(context, answers, speaking, questions, verdict);
  return verdict;
}

}  // namespace envelope::equate
