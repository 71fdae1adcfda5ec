// All cells of a policy, row by row: one row per group of principals about whom the policy says the same.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "compiler/table/cells.h"

namespace envelope::table {

struct RowCell {
  base::ActionId action;
  Cell cell;
  std::vector<ExplainedRule> rules;
};

struct EdgeCell {
  base::PrincipalId requested;
  base::ActionId action;
  Cell cell;
  std::vector<ExplainedRule> rules;
};

struct Row {
  std::vector<RowCell> cells;   // ascending actions; actions without any grant or cap have none
  std::vector<EdgeCell> edges;  // ascending (requested, action)
};

struct Rows {
  std::vector<Row> rows;
  std::vector<std::uint32_t> row_of;  // by PrincipalId
};

// Diagrams of rules stand in `explain_diagrams`.
[[nodiscard]] Rows make_rows(const Vocabulary& vocabulary, Diagrams& diagrams, Diagrams& explain_diagrams);

}  // namespace envelope::table
