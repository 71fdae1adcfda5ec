// ENV1018: no test says what an agent may do.
#include <fmt/format.h>

#include <set>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void untested_agent(const Subject& subject, diagnostics::Sink& sink) {
  if (!governs_agents(subject)) return;
  std::set<std::string_view> tested;
  for (const check::Test& test : subject.program.tests)
    for (const check::TestCase& test_case : test.cases) tested.insert(test_case.request.principal);
  const check::Principal* first = nullptr;
  for (const check::Principal& agent : subject.program.principals) {
    if (agent.kind != check::PrincipalKind::agent || tested.contains(agent.name) || !is_authored(subject, agent.span)) continue;
    if (tested.empty()) {  // one finding for a policy that has no tests at all
      if (first == nullptr) first = &agent;
      continue;
    }
    sink.emit(diagnostics::Code::UntestedAgent, agent.span, fmt::format("no test says what the agent `{}` may do", agent.name))
        .with_help("`envc test --suggest` writes tests to begin with");
  }
  if (first == nullptr) return;
  sink.emit(diagnostics::Code::UntestedAgent, first->span, "this policy has no tests")
      .with_help("`envc test --suggest` writes tests to begin with");
}

}  // namespace envelope::lint
