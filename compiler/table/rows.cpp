#include "compiler/table/rows.h"

#include <algorithm>
#include <map>

namespace envelope::table {
namespace {

using model::PolicyModel;

// Numbers of records by principal set, so that what is said to many principals is looked up once for all of them.
struct RecordsOfSet {
  std::vector<std::uint32_t> grants, caps, default_caps, duties;
};

std::vector<RecordsOfSet> records_by_set(const PolicyModel& model) {
  std::vector<RecordsOfSet> records(model.principal_sets.size());
  for (std::uint32_t i = 0; i < model.grants.size(); ++i) records[model.grants[i].cell.principals.index()].grants.push_back(i);
  for (std::uint32_t i = 0; i < model.caps.size(); ++i) records[model.caps[i].cell.principals.index()].caps.push_back(i);
  for (std::uint32_t i = 0; i < model.default_caps.size(); ++i)
    records[model.default_caps[i].cell.principals.index()].default_caps.push_back(i);
  for (std::uint32_t i = 0; i < model.duties.size(); ++i) records[model.duties[i].cell.principals.index()].duties.push_back(i);
  return records;
}

// Whether an answer of the guard depends on who asks, beyond tier and capabilities.
std::vector<bool> guards_naming_agents(const PolicyModel& model) {
  std::vector<bool> naming(model.guards.size(), false);
  for (std::size_t i = 0; i < model.guards.size(); ++i) {
    const model::Guard& guard = model.guards[i];
    if (guard.kind == model::GuardKind::atom) {
      const model::Atom& atom = model.atoms[guard.atom.index()];
      naming[i] = atom.kind == model::AtomKind::agent && atom.op != model::AtomOperator::is_self;
    }
    for (const model::GuardId child : guard.children) naming[i] = naming[i] || naming[child.index()];
  }
  return naming;
}

// What the row of a principal is made from: principals with equal keys share a row.
struct RowKey {
  std::vector<std::uint32_t> sets;
  base::TierId tier;
  std::vector<base::CapabilityId> capabilities;
  std::uint32_t who = 0;  // only where a guard names agents
  auto operator<=>(const RowKey&) const = default;
};

// A record is of the edges when it names whom to ask, and of the actions otherwise; a cap on `anything` may be of both.
struct CellsOfRow {
  std::vector<CellRules> of_action;                                           // by ActionId
  std::map<std::pair<base::PrincipalId, base::ActionId>, CellRules> of_edge;  // only where something grants
  std::vector<std::vector<const model::Cap*>> caps_on_requests;               // by ActionId
};

class RowMaker {
 public:
  RowMaker(const Vocabulary& vocabulary, const std::vector<RecordsOfSet>& records, Diagrams& diagrams, Diagrams& explaining)
      : vocabulary_(vocabulary), model_(vocabulary.model), records_(records), diagrams_(diagrams), explaining_(explaining) {}

  Row make(const std::vector<std::uint32_t>& sets, base::PrincipalId who) {
    const CellsOfRow cells = gather(sets);
    Row row;
    for (std::uint32_t i = 0; i < cells.of_action.size(); ++i)
      if (!cells.of_action[i].is_empty())
        row.cells.push_back({{i}, cell(cells.of_action[i], who, {i}), explained(cells.of_action[i], who, {i})});
    for (const auto& [place, rules] : cells.of_edge)
      row.edges.push_back({place.first, place.second, cell(rules, who, place.second), explained(rules, who, place.second)});
    return row;
  }

 private:
  Cell cell(const CellRules& rules, base::PrincipalId who, base::ActionId action) {
    Questions questions(vocabulary_, diagrams_, who, action);
    return make_cell(rules, questions, diagrams_);
  }

  std::vector<ExplainedRule> explained(const CellRules& rules, base::PrincipalId who, base::ActionId action) {
    Questions questions(vocabulary_, explaining_, who, action);
    return explain_cell(rules, questions);
  }

  // The numbers that some of the sets have, in the order of the model.
  std::vector<std::uint32_t> numbers(const std::vector<std::uint32_t>& sets, std::vector<std::uint32_t> RecordsOfSet::* list) const {
    std::vector<std::uint32_t> all;
    for (const std::uint32_t set : sets) all.insert(all.end(), (records_[set].*list).begin(), (records_[set].*list).end());
    std::sort(all.begin(), all.end());
    return all;
  }

  CellsOfRow gather(const std::vector<std::uint32_t>& sets) const {
    CellsOfRow cells;
    cells.of_action.resize(model_.actions.size());
    cells.caps_on_requests.resize(model_.actions.size());
    for (const std::uint32_t i : numbers(sets, &RecordsOfSet::grants)) add_grant(cells, model_.grants[i]);
    for (const std::uint32_t i : numbers(sets, &RecordsOfSet::caps)) add_cap(cells, model_.caps[i], &CellRules::caps);
    for (const std::uint32_t i : numbers(sets, &RecordsOfSet::default_caps))
      add_cap(cells, model_.default_caps[i], &CellRules::default_caps);
    for (const std::uint32_t i : numbers(sets, &RecordsOfSet::duties))
      for (const base::ActionId action : actions_of(model_.duties[i].cell))
        cells.of_action[action.index()].duties.push_back(&model_.duties[i]);
    for (auto& [place, rules] : cells.of_edge) {
      const auto& caps = cells.caps_on_requests[place.second.index()];
      rules.caps.insert(rules.caps.end(), caps.begin(), caps.end());
    }
    return cells;
  }

  const std::vector<base::ActionId>& actions_of(const model::Cell& cell) const { return model_.action_sets[cell.actions.index()]; }

  void add_grant(CellsOfRow& cells, const model::Grant& grant) const {
    for (const base::ActionId action : actions_of(grant.cell)) {
      CellRules& rules = grant.cell.requested.is_valid() ? cells.of_edge[{grant.cell.requested, action}] : cells.of_action[action.index()];
      (grant.is_default ? rules.default_grants : rules.grants).push_back(&grant);
    }
  }

  // Grants come first, so that the edges a cap can bind are known.
  void add_cap(CellsOfRow& cells, const model::Cap& cap, std::vector<const model::Cap*> CellRules::* list) const {
    for (const base::ActionId action : actions_of(cap.cell)) {
      if (!cap.cell.requested.is_valid()) {
        (cells.of_action[action.index()].*list).push_back(&cap);
        if (cap.covers_requests && list == &CellRules::caps) cells.caps_on_requests[action.index()].push_back(&cap);
      } else if (const auto edge = cells.of_edge.find({cap.cell.requested, action}); edge != cells.of_edge.end()) {
        (edge->second.*list).push_back(&cap);
      }
    }
  }

  const Vocabulary& vocabulary_;
  const PolicyModel& model_;
  const std::vector<RecordsOfSet>& records_;
  Diagrams& diagrams_;
  Diagrams& explaining_;
};

std::vector<std::vector<std::uint32_t>> sets_by_principal(const PolicyModel& model, const std::vector<RecordsOfSet>& records) {
  std::vector<std::vector<std::uint32_t>> sets(model.principals.size());
  for (std::uint32_t set = 0; set < model.principal_sets.size(); ++set) {
    const RecordsOfSet& of_set = records[set];
    if (of_set.grants.empty() && of_set.caps.empty() && of_set.default_caps.empty() && of_set.duties.empty()) continue;
    for (const base::PrincipalId who : model.principal_sets[set]) sets[who.index()].push_back(set);
  }
  return sets;
}

bool names_agents(const PolicyModel& model, const RecordsOfSet& records, const std::vector<bool>& naming) {
  const auto any = [&](const std::vector<std::uint32_t>& numbers, const auto& list) {
    return std::any_of(numbers.begin(), numbers.end(), [&](std::uint32_t i) { return naming[list[i].guard.index()]; });
  };
  return any(records.grants, model.grants) || any(records.caps, model.caps) || any(records.default_caps, model.default_caps) ||
         any(records.duties, model.duties);
}

}  // namespace

Rows make_rows(const Vocabulary& vocabulary, Diagrams& diagrams, Diagrams& explain_diagrams) {
  const PolicyModel& model = vocabulary.model;
  const std::vector<RecordsOfSet> records = records_by_set(model);
  const std::vector<std::vector<std::uint32_t>> sets = sets_by_principal(model, records);
  const std::vector<bool> naming = guards_naming_agents(model);
  std::vector<bool> set_names_agents;
  for (const RecordsOfSet& of_set : records) set_names_agents.push_back(names_agents(model, of_set, naming));
  RowMaker maker(vocabulary, records, diagrams, explain_diagrams);
  Rows result;
  std::map<RowKey, std::uint32_t> known;
  for (std::uint32_t who = 0; who < model.principals.size(); ++who) {
    const bool is_named = std::any_of(sets[who].begin(), sets[who].end(), [&](std::uint32_t set) { return set_names_agents[set]; });
    const model::Principal& principal = model.principals[who];
    const auto [entry, added] = known.try_emplace({sets[who], principal.tier, principal.capabilities, is_named ? who + 1 : 0},
                                                  static_cast<std::uint32_t>(result.rows.size()));
    if (added) result.rows.push_back(maker.make(sets[who], {who}));
    result.row_of.push_back(entry->second);
  }
  return result;
}

}  // namespace envelope::table
