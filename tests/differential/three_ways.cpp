#include "tests/differential/three_ways.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/evaluate.h"
#include "compiler/oracle/oracle.h"
#include "compiler/request/print.h"
#include "tests/differential/compiled.h"
#include "tests/differential/request_maker.h"

namespace envelope::differential {

std::string statements_differ(const model::PolicyModel& model, const model::Explanation& explanation,
                              std::optional<std::uint32_t> of_table) {
  std::optional<std::uint32_t> explained;
  for (auto matched = explanation.matched.rbegin(); matched != explanation.matched.rend(); ++matched)
    if (matched->decides) explained = matched->statement.value;
  if (explained == of_table) return {};
  const auto text = [&](std::optional<std::uint32_t> number) {
    return number ? fmt::format("statement {}, `{}`", *number, model.statements[*number].text) : std::string("no statement");
  };
  return fmt::format("{}: the interpreter names {}, the table {}", base::effect_name(explanation.outcome.effect), text(explained),
                     text(of_table));
}

std::string disagreement(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources,
                         std::size_t requests) {
  std::string problems;
  const auto table = load_table(model, sources, problems);
  if (!problems.empty()) return "no table: " + problems;
  const bool has_agent = std::any_of(program.principals.begin(), program.principals.end(),
                                     [](const check::Principal& who) { return who.kind == check::PrincipalKind::agent; });
  if (program.actions.empty() || !has_agent) return {};  // nobody to ask about
  const RequestMaker maker(program);
  Random random(1);
  for (std::size_t i = 0; i < requests; ++i) {
    const request::Request request = maker.make(random).request;
    const request::Outcome meant = oracle::decide(program, request);
    const model::Explanation explanation = model::explain(model, request);
    const request::Outcome& evaluated = explanation.outcome;
    const request::Outcome tabled = table->decide(request);
    if (const std::string problem = statements_differ(model, explanation, table->statement(request)); !problem.empty())
      return request::print(request) + ": " + problem;
    if (meant == evaluated && evaluated == tabled) continue;
    return fmt::format("{}: oracle {}, interpreter {}, table {}", request::print(request), request::print(meant), request::print(evaluated),
                       request::print(tabled));
  }
  return {};
}

}  // namespace envelope::differential
