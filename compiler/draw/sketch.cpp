#include "compiler/draw/sketch.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/prove/checks.h"
#include "compiler/reach/story.h"
#include "runtime/time/duration.h"

namespace envelope::draw {
namespace {

using base::Effect;
using reach::Edge;

ArrowKind arrow_kind(reach::EdgeKind kind) {
  switch (kind) {
    case reach::EdgeKind::request:
      return ArrowKind::request;
    case reach::EdgeKind::runs:
      return ArrowKind::runs;
    case reach::EdgeKind::executes:
      return ArrowKind::executes;
    case reach::EdgeKind::reads:
      return ArrowKind::reads;
    case reach::EdgeKind::job:
      return ArrowKind::job;
    case reach::EdgeKind::spawn:
      return ArrowKind::spawn;
    case reach::EdgeKind::passage:
      return ArrowKind::passage;
    case reach::EdgeKind::policy:
      return ArrowKind::policy;
  }
  return ArrowKind::request;
}

// Who gives an approval, in the order in which they may.
std::string people_words(const model::PolicyModel& model, const model::Approval& approval) {
  std::vector<std::string> parts;
  for (const model::ApprovalAlternative& alternative : approval.alternatives) {
    std::vector<std::string> people;
    for (const base::PrincipalId person : alternative.people) people.push_back("`" + model.principals[person.index()].name + "`");
    std::string part = alternative.quorum > 1 ? fmt::format("{} of {}", alternative.quorum, fmt::join(people, ", "))
                                              : fmt::format("{}", fmt::join(people, " or "));
    if (alternative.after_ms > 0) part += " after " + time::format_duration(alternative.after_ms);
    parts.push_back(std::move(part));
  }
  return fmt::format("{}", fmt::join(parts, ", or "));
}

class Sketching {
 public:
  Sketching(prove::Proof& proof, const PictureOptions& options) : proof_(proof), model_(proof.model()) {
    reach::GraphOptions graph_options;
    graph_options.reads = options.reads;
    sketch_.graph = reach::authority_graph(proof, graph_options);
  }

  Sketch run(const std::vector<reach::ToldWay>& ways) {
    for (std::uint32_t i = 0; i < model_.principals.size(); ++i) principal({i});
    for (const bool has_two_acts : {false, true})
      for (std::uint32_t i = 0; i < sketch_.graph.edges.size(); ++i)
        if (is_composed(sketch_.graph.edges[i]) == has_two_acts) add_edge(i);
    add_approvals();
    for (const reach::ToldWay& way : ways) add_way(way);
    return std::move(sketch_);
  }

 private:
  // Two arrows one after the other say the same: `from` has somebody act, who writes the file.
  static bool is_composed(const Edge& edge) { return edge.kind != reach::EdgeKind::request && edge.acts.size() > 1; }

  std::size_t thing(BoxKind kind, std::uint32_t id, const std::string& name, std::string tier = {}) {
    const auto [entry, is_new] = numbers_.try_emplace({kind, id}, sketch_.things.size());
    if (is_new) sketch_.things.push_back({kind, id, name, std::move(tier)});
    return entry->second;
  }

  std::size_t principal(base::PrincipalId who) {
    const model::Principal& record = model_.principals[who.index()];
    return thing(record.kind == model::PrincipalKind::agent ? BoxKind::agents : BoxKind::humans, who.value, record.name,
                 record.tier.is_valid() ? model_.tiers[record.tier.index()] : "");
  }

  std::size_t deed(base::ActionId action) { return thing(BoxKind::deeds, action.value, model_.actions[action.index()].name); }

  // What an edge leads to, for who acts in place of its `from`.
  std::size_t target(const Edge& edge, std::size_t actor) {
    switch (edge.kind) {
      case reach::EdgeKind::spawn:
        return actor;
      case reach::EdgeKind::passage:
        return thing(BoxKind::modes, edge.switch_id.value, model_.switches[edge.switch_id.index()].name);
      case reach::EdgeKind::policy:
        return thing(BoxKind::files, edge.file, fmt::format("{}", fmt::join(model_.files[edge.file].patterns, ", ")));
      case reach::EdgeKind::request:
      case reach::EdgeKind::runs:
      case reach::EdgeKind::executes:
      case reach::EdgeKind::reads:
      case reach::EdgeKind::job:
        break;
    }
    return principal(edge.to);
  }

  std::string about(const Edge& edge) const {
    if (edge.kind == reach::EdgeKind::runs) return fmt::format("{}", fmt::join(model_.files[edge.file].patterns, ", "));
    const bool is_by_path =
        edge.kind == reach::EdgeKind::executes || edge.kind == reach::EdgeKind::reads || edge.kind == reach::EdgeKind::policy;
    return is_by_path ? edge.path : model_.actions[edge.acts.front().action.index()].name;
  }

  std::size_t tie(ArrowKind kind, std::size_t from, std::size_t to) {
    const auto [entry, is_new] = ties_.try_emplace({kind, from, to}, sketch_.ties.size());
    if (is_new) {
      sketch_.ties.push_back({});
      sketch_.ties.back().kind = kind;
      sketch_.ties.back().from = from;
      sketch_.ties.back().to = to;
    }
    return entry->second;
  }

  void add_edge(std::uint32_t number) {
    const Edge& edge = sketch_.graph.edges[number];
    const std::size_t from = principal(is_composed(edge) ? edge.acts.back().who : edge.from);
    const std::size_t to = target(edge, from);
    if (is_composed(edge) && ties_.contains({arrow_kind(edge.kind), from, to})) return;
    Tie& one = sketch_.ties[tie(arrow_kind(edge.kind), from, to)];
    one.is_asked = one.is_asked && edge.level() == Effect::ask;
    one.about.insert(about(edge));
    one.edges.push_back(number);
  }

  // Whoever needs an approval for some request.
  void add_approvals() {
    for (const prove::ProofCell& cell : proof_.cells()) {
      std::map<base::ApprovalId, std::set<model::StatementId>> rules;
      for (const prove::CellRule& rule : cell.rules)
        for (const base::ApprovalId id : prove::approvals_of(model_, rule)) rules[id].insert(rule.statement);
      if (rules.empty()) continue;
      prove::CellLogic logic = proof_.logic(cell);
      for (const auto& [id, statements] : rules) {
        const bool is_needed = logic.limit().empty() && logic.needs(id) != bdd::kFalse;
        if (!logic.limit().empty()) {
          proof_.give_up({{}, "which approvals `" + model_.principals[cell.who.index()].name + "` needs", logic.limit()});
          break;
        }
        if (is_needed) add_approval(cell, id, statements);
      }
    }
  }

  void add_approval(const prove::ProofCell& cell, base::ApprovalId id, const std::set<model::StatementId>& statements) {
    const model::Approval& approval = model_.approvals[id.index()];
    const std::size_t box = thing(BoxKind::approvals, id.value, approval.name);
    for (const base::PrincipalId who : cell.principals) {
      Tie& one = sketch_.ties[tie(ArrowKind::approval, principal(who), box)];
      one.about.insert(model_.actions[cell.action.index()].name);
      one.statements.insert(statements.begin(), statements.end());
    }
    for (const model::ApprovalAlternative& alternative : approval.alternatives)
      for (const base::PrincipalId person : alternative.people) {
        Tie& one = sketch_.ties[tie(ArrowKind::answer, box, principal(person))];
        if (one.lines.empty()) one.lines = {fmt::format("`{}` is given by {}", approval.name, people_words(model_, approval))};
      }
  }

  // ---- marked ways ----
  void add_way(const reach::ToldWay& way) {
    const std::size_t number = sketch_.trails.size();
    const base::PrincipalId from = way.story.front().act.who;
    sketch_.trails.push_back({way.code, way.severity, way.message, from, {}});
    sketch_.trails[number].steps = mark(number, way, from);
    for (const base::PrincipalId other : way.others)
      if (can_go(way.story, other)) mark(number, way, other);
  }

  // Whether the graph has an edge for each step that `who` takes in place of whoever the story is of: no other arrow is drawn for it.
  [[nodiscard]] bool can_go(const reach::Story& story, base::PrincipalId who) {
    const base::PrincipalId teller = story.front().act.who;
    return std::all_of(story.begin(), story.end(), [&](const reach::Step& step) {
      const std::size_t actor = principal(step.act.who == teller ? who : step.act.who);
      if (step.act.requested.is_valid()) return ties_.contains({ArrowKind::request, actor, principal(step.act.requested)});
      return !is_crossing(step) || ties_.contains({arrow_kind(step.crosses->kind), actor, target(*step.crosses, actor)});
    });
  }

  // What an agent does to itself by a file is the end of a way: the same by another action.
  static bool is_crossing(const reach::Step& step) {
    return step.crosses && !(step.crosses->kind == reach::EdgeKind::executes && step.crosses->to == step.crosses->from);
  }

  // The tie of each step, where `who` goes the way in place of whoever the story is of.
  std::vector<std::size_t> mark(std::size_t number, const reach::ToldWay& way, base::PrincipalId who) {
    const reach::Story& story = way.story;
    const base::PrincipalId teller = story.front().act.who;
    const auto as_who = [&](base::PrincipalId id) { return id == teller ? who : id; };
    const std::vector<std::string> lines = reach::words_of(proof_, story);
    std::vector<std::size_t> steps;
    for (std::size_t i = 0; i < story.size(); ++i) {
      const reach::Step& step = story[i];
      const std::size_t actor = principal(as_who(step.act.who));
      const std::size_t one = step_tie(step, actor, way.reached, as_who(step.act.requested));
      Tie& taken = sketch_.ties[one];
      if (taken.edges.empty() && taken.ways.empty()) taken.is_asked = step.act.level == Effect::ask;
      taken.ways.insert(number);
      if (who == teller && taken.edges.empty()) taken.lines.push_back(lines[i]);
      steps.push_back(one);
    }
    return steps;
  }

  std::size_t step_tie(const reach::Step& step, std::size_t actor, base::ActionId reached, base::PrincipalId requested) {
    if (requested.is_valid()) return tie(ArrowKind::request, actor, principal(requested));
    if (is_crossing(step)) return tie(arrow_kind(step.crosses->kind), actor, target(*step.crosses, actor));
    const std::size_t one = tie(ArrowKind::deed, actor, deed(reached));
    sketch_.ties[one].about.insert(model_.actions[step.act.action.index()].name);
    return one;
  }

  prove::Proof& proof_;
  const model::PolicyModel& model_;
  Sketch sketch_;
  std::map<std::pair<BoxKind, std::uint32_t>, std::size_t> numbers_;
  std::map<std::tuple<ArrowKind, std::size_t, std::size_t>, std::size_t> ties_;
};

}  // namespace

Sketch sketch_of(prove::Proof& proof, const std::vector<reach::ToldWay>& ways, const PictureOptions& options) {
  return Sketching(proof, options).run(ways);
}

}  // namespace envelope::draw
