// What is true of each statement in every cell it speaks of: the raw material of findings about rules.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "compiler/prove/logic.h"

namespace envelope::prove {

// All of these start as they are and are lost with the first cell that contradicts them.
struct StatementFacts {
  std::vector<std::uint32_t> cells;  // numbers of the cells it has a rule in; empty: it grants and restricts nothing
  model::Effect level{};
  bool grants = false, caps = false;  // what its rules are; `ask` and `propose` do both
  bool is_default = false;

  bool never_holds = true;       // its condition is certainly true for no request
  bool lacks_capability = true;  // never_holds, and only because nobody ever holds what the action needs
  bool always_holds = true;      // it has a condition, which is certainly true for every request
  bool is_denied = true;         // wherever it grants, something denies
  bool is_covered = true;        // wherever it restricts, something else is as strict
  bool is_outranked = true;      // wherever it restricts, something else is stricter
  bool changes_nothing = true;   // every cell decides the same without it; not looked at in defaults and in caps that are not covered
};

// A cell that could not be worked out, and why.
struct UnknownCell {
  std::uint32_t number = 0;
  std::string limit;
  bool is_faulty = false;  // a fault of ours, not a limit
};

// Called now and then with the cells worked out so far, and all.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

// By StatementId. `space` and `knowledge` are used and left in any state. Where a cell cannot be worked out, nothing is believed of its
// statements, and `unknown` receives it.
[[nodiscard]] std::vector<StatementFacts> statement_facts(const model::PolicyModel& model, const std::vector<ProofCell>& cells,
                                                          Knowledge& knowledge, bdd::Space& space, std::vector<UnknownCell>& unknown,
                                                          const Progress& progress = {});

// Whether a cap, where it applies, is at least as strict as another of the same role: a lower level, or the same with all its approvals.
[[nodiscard]] bool restricts_as(const model::PolicyModel& model, const CellRule& other, const CellRule& rule);

// The condition of a rule as it is written, without the capabilities its action needs.
[[nodiscard]] std::vector<model::GuardId> written_conditions(const model::PolicyModel& model, model::GuardId guard);

}  // namespace envelope::prove
