#include "compiler/reach/causes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/reach/effects.h"

namespace envelope::reach {
namespace {

using base::Effect;
using prove::ProofCell;

class Causes {
 public:
  explicit Causes(const Looking& looking)
      : looking_(looking), proof_(looking.proof), model_(proof_.model()), cells_(looking.cells), graph_(looking.graph) {}

  std::vector<Cause> run() {
    for (const Edge& edge : graph_.edges) of_edge(edge);
    for (std::uint32_t i = 0; i < model_.principals.size(); ++i)
      if (is_agent({i})) of_substitutes({i});
    std::vector<Cause> causes;
    for (auto& [key, cause] : causes_) causes.push_back(std::move(cause));
    for (Cause& cause : approver_causes(looking_)) causes.push_back(std::move(cause));
    for (Cause& cause : chain_causes(looking_)) causes.push_back(std::move(cause));
    const auto name = [&](base::PrincipalId who) { return who.is_valid() ? std::string_view(model_.principals[who.index()].name) : ""; };
    const auto rank = [&](const Cause& cause) {
      const auto action = [&](base::ActionId id) { return id.is_valid() ? std::string_view(model_.actions[id.index()].name) : ""; };
      return std::tuple(cause.way.kind, name(cause.way.from), name(cause.way.to), action(cause.way.action), action(cause.way.by),
                        cause.way.switch_id.is_valid() ? std::string_view(model_.switches[cause.way.switch_id.index()].name) : "",
                        cause.way.turns_on, cause.way.file == Edge::kNone ? "" : model_.files[cause.way.file].statement.text,
                        cause.way.approval.is_valid() ? std::string_view(model_.approvals[cause.way.approval.index()].name) : "",
                        cause.way.is_chain);
    };
    std::stable_sort(causes.begin(), causes.end(), [&](const Cause& a, const Cause& b) { return rank(a) < rank(b); });
    return causes;
  }

 private:
  using Key = std::vector<std::uint32_t>;

  [[nodiscard]] bool is_agent(base::PrincipalId who) const { return model_.principals[who.index()].kind == model::PrincipalKind::agent; }

  // The first by name stands for all.
  void add(Key key, const Way& way) {
    key.push_back(static_cast<std::uint32_t>(way.kind));
    const auto [entry, is_new] = causes_.try_emplace(std::move(key), Cause{way, {}, {}});
    Cause& cause = entry->second;
    cause.ways.push_back(way);
    if (is_new || cause.way.from == way.from) return;
    auto& others = cause.others;
    if (model_.principals[way.from.index()].name < model_.principals[cause.way.from.index()].name) {
      others.push_back(cause.way.from);
      cause.way = way;
    } else if (std::find(others.begin(), others.end(), way.from) == others.end()) {
      others.push_back(way.from);
    }
  }

  [[nodiscard]] Key cells_key(const Edge& edge) const {
    Key key;
    for (const Act& act : edge.acts) key.insert(key.end(), {act.cell, static_cast<std::uint32_t>(act.level)});
    return key;
  }

  void of_edge(const Edge& edge) {
    if (!is_agent(edge.from)) return;
    Way way{edge.kind, false, edge.from, edge.to, {}, {}, edge.file, edge.switch_id, edge.turns_on};
    Key key = cells_key(edge);
    switch (edge.kind) {
      case EdgeKind::request: {
        way.action = edge.acts.front().action;
        key.push_back(cells_.find(edge.from, way.action).value_or(UINT32_MAX));
        return add(std::move(key), way);
      }
      case EdgeKind::spawn:
      case EdgeKind::passage:
        if (edge.kind == EdgeKind::passage && (edge.level() != Effect::allow || !is_first_passage(edge))) return;
        key.push_back(edge.switch_id.value);
        key.push_back(edge.turns_on ? 1 : 0);
        for (const std::uint32_t number : cells_.of(edge.from)) {
          if (!can_differ(number, edge)) continue;
          way.action = proof_.cells()[number].action;
          Key with_cell = key;
          with_cell.push_back(number);
          add(std::move(with_cell), way);
        }
        return;
      case EdgeKind::policy:
        if (edge.level() == Effect::allow) add({edge.acts.front().cell, edge.acts.back().cell, edge.file}, way);
        return;
      case EdgeKind::runs:
      case EdgeKind::executes:
      case EdgeKind::job:
        key.insert(key.end(), {edge.to.value, edge.file, profile(edge.from)});
        if (edge.file == Edge::kNone && takeovers_.insert({edge.from, edge.to, edge.kind}).second == false) return;
        return add(std::move(key), way);
      case EdgeKind::reads:
        return;
    }
  }

  // Edges of one principal stand in order, so that a window it turns itself is not told again for others who turn it at its request.
  [[nodiscard]] bool is_first_passage(const Edge& edge) {
    if (edge.kind != EdgeKind::passage) return true;
    const auto [entry, is_new] = passages_.try_emplace({edge.from, edge.switch_id, edge.turns_on}, edge.acts);
    return is_new || entry->second == edge.acts;
  }

  // Principals with the same cells throughout have the same number.
  std::uint32_t profile(base::PrincipalId who) {
    return profiles_.try_emplace(cells_.of(who), static_cast<std::uint32_t>(profiles_.size())).first->second;
  }

  // What the rules of a cell ask.
  const std::vector<model::AtomId>& atoms_of(std::uint32_t number) {
    const auto [entry, is_new] = atoms_.try_emplace(number);
    if (!is_new) return entry->second;
    std::vector<model::GuardId> guards;
    for (const prove::CellRule& rule : proof_.cells()[number].rules) guards.push_back(rule.guard);
    return entry->second = prove::atoms_of(model_, guards);
  }

  // Whether the depth (spawn) or the switch (passage) can make a difference there.
  [[nodiscard]] bool can_differ(std::uint32_t number, const Edge& edge) {
    for (const model::AtomId id : atoms_of(number)) {
      const model::Atom& atom = model_.atoms[id.index()];
      if (edge.kind == EdgeKind::spawn && atom.kind == model::AtomKind::depth) return true;
      if (edge.kind != EdgeKind::passage) continue;
      if (atom.kind == model::AtomKind::switch_on && atom.switch_id == edge.switch_id) return true;
      const auto& grants = model_.switches[edge.switch_id.index()].grants;
      if (atom.kind == model::AtomKind::capability && std::find(grants.begin(), grants.end(), atom.capability) != grants.end()) return true;
    }
    return false;
  }

  [[nodiscard]] static bool may_allow(const ProofCell& cell) {
    return std::any_of(cell.rules.begin(), cell.rules.end(), [](const prove::CellRule& rule) { return rule.level == Effect::allow; });
  }

  // Whether `by` does all that `action` does: a command does, and what writes and belongs to the same classes.
  [[nodiscard]] bool can_stand_for(base::ActionId by, base::ActionId action) const {
    const model::Action& one = model_.actions[by.index()];
    const model::Action& other = model_.actions[action.index()];
    if (!run_commands(model_, by).empty()) return true;
    if (written_paths(model_, by).empty() || one.kind == model::ActionKind::engine) return false;
    return std::includes(one.classes.begin(), one.classes.end(), other.classes.begin(), other.classes.end());
  }

  void of_substitutes(base::PrincipalId who) {
    for (const std::uint32_t number : cells_.of(who)) {
      const ProofCell& cell = proof_.cells()[number];
      const model::Action& action = model_.actions[cell.action.index()];
      if (action.kind != model::ActionKind::agent || action.writes.empty() || !is_restricted(cell)) continue;
      const auto add_by = [&](Key key, base::PrincipalId doer, base::ActionId by) {
        if (by == cell.action || !can_stand_for(by, cell.action)) return;
        key.insert(key.begin(), number);
        key.insert(key.end(), {UINT32_MAX, UINT32_MAX});
        add(std::move(key), {EdgeKind::executes, true, who, doer, cell.action, by, Edge::kNone, {}, false});
      };
      for (const std::uint32_t other : cells_.of(who))
        if (may_allow(proof_.cells()[other])) add_by({other}, who, proof_.cells()[other].action);
      for (const std::uint32_t edge_number : graph_.leaving[who.index()]) {
        const Edge& edge = graph_.edges[edge_number];
        if (edge.kind == EdgeKind::request && edge.level() == Effect::allow)
          add_by({edge.acts[0].cell, edge.acts[1].cell}, edge.to, edge.acts.front().action);
      }
    }
  }

  const Looking& looking_;
  prove::Proof& proof_;
  const model::PolicyModel& model_;
  const CellIndex& cells_;
  const Graph& graph_;
  std::map<Key, Cause> causes_;
  std::map<std::uint32_t, std::vector<model::AtomId>> atoms_;  // by cell
  std::map<std::vector<std::uint32_t>, std::uint32_t> profiles_;
  std::set<std::tuple<base::PrincipalId, base::PrincipalId, EdgeKind>> takeovers_;
  std::map<std::tuple<base::PrincipalId, base::SwitchId, bool>, std::vector<Act>> passages_;
};

}  // namespace

// Doing the same by other means then goes round somebody's intention.
bool is_restricted(const ProofCell& cell) {
  return std::any_of(cell.rules.begin(), cell.rules.end(), [](const prove::CellRule& rule) {
    return rule.role == prove::RuleRole::cap || rule.role == prove::RuleRole::default_cap;
  });
}

void SameEnd::add(const Way& way, std::size_t steps_of_way) {
  if (std::find(cause.ways.begin(), cause.ways.end(), way) != cause.ways.end()) return;
  cause.ways.push_back(way);
  if (cause.ways.size() == 1) return;
  const bool is_shorter = steps_of_way < steps;
  cause.others.push_back(is_shorter ? cause.way.from : way.from);
  if (!is_shorter) return;
  cause.way = way;
  steps = steps_of_way;
}

std::vector<Cause> causes_of(const Looking& looking) { return Causes(looking).run(); }

}  // namespace envelope::reach
