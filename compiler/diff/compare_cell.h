// One pair of cells, compared over all requests.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diff/approval_strength.h"
#include "compiler/diff/cell_pairs.h"
#include "compiler/diff/change.h"
#include "compiler/prove/formula.h"
#include "compiler/prove/logic.h"
#include "compiler/smt/solver.h"

namespace envelope::diff {

// One way in which a cell differs: everything that is needed to tell it, before what it has in common with others is known.
struct CellChange {
  ChangeKind kind{};
  base::Effect from{}, to{};                                  // what is decided before and after
  std::string title;                                          // of a change that is not about effects
  request::Request request;                                   // in the joint vocabulary: the least one that shows it
  std::array<std::vector<model::StatementId>, 2> statements;  // of either side; ascending
  std::vector<std::string> notes;
};

struct CellResult {
  std::vector<CellChange> changes;
  std::string limit;  // why this is not all; empty: it is
  std::string fault;  // the engines disagree
};

// `knowledge` and `space` are used and left in any state.
[[nodiscard]] CellResult compare_cell(Joint& joint, const CellPair& pair, prove::Knowledge& knowledge, bdd::Space& space,
                                      smt::Solver& solver);

}  // namespace envelope::diff
