// What an agent comes to without anybody else: by a subagent of its own, by a window or stop it turns on or off.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/reach/escalation.h"
#include "compiler/reach/subagents.h"
#include "compiler/request/print.h"

namespace envelope::reach {
namespace {

using base::Effect;
using diagnostics::Code;
using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::ProofCell;
using prove::Without;

std::string name(const Looking& looking, base::PrincipalId who) { return looking.proof.model().principals[who.index()].name; }

// Where a subagent of its own may do what an agent may not itself.
struct Deeper {
  Standing standing = Standing::open;
  Stand stand;
  Choice choice;
};

// The nearest that is started without anybody being asked. Where people are asked, only what is denied counts: they approve something else.
Deeper deeper(CellLogic& logic, const Depths& depths, const Without& without) {
  const Node allowed = able(logic, Effect::allow, without), ask = able(logic, Effect::ask, without), capped = restrained(logic, without);
  const Node f = decided(logic, Effect::allow, without, {});
  for (const Stand& stand : stands(logic, depths)) {
    if (stand.depth == 0) continue;
    const Node here = at_depth(logic, f, stand.depth);
    const Node gained = logic.space().without(logic.somewhere(here, session_slots(logic)), allowed);
    const Difference found = difference(logic.space(), gained, ask, capped);
    if (found.standing == Standing::open || (stand.spawning == Effect::ask && found.standing != Standing::refused)) continue;
    return {found.standing, stand, with_depth(logic, logic.least(logic.space().both(here, found.where)), stand.depth)};
  }
  return {};
}

// What an agent, or a subagent that is started without asking anybody, may do where it stands.
struct Stood {
  Stand stand;
  Node here = bdd::kFalse;                                              // allowed to this session of it
  Node allowed = bdd::kFalse, ask = bdd::kFalse, capped = bdd::kFalse;  // to some session
};

std::vector<Stood> stood(CellLogic& logic, const Depths& depths, const Without& without) {
  std::vector<Stood> all;
  const Node f = decided(logic, Effect::allow, without, {}), caps = logic.capped_below(Effect::ask, without);
  for (const Stand& stand : stands(logic, depths))
    if (stand.spawning != Effect::ask)
      all.push_back({stand, at_depth(logic, f, stand.depth), standing(logic, f, stand), able_at(logic, stand, Effect::ask, without),
                     standing(logic, caps, stand)});
  return all;
}

// What the nearest of them may do in one state of a switch and is restrained from in the other.
Deeper turned(CellLogic& logic, const std::vector<Stood>& all, base::SwitchId mode, bool turns_on) {
  bdd::Space& space = logic.space();
  const auto when = [&](Node f, bool on) { return in_state(logic, f, mode, on); };
  for (const Stood& one : all) {
    const Node gained = space.without(when(one.allowed, turns_on), when(one.allowed, !turns_on));
    if (gained == bdd::kFalse) continue;
    const Difference found = difference(space, gained, when(one.ask, !turns_on), when(one.capped, !turns_on));
    if (found.standing == Standing::open || found.standing == Standing::ungranted) continue;
    return {found.standing, one.stand, with_depth(logic, logic.least(space.both(when(one.here, turns_on), found.where)), one.stand.depth)};
  }
  return {};
}

bool is_unasked_passage(const Edge& edge) { return edge.kind == EdgeKind::passage && edge.level() == Effect::allow; }

}  // namespace

bool Turnings::may_gain(const Looking& looking, const Way& way) {
  const auto [entry, is_new] = known_.try_emplace({way.from, way.action});
  std::optional<Gaining>& gaining = entry->second;
  const auto number = is_new ? looking.cells.find(way.from, way.action) : std::nullopt;
  if (number) {
    ProofCell cell = looking.proof.cells()[*number];
    cell.who = way.from;
    CellLogic logic = looking.proof.logic(cell);
    const std::vector<Stood> all = stood(logic, depths_of(looking, way.from, {}), {});
    gaining.emplace();
    for (const std::uint32_t edge_number : looking.graph.leaving[way.from.index()]) {
      const Edge& edge = looking.graph.edges[edge_number];
      if (!is_unasked_passage(edge) || !switch_slot(logic, edge.switch_id)) continue;
      if (turned(logic, all, edge.switch_id, edge.turns_on).standing != Standing::open) gaining->insert({edge.switch_id, edge.turns_on});
    }
    if (!logic.limit().empty()) gaining.reset();  // what is told of that is told by each look
  }
  return !gaining || gaining->contains({way.switch_id, way.turns_on});
}

std::optional<Escalation> look_at_spawn(const Looking& looking, const Way& way, const Without& without) {
  prove::Proof& proof = looking.proof;
  const auto number = looking.cells.find(way.from, way.action);
  const Depths depths = depths_of(looking, way.from, without);
  if (!number || depths.asked == 0) return std::nullopt;
  ProofCell cell = proof.cells()[*number];
  cell.who = way.from;
  request::Request request;
  Deeper found;
  {
    CellLogic logic = proof.logic(cell);
    found = deeper(logic, depths, without);
    if (!logic.limit().empty()) proof.give_up({{}, "what a subagent of `" + name(looking, way.from) + "` may do", logic.limit()});
    if (found.standing == Standing::open || !logic.limit().empty()) return std::nullopt;
    request = prove::request_of(logic, found.choice);
  }
  const Act act{way.from, {}, way.action, *number, Effect::allow, found.stand.depth, found.stand.spawning};
  const auto story = steps_of(proof, {act}, {request}, without);
  const auto otherwise = decided_for(looking, request, way.from, Effect::allow, without);
  if (!story || !otherwise) return std::nullopt;
  return Escalation{Code::SpawnInheritsMore,
                    severity_of(looking, way.action, *story),
                    way.from,
                    *story,
                    fmt::format("`{}` {} `{}`, and a subagent of it is allowed to", name(looking, way.from), standing_words(found.standing),
                                proof.model().actions[way.action.index()].name),
                    *otherwise,
                    {{way.action, {}}}};
}

std::optional<Escalation> look_at_passage(const Looking& looking, const Way& way, const Without& without) {
  if (looking.turnings != nullptr && without.empty() && !looking.turnings->may_gain(looking, way)) return std::nullopt;
  prove::Proof& proof = looking.proof;
  const auto number = looking.cells.find(way.from, way.action);
  const std::vector<Edge> edges = edges_of(looking, way.from, without);
  const auto passage = std::find_if(edges.begin(), edges.end(), [&](const Edge& edge) {
    return is_unasked_passage(edge) && edge.switch_id == way.switch_id && edge.turns_on == way.turns_on;
  });
  if (!number || passage == edges.end()) return std::nullopt;
  const Depths depths = depths_of(looking, way.from, without);
  ProofCell cell = proof.cells()[*number];
  cell.who = way.from;
  CellLogic logic = proof.logic(cell);
  if (!switch_slot(logic, way.switch_id)) return std::nullopt;
  const Deeper found = turned(logic, stood(logic, depths, without), way.switch_id, way.turns_on);
  if (!logic.limit().empty()) {
    proof.give_up({{}, "what `" + name(looking, way.from) + "` may do once a window is turned", logic.limit()});
    return std::nullopt;
  }
  if (found.standing == Standing::open) return std::nullopt;
  const std::string& window = proof.model().switches[way.switch_id.index()].name;
  request::Request request = prove::request_of(logic, found.choice);
  request.switches[window] = text::truth_of(way.turns_on);
  auto story = steps_of(proof, *passage, without);
  const Act act{way.from, {}, way.action, *number, Effect::allow, found.stand.depth, found.stand.spawning};
  const auto last = steps_of(proof, {act}, {request}, without);
  request.switches[window] = text::truth_of(!way.turns_on);
  const auto before = proof.replayed(request, without);
  if (!story || !last || !before || before->outcome.effect >= Effect::allow) return std::nullopt;
  const std::string verb = way.turns_on ? "enter" : "leave";
  const std::string turning =
      passage->acts.size() == 1 ? fmt::format("can {} it without being asked", verb)
                                : fmt::format("has `{}` {} it without anybody being asked", name(looking, passage->acts.back().who), verb);
  const Story rest = without_running(*story, *last);
  story->insert(story->end(), rest.begin(), rest.end());
  return Escalation{Code::ActsAsAnother,
                    severity_of(looking, way.action, *story),
                    way.from,
                    *story,
                    fmt::format("`{}` {} `{}` while `{}` is {}, and {}", name(looking, way.from), standing_words(found.standing),
                                proof.model().actions[way.action.index()].name, window, way.turns_on ? "off" : "on", turning),
                    request::print(before->outcome),
                    {{way.action, {}}}};
}

}  // namespace envelope::reach
