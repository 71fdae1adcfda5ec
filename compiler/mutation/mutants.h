// The changes that `envc test --mutate` makes, one at a time, to a typed program. The list of kinds is docs/language/test.md's.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/model/policy_model.h"
#include "compiler/mutation/boundary.h"

namespace envelope::mutation {

enum class Change : std::uint8_t {
  drop,        // the statement is left out
  effect,      // a rule becomes `allow`
  condition,   // a `when` or `unless` is left out
  part,        // one side of an `and` or `or` is left out
  negate,      // `when` becomes `unless`, or the reverse
  bound,       // a comparison holds for one value more
  value,       // one of several values of a comparison is left out
  exception,   // what stands after `except` is left out
  target,      // one of several targets is left out
  approval,    // one of several approvals is left out, or the only one, for the default approval
  capability,  // a capability that is held, lent or needed is left out
};
[[nodiscard]] std::string_view change_name(Change change);

// One changed piece of a program. `index` says which of its kind it takes the place of.
struct Mutant {
  Change change{};
  std::string text;  // what is different: ``without `when branch is "main"` ``
  base::Span statement;
  std::string statement_text;  // one line: the rule as written, `action push` for what it needs
  std::size_t index = 0;
  std::variant<check::Rule, check::Holds, check::Switch, check::Action> changed;
};

// Every change of every statement that decides and is not of the standard library, in the order of the statements. Changes that cannot
// change a decision of any test (who answers an approval, limits, watches, duties) are not made.
[[nodiscard]] std::vector<Mutant> mutants_of(const check::TypedProgram& program, const model::PolicyModel& model,
                                             const base::SourceMap& sources);

// Exchanges the changed piece and the program's; doing it again undoes it.
void swap_in(check::TypedProgram& program, Mutant& mutant);

// What the mutant can concern: where the statement speaks in either model, or where a capability counts. Cells that something grants come
// first; at most `limit`.
[[nodiscard]] std::vector<Cell> cells_of(const Mutant& mutant, const model::PolicyModel& original, const model::PolicyModel& changed,
                                         std::size_t limit);

// The actions of all those cells, without a limit.
[[nodiscard]] std::set<base::ActionId> actions_of(const Mutant& mutant, const model::PolicyModel& original,
                                                  const model::PolicyModel& changed);

}  // namespace envelope::mutation
