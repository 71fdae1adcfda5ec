// ENV2604 for `assert "…" never reach X [from A] [without APPROVAL] [when C]`: whatever A does, and whoever A comes to act as or has act,
// X with C is never decided to be allowed, nor asked for and approved; but for ways on which APPROVAL is given.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/reach/authority.h"
#include "compiler/reach/confirm.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/reach/modes.h"

namespace envelope::reach {
namespace {

using base::Effect;
using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::ProofCell;

// The last part of a path: what somebody does, or has another do.
struct End {
  std::vector<Act> acts;
  std::vector<request::Request> requests;
};

class Reach {
 public:
  Reach(prove::Proof& proof, const model::Claim& claim)
      : proof_(proof), model_(proof.model()), claim_(claim), cells_(proof), graph_(authority_graph(proof, options())) {}

  // The shortest story of any principal the claim is about; of equals that of the first by name.
  std::optional<Story> run() {
    std::vector<base::PrincipalId> from = model_.principal_sets[claim_.cell.principals.index()];
    std::sort(from.begin(), from.end(),
              [&](auto a, auto b) { return model_.principals[a.index()].name < model_.principals[b.index()].name; });
    std::optional<Path> best;
    for (const base::PrincipalId who : from) {
      std::optional<Path> path = shortest(who);
      if (path && (!best || path->steps < best->steps)) best = std::move(path);
    }
    if (!best) return std::nullopt;
    return story_of(*best);
  }

 private:
  struct Path {
    std::vector<std::uint32_t> edges;
    End end;
    std::size_t steps = 0;
  };

  [[nodiscard]] GraphOptions options() const {
    GraphOptions options;
    options.barred = claim_.allowed;
    return options;
  }

  // Breadth first; an edge of two acts is two steps.
  std::optional<Path> shortest(base::PrincipalId from) {
    std::map<base::PrincipalId, std::vector<std::uint32_t>> via{{from, {}}};
    std::map<std::size_t, std::vector<base::PrincipalId>> open{{0, {from}}};
    std::map<base::PrincipalId, std::size_t> distance{{from, 0}};
    std::set<base::PrincipalId> done;
    std::optional<Path> best;
    while (!open.empty()) {
      const auto [steps, here] = *open.begin();
      open.erase(open.begin());
      if (best && best->steps <= steps + 1) break;
      for (const base::PrincipalId who : here) {
        if (!done.insert(who).second) continue;
        if (const auto& end = end_of(who); end && (!best || steps + end->acts.size() < best->steps))
          best = Path{via[who], *end, steps + end->acts.size()};
        for (const std::uint32_t number : graph_.leaving[who.index()]) {
          const Edge& edge = graph_.edges[number];
          const std::size_t there = steps + edge.acts.size();
          if (!takes_over(edge.kind) || (distance.contains(edge.to) && distance[edge.to] <= there)) continue;
          distance[edge.to] = there;
          via[edge.to] = via[who];
          via[edge.to].push_back(number);
          open[there].push_back(edge.to);
        }
      }
    }
    return best;
  }

  const std::optional<End>& end_of(base::PrincipalId who) {
    const auto [entry, is_new] = ends_.try_emplace(who);
    if (is_new) entry->second = find_end(who);
    return entry->second;
  }

  std::optional<End> find_end(base::PrincipalId who) {
    const auto& actions = model_.action_sets[claim_.cell.actions.index()];
    const auto is_meant = [&](base::ActionId action) { return std::binary_search(actions.begin(), actions.end(), action); };
    for (const std::uint32_t number : cells_.of(who)) {
      if (!is_meant(proof_.cells()[number].action)) continue;
      if (auto end = does(who, number)) return end;
    }
    for (const std::uint32_t number : graph_.leaving[who.index()]) {
      const Edge& edge = graph_.edges[number];
      if (edge.kind != EdgeKind::request || !is_meant(edge.acts.front().action)) continue;
      if (auto end = has_done(edge)) return end;
    }
    return std::nullopt;
  }

  // By itself, or as a subagent of itself where it may start one.
  std::optional<End> does(base::PrincipalId who, std::uint32_t number) {
    ProofCell cell = proof_.cells()[number];
    cell.who = who;
    CellLogic logic = proof_.logic(cell, {claim_.guard});
    std::vector<prove::Formula> formulas{prove::may(claim_.guard), prove::at_least(Effect::ask)};
    for (const base::ApprovalId approval : claim_.allowed) formulas.push_back(prove::negation(prove::needs(approval)));
    const prove::Formula formula = prove::all(std::move(formulas));
    if (proof_.ask(logic, formula, "whether the claim \"" + claim_.title + "\" is broken", claim_.statement.span) != prove::Possible::yes)
      return std::nullopt;
    Node f = logic.space().both(prove::node_of(logic, formula), logic.occurring());
    const bool spawns = std::any_of(graph_.leaving[who.index()].begin(), graph_.leaving[who.index()].end(),
                                    [&](std::uint32_t edge) { return graph_.edges[edge].kind == EdgeKind::spawn; });
    const Node top = at_top(logic, f);
    if (top != bdd::kFalse) f = top;
    if (f == bdd::kFalse || (top == bdd::kFalse && !spawns)) return std::nullopt;
    const Choice choice = logic.least(f);
    const Effect level = logic.holds(logic.at_least(Effect::allow), choice) ? Effect::allow : Effect::ask;
    return End{{{who, {}, cell.action, number, level}}, {prove::request_of(logic, choice)}};
  }

  std::optional<End> has_done(const Edge& edge) {
    ProofCell asks = proof_.cells()[edge.acts[0].cell];
    const ProofCell& acts = proof_.cells()[edge.acts[1].cell];
    asks.who = edge.from;
    Joint joint(proof_, {&acts, &asks}, {claim_.guard});
    const Node acting = joint[0].space().both(decided(joint[0], Effect::ask, {}, claim_.allowed), joint[0].may(claim_.guard));
    const Node asking = decided(joint[1], Effect::ask, {}, claim_.allowed);
    const Node both = joint[0].space().both(joint[0].somewhere(at_top(joint[0], acting), session_slots(joint[0])),
                                            joint[1].somewhere(at_top(joint[1], asking), session_slots(joint[1])));
    if (both == bdd::kFalse) return std::nullopt;
    const Choice shared = joint[0].least(both);
    const Choice second = within(joint[0], acting, shared), first = within(joint[1], asking, shared);
    const auto level = [&](CellLogic& logic, const Choice& choice) {
      return logic.holds(logic.at_least(Effect::allow), choice) ? Effect::allow : Effect::ask;
    };
    return End{{{edge.from, edge.to, edge.acts[0].action, edge.acts[0].cell, level(joint[1], first)},
                {edge.to, {}, edge.acts[1].action, edge.acts[1].cell, level(joint[0], second)}},
               {prove::request_of(joint[1], first), prove::request_of(joint[0], second)}};
  }

  std::optional<Story> story_of(const Path& path) {
    Story story;
    for (const std::uint32_t number : path.edges) {
      auto steps = steps_of(proof_, graph_.edges[number], {}, claim_.allowed);
      if (!steps) return std::nullopt;
      story.insert(story.end(), steps->begin(), steps->end());
    }
    for (std::size_t i = 0; i < path.end.acts.size(); ++i) {
      auto step = step_of(proof_, path.end.acts[i], path.end.requests[i]);
      if (!step) return std::nullopt;
      story.push_back(std::move(*step));
    }
    return story;
  }

  prove::Proof& proof_;
  const model::PolicyModel& model_;
  const model::Claim& claim_;
  CellIndex cells_;
  Graph graph_;
  std::map<base::PrincipalId, std::optional<End>> ends_;
};

prove::Finding told(prove::Proof& proof, const model::Claim& claim, const Story& story, const std::vector<std::string>& turns) {
  prove::Finding finding;
  finding.about = {story.front().act.who};
  diagnostics::Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.code = diagnostics::Code::ClaimRefuted;
  diagnostic.primary = claim.statement.span;
  diagnostic.message = fmt::format("the claim \"{}\" does not hold", claim.title);
  diagnostic.under(fmt::format("`{}` reaches `{}` in {} step{}", proof.model().principals[story.front().act.who.index()].name,
                               story.back().shown.request.action, story.size(), story.size() == 1 ? "" : "s"));
  tell(proof, story, diagnostic);
  for (const std::string& turn : turns) diagnostic.note(turn);
  diagnostic.witness =
      diagnostics::Witness{story.back().shown.command, "not reached", std::string(base::effect_name(story.back().act.level))};
  return finding;
}

// Each claim that does not hold, with the shortest way.
template <typename Told>
void each_refuted(prove::Proof& proof, const Told& tell_it) {
  for (const model::Claim& claim : proof.model().claims) {
    if (claim.kind != model::ClaimKind::never_reach) continue;
    Modes modes(proof, claim.allowed);
    const Surrounded surrounded(proof, modes);
    const auto story = Reach(proof, claim).run();
    if (story && confirmed(proof, *story) && modes.can_follow(*story)) tell_it(claim, *story, modes);
  }
}

}  // namespace

void find_refuted_reaches(prove::Proof& proof, prove::Findings& findings) {
  each_refuted(proof, [&](const model::Claim& claim, const Story& story, Modes& modes) {
    findings.push_back(told(proof, claim, story, modes.told(story)));
  });
}

void add_refuted_ways(prove::Proof& proof, std::vector<ToldWay>& ways) {
  each_refuted(proof, [&](const model::Claim& claim, const Story& story, const Modes&) {
    const base::ActionId reached = story.back().act.action;
    ways.push_back({diagnostics::Code::ClaimRefuted,
                    diagnostics::Severity::error,
                    fmt::format("the claim \"{}\" does not hold: `{}` reaches `{}`", claim.title,
                                proof.model().principals[story.front().act.who.index()].name, proof.model().actions[reached.index()].name),
                    story,
                    reached,
                    {}});
  });
}

}  // namespace envelope::reach
