// What an agent comes to without anybody else: by a subagent of its own, by a window or stop it turns on or off.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/reach/escalation.h"
#include "compiler/request/print.h"

namespace envelope::reach {
namespace {

using base::Effect;
using diagnostics::Code;
using diagnostics::Severity;
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

// A subagent of depth `depth`, started step by step.
std::optional<Story> spawning(const Looking& looking, base::PrincipalId who, std::uint32_t number, std::size_t depth,
                              const Without& without) {
  prove::Proof& proof = looking.proof;
  ProofCell cell = proof.cells()[number];
  cell.who = who;
  Story story;
  for (std::size_t at = 0; at < depth; ++at) {
    CellLogic logic = proof.logic(cell);
    request::Request request = prove::request_of(logic, logic.least(at_top(logic, logic.at_least(Effect::allow, without))));
    request.lineage = std::vector<std::string>(at, request.principal);
    auto step = step_of(proof, {who, {}, cell.action, number, Effect::allow}, request, without);
    if (!step) return std::nullopt;
    step->opens = fmt::format("a subagent of depth {} runs for `{}`", at + 1, name(looking, who));
    step->crosses = Edge{EdgeKind::spawn, who, who, {step->act}, {}, {}};
    story.push_back(std::move(*step));
  }
  return story;
}

// The least depth to which the agent may spawn is every one up to `depth`.
bool may_spawn_to(const Looking& looking, base::PrincipalId who, std::uint32_t number, std::size_t depth, const Without& without) {
  ProofCell cell = looking.proof.cells()[number];
  cell.who = who;
  CellLogic logic = looking.proof.logic(cell);
  const auto session = session_slots(logic);
  const Node f = logic.at_least(Effect::allow, without);
  const Slot* slot = slot_of(logic, prove::SlotKind::depth, 0);
  if (slot == nullptr) return f != bdd::kFalse;
  for (std::size_t at = 0; at < depth; ++at) {
    std::uint32_t code = 0;
    for (std::uint32_t i = 0; i < slot->codes.size(); ++i)
      if (slot->codes[i].number <= static_cast<std::int64_t>(at)) code = i;
    if (logic.space().restricted(f, slot->first_bit, slot->bits, code) == bdd::kFalse) return false;
  }
  return true;
}

}  // namespace

std::optional<Escalation> look_at_spawn(const Looking& looking, const Way& way, const Without& without) {
  prove::Proof& proof = looking.proof;
  const auto number = looking.cells.find(way.from, way.action);
  const std::vector<Edge> edges = edges_of(looking, way.from, without);
  const auto spawn = std::find_if(edges.begin(), edges.end(),
                                  [](const Edge& edge) { return edge.kind == EdgeKind::spawn && edge.level() == Effect::allow; });
  if (!number || spawn == edges.end()) return std::nullopt;
  ProofCell cell = proof.cells()[*number];
  cell.who = way.from;
  request::Request request;
  Standing standing{};
  std::size_t depth = 0;
  {
    CellLogic logic = proof.logic(cell);
    const Slot* slot = slot_of(logic, prove::SlotKind::depth, 0);
    if (slot == nullptr) return std::nullopt;
    const Node allowed = able(logic, Effect::allow, without);
    Node below = bdd::kFalse;
    for (std::uint32_t code = 0; code < slot->codes.size() && below == bdd::kFalse; ++code) {
      if (slot->codes[code].number == 0) continue;
      const Node here = logic.space().restricted(logic.at_least(Effect::allow, without), slot->first_bit, slot->bits, code);
      const Difference found = difference(logic.space(), logic.space().without(logic.somewhere(here, session_slots(logic)), allowed),
                                          able(logic, Effect::ask, without), restrained(logic, without));
      if (found.standing == Standing::open) continue;
      below = logic.space().both(here, found.where);
      standing = found.standing;
      depth = static_cast<std::size_t>(slot->codes[code].number);
      Choice choice = logic.least(below);
      choice[static_cast<std::size_t>(slot - logic.slots().data())] = code;
      request = prove::request_of(logic, choice);
    }
    if (!logic.limit().empty()) proof.give_up({{}, "what a subagent of `" + name(looking, way.from) + "` may do", logic.limit()});
    if (below == bdd::kFalse) return std::nullopt;
  }
  if (!may_spawn_to(looking, way.from, spawn->acts.front().cell, depth, without)) return std::nullopt;
  auto story = spawning(looking, way.from, spawn->acts.front().cell, depth, without);
  const auto last = step_of(proof, {way.from, {}, way.action, *number, Effect::allow}, request, without);
  request.lineage.emplace();
  const auto itself = proof.replayed(request, without);
  if (!story || !last || !itself || itself->outcome.effect >= Effect::allow) return std::nullopt;
  story->push_back(*last);
  return Escalation{Code::SpawnInheritsMore,
                    severity_of(looking, way.action, *story),
                    way.from,
                    *story,
                    fmt::format("`{}` {} `{}`, and a subagent of it is allowed to", name(looking, way.from), standing_words(standing),
                                proof.model().actions[way.action.index()].name),
                    request::print(itself->outcome),
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
  ProofCell cell = proof.cells()[*number];
  cell.who = way.from;
  CellLogic logic = proof.logic(cell);
  const Slot* slot = slot_of(logic, prove::SlotKind::switch_on, way.switch_id.value);
  if (slot == nullptr) return std::nullopt;
  const auto when = [&](Node f, bool on) { return in_state(logic, f, way.switch_id, on); };
  const Node allowed = at_top(logic, logic.at_least(Effect::allow, without));
  const Node capped = restrained(logic, without);
  const Node after = when(able(logic, Effect::allow, without), way.turns_on);
  const Difference found = difference(logic.space(), logic.space().without(after, when(able(logic, Effect::allow, without), !way.turns_on)),
                                      when(able(logic, Effect::ask, without), !way.turns_on), when(capped, !way.turns_on));
  if (!logic.limit().empty()) {
    proof.give_up({{}, "what `" + name(looking, way.from) + "` may do once a window is turned", logic.limit()});
    return std::nullopt;
  }
  if (found.standing == Standing::open || found.standing == Standing::ungranted) return std::nullopt;
  Choice choice = logic.least(logic.space().both(when(allowed, way.turns_on), found.where));
  choice[static_cast<std::size_t>(slot - logic.slots().data())] = way.turns_on ? prove::kSwitchOn : prove::kSwitchOff;
  request::Request request = prove::request_of(logic, choice);
  auto story = steps_of(proof, *passage, without);
  const auto last = step_of(proof, {way.from, {}, way.action, *number, Effect::allow}, request, without);
  const std::string& window = proof.model().switches[way.switch_id.index()].name;
  request.switches[window] = text::truth_of(!way.turns_on);
  const auto before = proof.replayed(request, without);
  if (!story || !last || !before || before->outcome.effect >= Effect::allow) return std::nullopt;
  const std::string verb = way.turns_on ? "enter" : "leave";
  const std::string turning =
      passage->acts.size() == 1 ? fmt::format("can {} it without being asked", verb)
                                : fmt::format("has `{}` {} it without anybody being asked", name(looking, passage->acts.back().who), verb);
  story->push_back(*last);
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
