#include "compiler/mutation/mutate.h"

#include <algorithm>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/model/value.h"
#include "compiler/mutation/lowered_mutant.h"

namespace envelope::mutation {
namespace {

// A case to run, and whom and what it is about.
struct Case {
  check::TestCase test;
  base::ActionId action;
  std::vector<base::PrincipalId> members;  // who asks, and the lineage
};

// Those that `options` select, with the time of those that give none.
std::vector<Case> selected_cases(const check::TypedProgram& program, const model::PolicyModel& model, const testing::TestOptions& options) {
  std::vector<Case> cases;
  for (const check::Test& test : program.tests) {
    if (test.title.find(options.filter) == std::string::npos) continue;
    for (const check::TestCase& one : test.cases) {
      Case selected{one, model::find_action(model, one.request.action), {model::find_principal(model, one.request.principal)}};
      if (!selected.test.request.time_ms) selected.test.request.time_ms = options.now_ms;
      if (one.request.lineage)
        for (const std::string& name : *one.request.lineage) selected.members.push_back(model::find_principal(model, name));
      cases.push_back(std::move(selected));
    }
  }
  return cases;
}

// One mutant against all cases. The whole of it is lowered only for what its part cannot tell.
class Trial {
 public:
  Trial(const check::TypedProgram& program, const model::PolicyModel& model, MutantLowering& lowering, Mutant& mutant)
      : program_(program), model_(model), lowering_(lowering), mutant_(mutant), near_(lowering.near(mutant)) {}

  [[nodiscard]] bool is_killed(const std::vector<Case>& cases) {
    const std::set<base::ActionId> actions = actions_of(mutant_, model_, near_.model);
    return std::any_of(cases.begin(), cases.end(), [&](const Case& one) {
      if (!actions.contains(one.action)) return false;
      const std::optional<bool> is_own = concerns(one);
      return is_own && !testing::meets(program_, one.test, model::evaluate(*is_own ? near_.model : whole(), one.test.request));
    });
  }

  // What was found in the part is decided once more by the whole.
  [[nodiscard]] std::optional<Difference> killer(DifferenceSearch& search) {
    std::optional<Difference> found =
        search.find(near_.model, mutant_.statement, cells_of(mutant_, model_, near_.model, DifferenceSearch::kCellsMax));
    if (!found) return found;
    found->changed = model::evaluate(whole(), found->request);
    if (!differ(found->original, found->changed)) return std::nullopt;
    return found;
  }

 private:
  // Nothing: it is about nobody whom the statement speaks of. Else whether all it is about are.
  [[nodiscard]] std::optional<bool> concerns(const Case& one) const {
    const auto is_near = [&](base::PrincipalId who) { return near_.principals.contains(who); };
    if (std::none_of(one.members.begin(), one.members.end(), is_near)) return std::nullopt;
    return std::all_of(one.members.begin(), one.members.end(), is_near);
  }

  const model::PolicyModel& whole() {
    if (!whole_) whole_ = lowering_.whole(mutant_);
    return *whole_;
  }

  const check::TypedProgram& program_;
  const model::PolicyModel& model_;
  MutantLowering& lowering_;
  Mutant& mutant_;
  PartialModel near_;
  std::optional<model::PolicyModel> whole_;
};

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

MutationReport mutate(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources,
                      const testing::TestOptions& options) {
  const std::vector<Case> cases = selected_cases(program, model, options);
  DifferenceSearch search(model, options.now_ms.has_value());
  MutantLowering lowering(program, model, sources);
  MutationReport report;
  for (Mutant& mutant : mutants_of(program, model, sources)) {
    Trial trial(program, model, lowering, mutant);
    MutantResult result{mutant.change, mutant.text, mutant.statement, mutant.statement_text, Fate::killed, std::nullopt};
    if (!trial.is_killed(cases)) {
      result.killer = trial.killer(search);
      result.fate = result.killer ? Fate::survived : Fate::unknown;
    }
    report.results.push_back(std::move(result));
  }
  return report;
}

}  // namespace envelope::mutation
