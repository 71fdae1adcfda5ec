// One cell: everything a policy says about one principal and one action (or one request to another agent), as one diagram.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/table/questions.h"

namespace envelope::table {

// The records that speak of a cell, each list in the order of the model.
struct CellRules {
  std::vector<const model::Grant*> grants;  // explicit
  std::vector<const model::Grant*> default_grants;
  std::vector<const model::Cap*> caps;
  std::vector<const model::Cap*> default_caps;
  std::vector<const model::Duties*> duties;

  [[nodiscard]] bool is_empty() const { return grants.empty() && default_grants.empty() && caps.empty() && default_caps.empty(); }
};

// A cell without its place in the table.
struct Obligation {
  Target root = 0;
  std::uint32_t id = 0;
  format::ObligationKind kind{};
  auto operator<=>(const Obligation&) const = default;
};
struct Cell {
  Target root = 0;
  std::vector<Obligation> obligations;  // of a cell that can end in ask or allow
  auto operator<=>(const Cell&) const = default;
};

[[nodiscard]] Cell make_cell(const CellRules& rules, Questions& questions, Diagrams& diagrams);

// What explains a cell: each rule with two diagrams of its own.
struct ExplainedRule {
  std::uint32_t statement = 0;
  Target must = 0, may = 0;
  format::RuleRole role{};
  std::uint8_t level = 0;
  auto operator<=>(const ExplainedRule&) const = default;
};
[[nodiscard]] std::vector<ExplainedRule> explain_cell(const CellRules& rules, Questions& questions);

}  // namespace envelope::table
