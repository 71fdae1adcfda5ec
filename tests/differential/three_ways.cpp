#include "tests/differential/three_ways.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/evaluate.h"
#include "compiler/oracle/oracle.h"
#include "compiler/request/print.h"
#include "tests/differential/compiled.h"
#include "tests/differential/request_maker.h"

namespace envelope::differential {

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
    const request::Outcome evaluated = model::evaluate(model, request);
    const request::Outcome tabled = table->decide(request);
    if (meant == evaluated && evaluated == tabled) continue;
    return fmt::format("{}: oracle {}, interpreter {}, table {}", request::print(request), request::print(meant), request::print(evaluated),
                       request::print(tabled));
  }
  return {};
}

}  // namespace envelope::differential
