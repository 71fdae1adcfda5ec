// Rows, cells, obligations and texts at their places.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/table/parts.h"

namespace envelope::table {
namespace {

// Cells and lists of rules, each list once.
class Placement {
 public:
  explicit Placement(Parts& parts) : parts_(parts) {}

  format::CellRecord cell(const Cell& from) {
    if (from.obligations.empty()) return {from.root, 0};
    check_counts(from);
    const auto [entry, added] = obligations_.try_emplace(from.obligations, static_cast<std::uint32_t>(parts_.obligations.size()) + 1);
    if (added)
      for (const Obligation& obligation : from.obligations)
        parts_.obligations.push_back({obligation.root, obligation.id, static_cast<std::uint8_t>(obligation.kind),
                                      static_cast<std::uint8_t>(&obligation == &from.obligations.back() ? 1 : 0), 0});
    return {from.root, entry->second};
  }

  format::RuleListRecord rules(const std::vector<ExplainedRule>& from) {
    const auto [entry, added] = rules_.try_emplace(from, static_cast<std::uint32_t>(parts_.rules.size()));
    if (added)
      for (const ExplainedRule& rule : from)
        parts_.rules.push_back({rule.statement, rule.must, rule.may, static_cast<std::uint8_t>(rule.role), rule.level, 0});
    return {entry->second, static_cast<std::uint32_t>(from.size())};
  }

 private:
  void check_counts(const Cell& cell) {
    const auto distinct = [&](format::ObligationKind kind) {
      std::vector<std::uint32_t> ids;
      for (const Obligation& obligation : cell.obligations)
        if (obligation.kind == kind) ids.push_back(obligation.id);
      std::sort(ids.begin(), ids.end());
      return static_cast<std::size_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
    };
    const std::size_t approvals = distinct(format::ObligationKind::approval);
    const std::size_t duties = distinct(format::ObligationKind::duty);
    if (approvals > format::kCellApprovalsMax)
      parts_.passed.push_back({fmt::format("a decision that can ask for {} approvals", approvals), format::kCellApprovalsMax, {}});
    if (duties > format::kCellDutiesMax)
      parts_.passed.push_back({fmt::format("a decision that can carry {} duties", duties), format::kCellDutiesMax, {}});
  }

  Parts& parts_;
  std::map<std::vector<Obligation>, std::uint32_t> obligations_;
  std::map<std::vector<ExplainedRule>, std::uint32_t> rules_;
};

void add_row(Parts& parts, Placement& placement, const Row& row) {
  const std::size_t first_block = parts.rows.size();
  parts.rows.resize(first_block + parts.policy.action_blocks);
  for (std::size_t block = first_block; block < parts.rows.size(); ++block)
    parts.rows[block].first_cell = static_cast<std::uint32_t>(parts.cells.size());
  for (const RowCell& cell : row.cells) {
    const std::size_t block = first_block + cell.action.index() / 64;
    if (parts.rows[block].present == 0) parts.rows[block].first_cell = static_cast<std::uint32_t>(parts.cells.size());
    parts.rows[block].present |= std::uint64_t{1} << (cell.action.index() % 64);
    parts.cells.push_back(placement.cell(cell.cell));
    parts.rule_lists.push_back(placement.rules(cell.rules));
  }
}

}  // namespace

void add_rows(Parts& parts, const Rows& rows) {
  Placement placement(parts);
  std::vector<std::uint32_t> first_edge;
  for (const Row& row : rows.rows) {
    add_row(parts, placement, row);
    first_edge.push_back(static_cast<std::uint32_t>(parts.edges.size()));
    for (const EdgeCell& edge : row.edges) parts.edges.push_back({edge.requested.value, edge.action.value, placement.cell(edge.cell)});
  }
  for (const Row& row : rows.rows)  // lists of rules stand behind those of the cells
    for (const EdgeCell& edge : row.edges) parts.rule_lists.push_back(placement.rules(edge.rules));
  for (std::size_t who = 0; who < parts.principals.size(); ++who) {
    const std::uint32_t row = rows.row_of[who];
    parts.principals[who].row = row;
    parts.principals[who].first_edge = first_edge[row];
    parts.principals[who].edge_count = static_cast<std::uint32_t>(rows.rows[row].edges.size());
  }
}

void add_texts(Parts& parts, const model::PolicyModel& model, const TextGroups& texts) {
  for (const model::AtomId atom : texts.too_large)
    parts.passed.push_back({fmt::format("the pattern `{}`, whose matcher has more states", model.atoms[atom.index()].texts.front()),
                            format::kResidualStatesMax,
                            {}});
  if (texts.groups.size() > format::kGroupsMax)
    parts.passed.push_back({fmt::format("{} groups of texts", texts.groups.size()), format::kGroupsMax, {}});
  std::map<std::vector<std::uint32_t>, std::uint32_t> automata;
  std::map<std::string, std::uint32_t> verdicts;
  for (const automata::Group& group : texts.groups) {
    const auto [automaton, is_new] = automata.try_emplace(group.automaton, static_cast<std::uint32_t>(parts.automata.size() * 4));
    if (is_new) parts.automata.insert(parts.automata.end(), group.automaton.begin(), group.automaton.end());
    const auto [verdict, is_new_verdict] =
        verdicts.try_emplace(std::string(group.verdicts.begin(), group.verdicts.end()), static_cast<std::uint32_t>(parts.verdicts.size()));
    if (is_new_verdict) parts.verdicts.insert(parts.verdicts.end(), group.verdicts.begin(), group.verdicts.end());
    parts.groups.push_back({automaton->second, static_cast<std::uint32_t>(group.automaton.size() * 4), verdict->second,
                            static_cast<std::uint16_t>(group.class_count), static_cast<std::uint16_t>(group.atoms.size()),
                            static_cast<std::uint8_t>(group.domain), static_cast<std::uint8_t>(group.is_residual ? 1 : 0), 0, 0});
  }
}

}  // namespace envelope::table
