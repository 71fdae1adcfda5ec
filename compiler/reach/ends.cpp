#include "compiler/reach/ends.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace envelope::reach {
namespace {

using base::Effect;
using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::ProofCell;

bool is_of(const Goal& goal, base::ActionId action) { return std::binary_search(goal.actions.begin(), goal.actions.end(), action); }

// One more act of a cell at `choice`, with the mildest level there.
void add_act(End& end, CellLogic& logic, std::uint32_t cell, const Choice& choice, const prove::Without& without) {
  const Effect level = logic.holds(logic.at_least(Effect::allow, without), choice) ? Effect::allow : Effect::ask;
  end.acts.push_back({logic.cell().who, logic.cell().requested, logic.cell().action, cell, level});
  end.requests.push_back(prove::request_of(logic, choice));
}

}  // namespace

std::size_t End::askings() const {
  return static_cast<std::size_t>(std::count_if(acts.begin(), acts.end(), [](const Act& act) { return act.level == Effect::ask; }));
}

std::optional<End> Ends::by_itself(const Goal& goal, base::PrincipalId who) {
  std::optional<End> best;
  const auto rank = [&](const End& end) {
    return std::tuple(end.askings(), std::string_view(proof_.model().actions[end.acts.front().action.index()].name));
  };
  for (const std::uint32_t number : cells_.of(who)) {
    if (!is_of(goal, proof_.cells()[number].action)) continue;
    auto end = does(goal, who, number);
    if (end && (!best || rank(*end) < rank(*best))) best = std::move(end);
  }
  return best;
}

std::optional<End> Ends::through_another(const Goal& goal, base::PrincipalId who) {
  std::optional<End> best;
  const auto rank = [&](const End& end) {
    return std::tuple(end.askings(), std::string_view(proof_.model().actions[end.acts.front().action.index()].name),
                      std::string_view(proof_.model().principals[end.acts.back().who.index()].name));
  };
  for (const std::uint32_t number : graph_.leaving[who.index()]) {
    const Edge& edge = graph_.edges[number];
    if (edge.kind != EdgeKind::request || !is_of(goal, edge.acts.front().action)) continue;
    auto end = has_done(goal, edge);
    if (end && (!best || rank(*end) < rank(*best))) best = std::move(end);
  }
  return best;
}

bool Ends::may_spawn(base::PrincipalId who) const {
  const auto& leaving = graph_.leaving[who.index()];
  return std::any_of(leaving.begin(), leaving.end(), [&](std::uint32_t number) { return graph_.edges[number].kind == EdgeKind::spawn; });
}

std::optional<End> Ends::does(const Goal& goal, base::PrincipalId who, std::uint32_t number) {
  const model::PolicyModel& model = proof_.model();
  const bool spawns = may_spawn(who);
  if (prove::asks_who_acts(model, goal.guard) || asks_for_self(model, proof_.cells()[number])) return found_in(goal, who, number, spawns);
  const auto [entry, is_new] = known_.try_emplace({goal.number, number, spawns});
  if (is_new) entry->second = found_in(goal, who, number, spawns);
  std::optional<End> end = entry->second;
  if (end) {
    end->acts.front().who = who;
    end->requests.front().principal = model.principals[who.index()].name;
  }
  return end;
}

std::optional<End> Ends::found_in(const Goal& goal, base::PrincipalId who, std::uint32_t number, bool spawns) {
  ProofCell cell = proof_.cells()[number];
  cell.who = who;
  CellLogic logic = proof_.logic(cell, {goal.guard});
  std::vector<prove::Formula> formulas{prove::may(goal.guard), prove::at_least(Effect::ask, without_)};
  for (const base::ApprovalId approval : goal.barred) formulas.push_back(prove::negation(prove::needs(approval, without_)));
  const prove::Formula formula = prove::all(std::move(formulas));
  if (without_.empty() && proof_.ask(logic, formula, goal.about, goal.place) != prove::Possible::yes) return std::nullopt;
  Node f = logic.space().both(prove::node_of(logic, formula), logic.occurring());
  const Node top = at_top(logic, f);
  if (top == bdd::kFalse && !spawns) return std::nullopt;
  if (top != bdd::kFalse) f = top;
  if (const Node unasked = logic.space().both(f, logic.at_least(Effect::allow, without_)); unasked != bdd::kFalse) f = unasked;
  if (!logic.limit().empty()) proof_.give_up({goal.place, goal.about, logic.limit()});
  if (!logic.limit().empty() || f == bdd::kFalse) return std::nullopt;
  End end;
  add_act(end, logic, number, logic.least(f), without_);
  return end;
}

std::optional<End> Ends::has_done(const Goal& goal, const Edge& edge) {
  ProofCell asks = proof_.cells()[edge.acts[0].cell], acts = proof_.cells()[edge.acts[1].cell];
  asks.who = edge.from;
  acts.who = edge.to;
  Joint joint(proof_, {&acts, &asks}, {goal.guard});
  bdd::Space& space = joint[0].space();
  std::optional<End> end;
  for (const Effect level : {Effect::allow, Effect::ask}) {
    const Node acting = space.both(decided(joint[0], level, without_, goal.barred), joint[0].may(goal.guard));
    const Node asking = decided(joint[1], level, without_, goal.barred);
    const Node both = space.both(joint[0].somewhere(at_top(joint[0], acting), session_slots(joint[0])),
                                 joint[1].somewhere(at_top(joint[1], asking), session_slots(joint[1])));
    if (!joint.limit().empty()) {
      proof_.give_up({goal.place, goal.about, joint.limit()});
      return std::nullopt;
    }
    if (both == bdd::kFalse) continue;
    const Choice shared = joint[0].least(both);
    end.emplace();
    add_act(*end, joint[1], edge.acts[0].cell, within(joint[1], asking, shared), without_);
    add_act(*end, joint[0], edge.acts[1].cell, within(joint[0], acting, shared), without_);
    return end;
  }
  return end;
}

std::optional<Story> Ends::story_of(const End& end) {
  Story story;
  for (std::size_t i = 0; i < end.acts.size(); ++i) {
    auto step = step_of(proof_, end.acts[i], end.requests[i], without_);
    if (!step) return std::nullopt;
    story.push_back(std::move(*step));
  }
  return story;
}

void each_acted_as(const Graph& graph, base::PrincipalId from, const VisitActing& visit) {
  std::map<base::PrincipalId, std::vector<std::uint32_t>> via{{from, {}}};
  std::map<base::PrincipalId, std::size_t> distance{{from, 0}};
  std::map<std::size_t, std::vector<base::PrincipalId>> open{{0, {from}}};
  std::set<base::PrincipalId> done;
  while (!open.empty()) {
    const auto [steps, here] = *open.begin();
    open.erase(open.begin());
    for (const base::PrincipalId who : here) {
      if (!done.insert(who).second) continue;
      if (!visit(who, via[who], steps)) return;
      for (const std::uint32_t number : graph.leaving[who.index()]) {
        const Edge& edge = graph.edges[number];
        const std::size_t there = steps + edge.acts.size();
        if (!takes_over(edge.kind) || (distance.contains(edge.to) && distance[edge.to] <= there)) continue;
        distance[edge.to] = there;
        via[edge.to] = via[who];
        via[edge.to].push_back(number);
        open[there].push_back(edge.to);
      }
    }
  }
}

}  // namespace envelope::reach
