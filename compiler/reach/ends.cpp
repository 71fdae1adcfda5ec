#include "compiler/reach/ends.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/reach/subagents.h"

namespace envelope::reach {
namespace {

using base::Effect;
using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::ProofCell;

bool is_of(const Goal& goal, base::ActionId action) { return std::binary_search(goal.actions.begin(), goal.actions.end(), action); }

// One more act of a cell at `choice`, with the mildest level there.
void add_act(End& end, CellLogic& logic, std::uint32_t cell, const Choice& choice, const Stand& stand, const prove::Without& without) {
  const Effect level = logic.holds(logic.at_least(Effect::allow, without), choice) ? Effect::allow : Effect::ask;
  end.acts.push_back({logic.cell().who, logic.cell().requested, logic.cell().action, cell, level, stand.depth, stand.spawning});
  end.requests.push_back(prove::request_of(logic, choice));
}

}  // namespace

std::size_t End::askings() const { return askings_in(acts); }

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

std::optional<End> Ends::does(const Goal& goal, base::PrincipalId who, std::uint32_t number) {
  const model::PolicyModel& model = proof_.model();
  if (prove::asks_who_acts(model, goal.guard) || tells_apart(proof_, proof_.cells()[number])) return found_in(goal, who, number);
  const auto [entry, is_new] = known_.try_emplace({goal.number, number, graph_.depths[who.index()]});
  if (is_new) entry->second = found_in(goal, who, number);
  std::optional<End> end = entry->second;
  if (end) {
    end->acts.front().who = who;
    request::Request& request = end->requests.front();
    request.principal = model.principals[who.index()].name;
    if (request.lineage) request.lineage->assign(request.lineage->size(), request.principal);
  }
  return end;
}

std::optional<End> Ends::found_in(const Goal& goal, base::PrincipalId who, std::uint32_t number) {
  ProofCell cell = proof_.cells()[number];
  cell.who = who;
  CellLogic logic = proof_.logic(cell, {goal.guard});
  std::vector<prove::Formula> formulas{prove::may(goal.guard), prove::at_least(Effect::ask, without_)};
  for (const base::ApprovalId approval : goal.barred) formulas.push_back(prove::negation(prove::needs(approval, without_)));
  const prove::Formula formula = prove::all(std::move(formulas));
  if (without_.empty() && proof_.ask(logic, formula, goal.about, goal.place) != prove::Possible::yes) return std::nullopt;
  const Node asked = logic.space().both(prove::node_of(logic, formula), logic.occurring());
  const Node unasked = logic.space().both(asked, logic.at_least(Effect::allow, without_));
  std::optional<End> best;
  for (const Stand& stand : stands(logic, graph_.depths[who.index()]))
    for (const Node f : {at_depth(logic, unasked, stand.depth), at_depth(logic, asked, stand.depth)}) {
      if (f == bdd::kFalse) continue;
      End end;
      add_act(end, logic, number, with_depth(logic, logic.least(f), stand.depth), stand, without_);
      if (!best || end.askings() < best->askings()) best = std::move(end);
      break;
    }
  if (logic.limit().empty()) return best;
  proof_.give_up({goal.place, goal.about, logic.limit()});
  return std::nullopt;
}

std::optional<End> Ends::has_done(const Goal& goal, const Edge& edge) {
  ProofCell asks = proof_.cells()[edge.acts[0].cell], acts = proof_.cells()[edge.acts[1].cell];
  asks.who = edge.from;
  acts.who = edge.to;
  const Depths& depths = graph_.depths[edge.from.index()];
  Joint joint(proof_, {&acts, &asks}, {goal.guard});
  bdd::Space& space = joint[0].space();
  std::optional<End> end;
  for (const Effect level : {Effect::allow, Effect::ask}) {
    const Node acting = space.both(decided(joint[0], level, without_, goal.barred), joint[0].may(goal.guard));
    const Node both = space.both(joint[0].somewhere(at_top(joint[0], acting), session_slots(joint[0])),
                                 able(joint[1], depths, level, without_, goal.barred));
    if (!joint.limit().empty()) {
      proof_.give_up({goal.place, goal.about, joint.limit()});
      return std::nullopt;
    }
    if (both == bdd::kFalse) continue;
    const Choice shared = joint[0].least(both);
    const Placed asking = placed_within(joint[1], depths, decided(joint[1], level, without_, goal.barred), shared);
    end.emplace();
    add_act(*end, joint[1], edge.acts[0].cell, asking.choice, asking.stand, without_);
    add_act(*end, joint[0], edge.acts[1].cell, within(joint[0], acting, shared), {}, without_);
    return end;
  }
  return end;
}

std::optional<Story> Ends::story_of(const Goal& goal, const End& end) {
  return steps_of(proof_, end.acts, end.requests, without_, goal.barred);
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
        const std::size_t there = steps + steps_in(edge.acts);
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
