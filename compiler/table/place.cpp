// Rows, cells, obligations and rules at their places. What is small becomes a program that others share; the rest stays a diagram.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "compiler/table/blame.h"
#include "compiler/table/flatten.h"
#include "compiler/table/parts.h"
#include "runtime/format/hash.h"

namespace envelope::table {
namespace {

// Records one behind another, each run of them once.
template <typename Record>
class Runs {
 public:
  explicit Runs(std::vector<Record>& all) : all_(all) {}
  std::uint32_t add(const std::vector<Record>& run) {
    if (run.empty()) return 0;
    const std::string bytes(reinterpret_cast<const char*>(run.data()), run.size() * sizeof(Record));
    const auto [entry, added] = known_.try_emplace(bytes, static_cast<std::uint32_t>(all_.size()));
    if (added) all_.insert(all_.end(), run.begin(), run.end());
    return entry->second;
  }

 private:
  std::vector<Record>& all_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

// How statements of one row are named: those of no other row are counted from its first, so that rows which differ in nothing but
// statements are one.
struct OwnStatements {
  const std::vector<std::uint32_t>& rows_of;  // by statement: how many rows speak of it
  std::uint32_t first = 0;

  [[nodiscard]] std::uint32_t name(std::uint32_t statement) const {
    return rows_of[statement] == 1 ? format::kRelative | (statement - first) : statement;
  }
  [[nodiscard]] Target name_in(Target leaf) const {
    const std::uint32_t statement = leaf & format::kLeafStatementMask;
    if (statement == 0 || rows_of[statement - 1] != 1) return leaf;
    return ((leaf & ~format::kLeafStatementMask) | format::kRelative) | (statement - first);  // + 1, as leaves have it
  }
};

bool is_leaf(Target target) { return (target & format::kLeafBit) != 0; }

// Programs of one kind, each once.
class Programs {
 public:
  explicit Programs(Parts::Bodies& bodies) : programs_(bodies.programs), tests_(bodies.tests), leaves_(bodies.leaves) {}

  Target add(const Flat& flat, const std::vector<format::LeafRecord>& leaves) {
    const format::ProgramRecord program{tests_.add(flat.tests),
                                        leaves_.add(leaves),
                                        static_cast<std::uint16_t>(flat.tests.size()),
                                        static_cast<std::uint16_t>(leaves.size()),
                                        flat.parameter_words,
                                        0};
    return format::kProgramBit | programs_.add({program});
  }

 private:
  Runs<format::ProgramRecord> programs_;
  Runs<format::TestRecord> tests_;
  Runs<format::LeafRecord> leaves_;
};

}  // namespace

class Placement::Work {
 public:
  Work(Parts& parts, const model::PolicyModel& model, const std::vector<std::int64_t>& constants, Diagrams& deciding, Diagrams& explaining)
      : parts_(parts),
        model_(model),
        constants_(constants),
        deciding_(deciding),
        explaining_(explaining),
        flatten_(model, constants, deciding),
        flatten_rules_(model, constants, explaining),
        programs_(parts.deciding),
        rule_programs_(parts.explaining),
        sets_(parts.obligation_sets),
        obligations_(parts.obligations),
        rules_(parts.rules) {}

  void add_rows(const Rows& rows);
  [[nodiscard]] std::vector<bool> atoms_to_group() const;
  void finish(const std::vector<std::uint32_t>& operand_of);

 private:
  struct PlacedCell {
    format::CellRecord cell;
    format::RuleListRecord rules;
  };
  struct Place {
    std::uint32_t row = 0;
    std::uint32_t first_statement = 0;
    Parameters parameters;
    std::vector<format::EdgeRecord> edges;
    std::vector<format::RuleListRecord> edge_rules;
  };

  Place place(const Row& row, const std::vector<std::uint32_t>& rows_of_statement);
  PlacedCell placed(const Cell& cell, const std::vector<ExplainedRule>& rules, const OwnStatements& own, Parameters& parameters);
  format::CellRecord cell(const Cell& from, const OwnStatements& own, Parameters& parameters);
  Target rule_target(Target root, Parameters& parameters);
  std::uint32_t obligation_set(const FlatLeaf& leaf);
  std::uint32_t row_number(const std::vector<std::pair<base::ActionId, PlacedCell>>& cells);
  void check_counts(const Cell& cell);
  void settle_bodies(Parts::Bodies& bodies, const Diagrams& diagrams, const std::vector<Target*>& roots,
                     const std::vector<std::uint32_t>& operand_of);
  std::uint32_t constant(std::uint32_t of_diagrams);

  Parts& parts_;
  const model::PolicyModel& model_;
  const std::vector<std::int64_t>& constants_;
  Diagrams& deciding_;
  Diagrams& explaining_;
  Flattener flatten_, flatten_rules_;
  Programs programs_, rule_programs_;
  Runs<std::uint32_t> sets_;
  Runs<format::ObligationRecord> obligations_;
  Runs<format::RuleRecord> rules_;
  std::map<std::string, std::uint32_t> known_rows_;
  std::vector<Place> places_;            // by row of `Rows`
  std::vector<std::uint32_t> place_of_;  // by principal
  std::map<std::uint32_t, std::uint32_t> constant_of_;
};

namespace {

std::vector<std::uint32_t> rows_of_statements(const Rows& rows, std::size_t statements) {
  std::vector<std::uint32_t> rows_of(statements, 0), last(statements, UINT32_MAX);
  for (std::uint32_t row = 0; row < rows.rows.size(); ++row) {
    const auto count = [&](const std::vector<ExplainedRule>& rules) {
      for (const ExplainedRule& rule : rules) {
        rows_of[rule.statement] += last[rule.statement] == row ? 0U : 1U;
        last[rule.statement] = row;
      }
    };
    for (const RowCell& cell : rows.rows[row].cells) count(cell.rules);
    for (const EdgeCell& edge : rows.rows[row].edges) count(edge.rules);
  }
  return rows_of;
}

std::uint32_t first_own(const Row& row, const std::vector<std::uint32_t>& rows_of) {
  std::uint32_t first = UINT32_MAX;
  const auto look = [&](const std::vector<ExplainedRule>& rules) {
    for (const ExplainedRule& rule : rules)
      if (rows_of[rule.statement] == 1) first = std::min(first, rule.statement);
  };
  for (const RowCell& cell : row.cells) look(cell.rules);
  for (const EdgeCell& edge : row.edges) look(edge.rules);
  return first == UINT32_MAX ? 0 : first;
}

}  // namespace

void Placement::Work::check_counts(const Cell& cell) {
  const auto distinct = [&](format::ObligationKind kind) {
    std::vector<std::uint32_t> ids;
    for (const Obligation& obligation : cell.obligations)
      if (obligation.kind == kind) ids.push_back(obligation.id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  };
  const std::vector<std::uint32_t> approvals = distinct(format::ObligationKind::approval);
  const std::vector<std::uint32_t> duties = distinct(format::ObligationKind::duty);
  if (approvals.size() > format::kCellApprovalsMax)
    parts_.passed.push_back({fmt::format("a decision that can ask for {} approvals", approvals.size()), format::kCellApprovalsMax,
                             asks_for(model_, approvals.back())});
  if (duties.size() > format::kCellDutiesMax)
    parts_.passed.push_back(
        {fmt::format("a decision that can carry {} duties", duties.size()), format::kCellDutiesMax, carries(model_, duties.back())});
}

std::uint32_t Placement::Work::obligation_set(const FlatLeaf& leaf) {
  if (leaf.approvals.empty() && leaf.duties.empty()) return 0;
  std::vector<std::uint32_t> set{static_cast<std::uint32_t>(leaf.approvals.size() | leaf.duties.size() << 16U)};
  set.insert(set.end(), leaf.approvals.begin(), leaf.approvals.end());
  set.insert(set.end(), leaf.duties.begin(), leaf.duties.end());
  return 1 + sets_.add(set);
}

format::CellRecord Placement::Work::cell(const Cell& from, const OwnStatements& own, Parameters& parameters) {
  check_counts(from);
  if (is_leaf(from.root) && from.obligations.empty()) return {own.name_in(from.root), 0};
  if (const auto flat = flatten_.flatten(from, parameters)) {
    std::vector<format::LeafRecord> leaves;
    for (const FlatLeaf& leaf : flat->leaves) leaves.push_back({own.name_in(leaf.target), obligation_set(leaf)});
    return {programs_.add(*flat, leaves), 0};
  }
  std::vector<format::ObligationRecord> list;
  for (const Obligation& obligation : from.obligations)
    list.push_back({obligation.root, obligation.id, static_cast<std::uint8_t>(obligation.kind),
                    static_cast<std::uint8_t>(&obligation == &from.obligations.back() ? 1 : 0), 0});
  return {is_leaf(from.root) ? own.name_in(from.root) : from.root, list.empty() ? 0 : 1 + obligations_.add(list)};
}

Target Placement::Work::rule_target(Target root, Parameters& parameters) {
  if (is_leaf(root)) return root;
  const auto flat = flatten_rules_.flatten({root, {}}, parameters);
  if (!flat) return root;
  std::vector<format::LeafRecord> leaves;
  for (const FlatLeaf& leaf : flat->leaves) leaves.push_back({leaf.target, 0});
  return rule_programs_.add(*flat, leaves);
}

Placement::Work::PlacedCell Placement::Work::placed(const Cell& from, const std::vector<ExplainedRule>& rules, const OwnStatements& own,
                                                    Parameters& parameters) {
  PlacedCell placed{cell(from, own, parameters), {}};
  std::vector<format::RuleRecord> records;
  for (const ExplainedRule& rule : rules)
    records.push_back({own.name(rule.statement), rule_target(rule.must, parameters), rule_target(rule.may, parameters),
                       static_cast<std::uint8_t>(rule.role), rule.level, 0});
  placed.rules = {rules_.add(records), static_cast<std::uint32_t>(records.size())};
  return placed;
}

// Rows with the same cells and rules are one.
std::uint32_t Placement::Work::row_number(const std::vector<std::pair<base::ActionId, PlacedCell>>& cells) {
  std::string key;
  for (const auto& [action, placed] : cells) {
    const std::uint32_t words[] = {action.value, placed.cell.root, placed.cell.obligations, placed.rules.first_rule, placed.rules.count};
    key.append(reinterpret_cast<const char*>(words), sizeof words);
  }
  const std::size_t blocks = parts_.policy.action_blocks;
  const auto number = static_cast<std::uint32_t>(blocks == 0 ? 0 : parts_.rows.size() / blocks);
  const auto [entry, added] = known_rows_.try_emplace(key, number);
  if (!added) return entry->second;
  const std::size_t first_block = parts_.rows.size();
  format::RowBlock empty{};
  std::fill(std::begin(empty.rank), std::end(empty.rank), format::kNoRank);
  parts_.rows.resize(first_block + blocks, empty);
  for (const auto& [action, placed] : cells) {
    format::RowBlock& block = parts_.rows[first_block + action.index() / 64];
    const auto here = static_cast<std::uint32_t>(parts_.cells.size());
    const bool is_first =
        std::all_of(std::begin(block.rank), std::end(block.rank), [](std::uint8_t rank) { return rank == format::kNoRank; });
    if (is_first) block.first_cell = here;
    block.rank[action.index() % 64] = static_cast<std::uint8_t>(here - block.first_cell);
    parts_.cells.push_back(placed.cell);
    parts_.rule_lists.push_back(placed.rules);
  }
  return number;
}

Placement::Work::Place Placement::Work::place(const Row& row, const std::vector<std::uint32_t>& rows_of_statement) {
  Place place;
  const OwnStatements own{rows_of_statement, first_own(row, rows_of_statement)};
  place.first_statement = own.first;
  std::vector<std::pair<base::ActionId, PlacedCell>> cells;
  for (const RowCell& cell : row.cells) cells.emplace_back(cell.action, placed(cell.cell, cell.rules, own, place.parameters));
  for (const EdgeCell& edge : row.edges) {
    const PlacedCell cell = placed(edge.cell, edge.rules, own, place.parameters);
    place.edges.push_back({edge.requested.value, edge.action.value, cell.cell});
    place.edge_rules.push_back(cell.rules);
  }
  place.row = row_number(cells);
  return place;
}

void Placement::Work::add_rows(const Rows& rows) {
  const std::vector<std::uint32_t> rows_of = rows_of_statements(rows, model_.statements.size());
  for (const Row& row : rows.rows) places_.push_back(place(row, rows_of));
  place_of_ = rows.row_of;
  std::vector<std::uint32_t> first_edge;
  for (const Place& place : places_) {
    first_edge.push_back(static_cast<std::uint32_t>(parts_.edges.size()));
    parts_.edges.insert(parts_.edges.end(), place.edges.begin(), place.edges.end());
    parts_.rule_lists.insert(parts_.rule_lists.end(), place.edge_rules.begin(), place.edge_rules.end());  // behind those of all cells
  }
  for (std::size_t who = 0; who < parts_.principals.size(); ++who) {
    const std::uint32_t at = place_of_[who];
    parts_.principals[who].first_edge = first_edge[at];
    parts_.principals[who].edge_count = static_cast<std::uint32_t>(places_[at].edges.size());
  }
}

namespace {

// Which nodes some targets lead to.
std::vector<bool> reached(const std::vector<format::NodeRecord>& nodes, const std::vector<Target>& roots) {
  std::vector<bool> seen(nodes.size(), false);
  const auto mark = [&](Target target) {
    if (!is_leaf(target) && (target & format::kProgramBit) == 0) seen[target] = true;
  };
  for (const Target root : roots) mark(root);
  for (std::size_t i = nodes.size(); i-- > 0;) {  // nodes lead to older ones
    if (!seen[i]) continue;
    mark(nodes[i].yes);
    mark(nodes[i].no);
  }
  return seen;
}

bool asks_text(const format::NodeRecord& node) {
  const auto operation = static_cast<format::Operation>(node.operation);
  return operation == format::Operation::text || operation == format::Operation::text_has;
}

bool names_constant(const format::NodeRecord& node) {
  const auto operation = static_cast<format::Operation>(node.operation);
  return operation == format::Operation::equals_wide || operation == format::Operation::less_wide ||
         operation == format::Operation::in_mask || operation == format::Operation::has_wide;
}

bool is_question(const format::TestRecord& test) { return test.operation == static_cast<std::uint8_t>(format::TestOperation::question); }

// Everything that names a node of the deciding, or of the explaining diagrams.
std::vector<Target*> roots_of(Parts& parts, Parts::Bodies& bodies) {
  std::vector<Target*> roots;
  if (&bodies == &parts.deciding) {
    for (format::CellRecord& cell : parts.cells) roots.push_back(&cell.root);
    for (format::EdgeRecord& edge : parts.edges) roots.push_back(&edge.cell.root);
    for (format::ObligationRecord& obligation : parts.obligations) roots.push_back(&obligation.root);
  } else {
    for (format::RuleRecord& rule : parts.rules) {
      roots.push_back(&rule.must);
      roots.push_back(&rule.may);
    }
  }
  for (format::TestRecord& test : bodies.tests)
    if (is_question(test)) roots.push_back(&test.operand);
  return roots;
}

std::vector<Target> values_of(const std::vector<Target*>& places) {
  std::vector<Target> values;
  for (const Target* place : places) values.push_back(*place);
  return values;
}

}  // namespace

std::vector<bool> Placement::Work::atoms_to_group() const {
  std::vector<bool> wanted(model_.atoms.size(), false);
  const auto add_nodes = [&](const std::vector<format::NodeRecord>& nodes, Parts::Bodies& bodies) {
    const std::vector<bool> used = reached(nodes, values_of(roots_of(parts_, bodies)));
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (used[i] && asks_text(nodes[i])) wanted[nodes[i].operand] = true;
  };
  add_nodes(deciding_.nodes(), parts_.deciding);
  add_nodes(explaining_.nodes(), parts_.explaining);
  for (const Place& place : places_)
    for (const model::AtomId atom : place.parameters.grouped_atoms()) wanted[atom.index()] = true;
  return wanted;
}

std::uint32_t Placement::Work::constant(std::uint32_t of_diagrams) {
  const auto [entry, added] = constant_of_.try_emplace(of_diagrams, static_cast<std::uint32_t>(parts_.constants.size()));
  if (added) parts_.constants.push_back(constants_[of_diagrams]);
  return entry->second;
}

void Placement::Work::settle_bodies(Parts::Bodies& bodies, const Diagrams& diagrams, const std::vector<Target*>& roots,
                                    const std::vector<std::uint32_t>& operand_of) {
  const std::vector<format::NodeRecord>& nodes = diagrams.nodes();
  const std::vector<bool> used = reached(nodes, values_of(roots));
  std::vector<std::uint32_t> number(nodes.size(), 0);
  const auto renumber = [&](Target& target) {
    if (!is_leaf(target) && (target & format::kProgramBit) == 0) target = number[target];
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!used[i]) continue;
    format::NodeRecord node = nodes[i];
    if (asks_text(node)) node.operand = operand_of[node.operand];
    if (names_constant(node)) node.operand = constant(node.operand);
    renumber(node.yes);
    renumber(node.no);
    number[i] = static_cast<std::uint32_t>(bodies.nodes.size());
    bodies.nodes.push_back(node);
  }
  for (Target* root : roots) renumber(*root);
  for (format::TestRecord& test : bodies.tests)
    if (test.operation == static_cast<std::uint8_t>(format::TestOperation::in_mask)) test.operand = constant(test.operand);
}

void Placement::Work::finish(const std::vector<std::uint32_t>& operand_of) {
  settle_bodies(parts_.deciding, deciding_, roots_of(parts_, parts_.deciding), operand_of);
  settle_bodies(parts_.explaining, explaining_, roots_of(parts_, parts_.explaining), operand_of);
  std::unordered_map<std::string, std::uint32_t> known;
  std::vector<std::uint32_t> parameters;
  for (const Place& place : places_) {
    const std::string bytes = place.parameters.bytes(operand_of);
    const auto [entry, added] = known.try_emplace(bytes, static_cast<std::uint32_t>(parts_.parameters.size()));
    if (added) parts_.parameters += bytes;
    parameters.push_back(entry->second);
  }
  parts_.parameters.append(format::kTextSlack, '\0');
  for (const std::uint32_t at : place_of_) parts_.places.push_back({places_[at].row, parameters[at], places_[at].first_statement});
}

Placement::Placement(Parts& parts, const model::PolicyModel& model, const std::vector<std::int64_t>& constants, Diagrams& deciding,
                     Diagrams& explaining)
    : work_(std::make_unique<Work>(parts, model, constants, deciding, explaining)) {}
Placement::~Placement() = default;

void Placement::add_rows(const Rows& rows) { work_->add_rows(rows); }
std::vector<bool> Placement::atoms_to_group() const { return work_->atoms_to_group(); }
void Placement::finish(const std::vector<std::uint32_t>& operand_of) { work_->finish(operand_of); }

void add_texts(Parts& parts, const model::PolicyModel& model, const TextGroups& texts) {
  for (const model::AtomId atom : texts.too_large)
    parts.passed.push_back({fmt::format("the pattern `{}`, whose matcher has more states", model.atoms[atom.index()].texts.front()),
                            format::kResidualStatesMax, tells_apart(model, atom)});
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
