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
using prove::Slot;
using prove::Without;

const Slot* slot_of(const CellLogic& logic, prove::SlotKind kind, std::uint32_t id) {
  for (const Slot& slot : logic.slots())
    if (slot.kind == kind && slot.id == id) return &slot;
  return nullptr;
}

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

// What the agent, or the nearest subagent, may do in one state of a switch and is restrained from in the other.
Deeper turned(CellLogic& logic, const Way& way, const Depths& depths, const Without& without) {
  bdd::Space& space = logic.space();
  const auto when = [&](Node f, bool on) { return in_state(logic, f, way.switch_id, on); };
  const Node f = decided(logic, Effect::allow, without, {}), caps = logic.capped_below(Effect::ask, without);
  for (const Stand& stand : stands(logic, depths)) {
    if (stand.spawning == Effect::ask) continue;
    const Node allowed = able_at(logic, stand, Effect::allow, without), ask = able_at(logic, stand, Effect::ask, without);
    const Node capped = logic.somewhere(at_depth(logic, caps, stand.depth), session_slots(logic));
    const Node gained = space.without(when(allowed, way.turns_on), when(allowed, !way.turns_on));
    const Difference found = difference(space, gained, when(ask, !way.turns_on), when(capped, !way.turns_on));
    if (found.standing == Standing::open || found.standing == Standing::ungranted) continue;
    const Node here = when(at_depth(logic, f, stand.depth), way.turns_on);
    return {found.standing, stand, with_depth(logic, logic.least(space.both(here, found.where)), stand.depth)};
  }
  return {};
}

}  // namespace

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
  prove::Proof& proof = looking.proof;
  const auto number = looking.cells.find(way.from, way.action);
  const std::vector<Edge> edges = edges_of(looking, way.from, without);
  const auto passage = std::find_if(edges.begin(), edges.end(), [&](const Edge& edge) {
    return edge.kind == EdgeKind::passage && edge.switch_id == way.switch_id && edge.turns_on == way.turns_on &&
           edge.level() == Effect::allow;
  });
  if (!number || passage == edges.end()) return std::nullopt;
  const Depths depths = depths_of(looking, way.from, without);
  ProofCell cell = proof.cells()[*number];
  cell.who = way.from;
  CellLogic logic = proof.logic(cell);
  if (slot_of(logic, prove::SlotKind::switch_on, way.switch_id.value) == nullptr) return std::nullopt;
  const Deeper found = turned(logic, way, depths, without);
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
