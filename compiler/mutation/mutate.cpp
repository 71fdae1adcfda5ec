#include "compiler/mutation/mutate.h"

#include <algorithm>
#include <set>

#include "compiler/lower/lower.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/value.h"

namespace envelope::mutation {
namespace {

// The cases to run, with the time of those that give none.
std::vector<check::TestCase> selected_cases(const check::TypedProgram& program, const testing::TestOptions& options) {
  std::vector<check::TestCase> cases;
  for (const check::Test& test : program.tests) {
    if (test.title.find(options.filter) == std::string::npos) continue;
    for (const check::TestCase& one : test.cases) {
      cases.push_back(one);
      if (!cases.back().request.time_ms) cases.back().request.time_ms = options.now_ms;
    }
  }
  return cases;
}

bool is_killed(const check::TypedProgram& program, const model::PolicyModel& changed, const std::vector<check::TestCase>& cases,
               const std::set<base::ActionId>& actions) {
  return std::any_of(cases.begin(), cases.end(), [&](const check::TestCase& one) {
    if (!actions.contains(model::find_action(changed, one.request.action))) return false;
    return !testing::meets(program, one, model::evaluate(changed, one.request));
  });
}

}  // namespace

std::string_view fate_name(Fate fate) {
  switch (fate) {
    case Fate::killed:
      return "killed";
    case Fate::survived:
      return "survived";
    case Fate::unknown:
      return "unknown";
  }
  return "unknown";
}

std::size_t MutationReport::count(Fate fate) const {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [&](const MutantResult& result) { return result.fate == fate; }));
}

MutationReport mutate(check::TypedProgram program, const model::PolicyModel& model, const base::SourceMap& sources,
                      const testing::TestOptions& options) {
  const std::vector<check::TestCase> cases = selected_cases(program, options);
  DifferenceSearch search(model, options.now_ms.has_value());
  MutationReport report;
  for (Mutant& mutant : mutants_of(program, model, sources)) {
    swap_in(program, mutant);
    const model::PolicyModel changed = lower::lower(program, sources);
    swap_in(program, mutant);
    MutantResult result{mutant.change, mutant.text, mutant.statement, mutant.statement_text, Fate::killed, std::nullopt};
    if (!is_killed(program, changed, cases, actions_of(mutant, model, changed))) {
      result.killer = search.find(changed, mutant.statement, cells_of(mutant, model, changed, DifferenceSearch::kCellsMax));
      result.fate = result.killer ? Fate::survived : Fate::unknown;
    }
    report.results.push_back(std::move(result));
  }
  return report;
}

}  // namespace envelope::mutation
