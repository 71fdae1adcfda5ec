#include "compiler/reach/find_escalations.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/reach/confirm.h"
#include "compiler/reach/cuts.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/escalation.h"
#include "compiler/reach/modes.h"

namespace envelope::reach {
namespace {

using base::Effect;
using prove::ProofCell;

// A cut is looked for by looking again without some statements: a large policy takes long, so that only the first findings get one.
constexpr std::size_t kCutsShown = 20;
constexpr std::size_t kCutWorkMax = 40'000;  // cells times findings

// One root cause: the ways of all for whom the policy says the same.
struct Cause {
  Way way;  // of the first by name
  std::vector<base::PrincipalId> others;
};

class Causes {
 public:
  Causes(prove::Proof& proof, const CellIndex& cells, const Graph& graph)
      : proof_(proof), model_(proof.model()), cells_(cells), graph_(graph) {}

  std::vector<Cause> run() {
    for (const Edge& edge : graph_.edges) of_edge(edge);
    for (std::uint32_t i = 0; i < model_.principals.size(); ++i)
      if (is_agent({i})) of_substitutes({i});
    std::vector<Cause> causes;
    for (auto& [key, cause] : causes_) causes.push_back(std::move(cause));
    const auto name = [&](base::PrincipalId who) { return who.is_valid() ? std::string_view(model_.principals[who.index()].name) : ""; };
    const auto rank = [&](const Cause& cause) {
      const auto action = [&](base::ActionId id) { return id.is_valid() ? std::string_view(model_.actions[id.index()].name) : ""; };
      return std::tuple(cause.way.kind, name(cause.way.from), name(cause.way.to), action(cause.way.action), action(cause.way.by),
                        cause.way.switch_id.is_valid() ? std::string_view(model_.switches[cause.way.switch_id.index()].name) : "",
                        cause.way.turns_on, cause.way.file == Edge::kNone ? "" : model_.files[cause.way.file].statement.text);
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
    const auto [entry, is_new] = causes_.try_emplace(std::move(key), Cause{way, {}});
    if (is_new || entry->second.way.from == way.from) return;
    Cause& cause = entry->second;
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
        if (edge.level() != Effect::allow) return;
        key.push_back(edge.switch_id.value);
        key.push_back(edge.turns_on ? 1 : 0);
        for (const std::uint32_t number : cells_.of(edge.from)) {
          if (!can_differ(proof_.cells()[number], edge)) continue;
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

  // Principals with the same cells throughout have the same number.
  std::uint32_t profile(base::PrincipalId who) {
    return profiles_.try_emplace(cells_.of(who), static_cast<std::uint32_t>(profiles_.size())).first->second;
  }

  // Whether the depth (spawn) or the switch (passage) can make a difference there.
  [[nodiscard]] bool can_differ(const ProofCell& cell, const Edge& edge) const {
    std::vector<model::GuardId> guards;
    for (const prove::CellRule& rule : cell.rules) guards.push_back(rule.guard);
    for (const model::AtomId id : prove::atoms_of(model_, guards)) {
      const model::Atom& atom = model_.atoms[id.index()];
      if (edge.kind == EdgeKind::spawn && atom.kind == model::AtomKind::depth) return true;
      if (edge.kind != EdgeKind::passage) continue;
      if (atom.kind == model::AtomKind::switch_on && atom.switch_id == edge.switch_id) return true;
      const auto& grants = model_.switches[edge.switch_id.index()].grants;
      if (atom.kind == model::AtomKind::capability && std::find(grants.begin(), grants.end(), atom.capability) != grants.end()) return true;
    }
    return false;
  }

  // Whether some rule restricts it: then doing the same by another action goes round somebody's intention.
  [[nodiscard]] static bool is_restricted(const ProofCell& cell) {
    return std::any_of(cell.rules.begin(), cell.rules.end(), [](const prove::CellRule& rule) {
      return rule.role == prove::RuleRole::cap || rule.role == prove::RuleRole::default_cap;
    });
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
      for (const std::uint32_t other : cells_.of(who)) {
        const ProofCell& by = proof_.cells()[other];
        if (other == number || by.action == cell.action || !may_allow(by) || !can_stand_for(by.action, cell.action)) continue;
        add({number, other, UINT32_MAX, UINT32_MAX}, {EdgeKind::executes, true, who, who, cell.action, by.action, Edge::kNone, {}, false});
      }
    }
  }

  prove::Proof& proof_;
  const model::PolicyModel& model_;
  const CellIndex& cells_;
  const Graph& graph_;
  std::map<Key, Cause> causes_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> profiles_;
  std::set<std::tuple<base::PrincipalId, base::PrincipalId, EdgeKind>> takeovers_;
};

void tell_cuts(const Looking& looking, const Way& way, const Story& story, diagnostics::Diagnostic& diagnostic) {
  const std::string advice = advice_of(looking.proof, cuts(looking, way, story), "the way is closed");
  diagnostic.with_help(advice.empty() ? "deny the first step, or what it leads to" : advice);
}

// What should have been answered to the last request of a story: as before its first step, or as to whoever begins it.
std::string expected(const prove::Proof& proof, const Cause& cause, const Escalation& escalation) {
  const std::string& begins = proof.model().principals[cause.way.from.index()].name;
  const bool is_its_own = escalation.story.back().shown.request.principal == begins;
  if (!is_its_own) return fmt::format("{} (what `{}` is given)", escalation.otherwise, begins);
  return escalation.story.size() > 1 ? escalation.otherwise + " (before the first step)" : std::string(escalation.otherwise);
}

prove::Finding told(const Looking& looking, const Cause& cause, const Escalation& escalation, Modes& modes, bool with_cuts) {
  prove::Proof& proof = looking.proof;
  prove::Finding finding;
  finding.about = cause.others;
  finding.about.push_back(cause.way.from);
  std::sort(finding.about.begin(), finding.about.end());
  diagnostics::Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.code = escalation.code;
  diagnostic.severity = escalation.severity;
  diagnostic.message = escalation.message;
  const auto& deciding = escalation.story.front().deciding;
  if (!deciding.empty()) diagnostic.primary = proof.statement(deciding.front()).span;
  diagnostic.under("the first step");
  tell(proof, escalation.story, diagnostic);
  for (const std::string& turn : modes.told(escalation.story)) diagnostic.note(turn);
  tell_others(proof, cause.others, diagnostic);
  if (const auto denied = nearest_denied(looking.proof, escalation.story.front()))
    diagnostic.note(fmt::format("nearest request for the first step that is denied: `{}`", words_of(proof, *denied)));
  diagnostic.witness = diagnostics::Witness{escalation.story.back().shown.command, expected(proof, cause, escalation), "allow"};
  if (with_cuts) tell_cuts(looking, cause.way, escalation.story, diagnostic);
  return finding;
}

ToldWay way_of(const Cause& cause, const Escalation& escalation) {
  const base::ActionId last = escalation.story.back().act.action;
  const base::ActionId reached = cause.way.is_substitute ? cause.way.action : cause.way.kind == EdgeKind::policy ? base::ActionId{} : last;
  return {escalation.code, escalation.severity, escalation.message, escalation.story, reached, cause.others};
}

// With `ways`, they are given as data and nothing else is worked out.
void search(prove::Proof& proof, prove::Findings& findings, std::vector<ToldWay>* ways) {
  Modes modes(proof);
  const Surrounded surrounded(proof, modes);
  const CellIndex cells(proof);
  const Graph graph = authority_graph(proof);
  const Looking looking{proof, cells, graph};
  std::size_t shown = 0;
  std::map<std::pair<base::PrincipalId, base::ActionId>, std::size_t> substitutes;  // who does what in place of several: one cause
  for (const Cause& cause : Causes(proof, cells, graph).run()) {
    const auto escalation = look(looking, cause.way);
    if (!escalation || !confirmed(proof, escalation->story) || !modes.can_follow(escalation->story)) continue;
    if (ways != nullptr) {
      ways->push_back(way_of(cause, *escalation));
      continue;
    }
    if (cause.way.is_substitute) {
      const auto [entry, is_new] = substitutes.try_emplace({cause.way.from, cause.way.by}, findings.size());
      if (!is_new) {
        findings[entry->second].diagnostic.note(escalation->message);
        continue;
      }
    }
    const bool with_cuts = shown < kCutsShown && shown * proof.cells().size() <= kCutWorkMax;
    findings.push_back(told(looking, cause, *escalation, modes, with_cuts));
    ++shown;
  }
}

}  // namespace

void find_escalations(prove::Proof& proof, prove::Findings& findings) { search(proof, findings, nullptr); }

std::vector<ToldWay> told_ways(prove::Proof& proof) {
  prove::Findings unused;
  std::vector<ToldWay> ways;
  search(proof, unused, &ways);
  add_refuted_ways(proof, ways);
  return ways;
}

prove::VerifyOptions with_escalations(prove::VerifyOptions options) {
  options.further = {find_escalations, find_refuted_reaches, find_togethers};
  return options;
}

}  // namespace envelope::reach
