// Two policies, compared by what they decide.
#pragma once

#include <string>

#include "compiler/base/source_map.h"
#include "compiler/diff/change.h"
#include "compiler/model/policy_model.h"
#include "compiler/prove/proof.h"

namespace envelope::diff {

// One side of a comparison. A policy that is not there (`model` is null) denies everything.
struct SidePolicy {
  const model::PolicyModel* model = nullptr;
  const base::SourceMap* sources = nullptr;
  std::string table_name;  // of its table in commands
  std::string prefix{};    // of its files where steps of a way name them: `HEAD~1:`; may be empty
};

struct CompareOptions {
  smt::Limits limits;
  std::size_t diagram_nodes = bdd::Space::kNodesMax;  // of one cell
  bool escalations = true;                            // ways to more authority as well: what actions write and which files run is known
  bool claims = true;                                 // and acceptances: the text of a table has none
};

// Every agent and action is compared over all requests at once, as `envc verify` does: by decision diagrams, and where the two differ by
// the solver too. What is shown was decided by the runtime on both sides. Cells that read alike are passed over. The same two policies give
// the same changes, whatever the order of their statements, modules and names of `let`s. At most one of the sides may be absent.
[[nodiscard]] PolicyDiff compare(const SidePolicy& before, const SidePolicy& after, const CompareOptions& options);

}  // namespace envelope::diff
