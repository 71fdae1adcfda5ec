// How windows and stops come on: the shortest sequences of turns, by single states.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/reach/authority.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/modes.h"
#include "compiler/reach/subagents.h"
#include "compiler/reach/text_set.h"
#include "compiler/request/print.h"

namespace envelope::reach {

using bdd::Node;
using prove::CellLogic;

namespace {

bool holds(const bdd::Space& space, Node f, const std::vector<bool>& state) {
  while (f != bdd::kFalse && f != bdd::kTrue) {
    const bdd::Space::Branches branches = space.branches(f);
    f = state[branches.variable] ? branches.yes : branches.no;
  }
  return f == bdd::kTrue;
}

}  // namespace

// The fewest turns, by single states, with which all steps come one after another: what is turned before one may close the way to a later
// one. Breadth first; a step that can be taken takes no turn, and of equals the turns that come latest are told. Everything beyond the
// region stays off.
std::optional<std::vector<Modes::Turning>> Modes::walk(const Region& region, const Story& story, const std::vector<Asked>& asked) const {
  struct Place {
    std::size_t step;
    State state;
    auto operator<=>(const Place&) const = default;
  };
  struct Found {
    Place place;
    std::size_t before;
    const Turn* turn;  // nothing: a step is taken, or the next one is of another session
  };
  const auto can_be_taken = [&](const Place& place) {
    return std::all_of(asked[place.step].begin(), asked[place.step].end(), [&](const auto& mode) {
      const auto name = region.names.find(mode.first);
      return name == region.names.end() || place.state[name->second] == mode.second;
    });
  };
  std::vector<Found> found;
  std::vector<std::size_t> open;  // fewest turns first, then most steps
  std::set<Place> known;
  const auto come_to = [&](const auto& self, const Place& place, std::size_t before, const Turn* turn) -> void {
    if (!known.insert(place).second) return;
    const std::size_t here = found.size();
    found.push_back({place, before, turn});
    if (place.step < story.size() && can_be_taken(place)) {
      State after = place.state;
      turn_by(region, story[place.step], after);
      const bool is_of_another = place.step + 1 < story.size() && story[place.step + 1].act.who != story[place.step].act.who;
      self(self, {place.step + 1, is_of_another ? in_another_session(region, after) : after}, here, nullptr);
    }
    open.push_back(here);
  };
  come_to(come_to, {0, State(region.modes.size())}, 0, nullptr);
  for (std::size_t next = 0; next < open.size() && open.size() <= kStatesMax * story.size(); ++next) {
    const std::size_t at = open[next];
    const Place here = found[at].place;
    if (here.step == story.size()) {
      std::vector<Turning> turnings(story.size());
      for (std::size_t back = at; back != 0; back = found[back].before)
        if (const Turn* turn = found[back].turn; turn != nullptr) {
          const Place& from = found[found[back].before].place;
          turnings[from.step].insert(turnings[from.step].begin(), {from.state, turn});
        }
      return turnings;
    }
    for (std::size_t number = 0; number < region.turns.size(); ++number) {
      const Turn& turn = region.turns[number];
      if (here.state[turn.mode] == turn.on || !holds(*region.space, region.alone[number], here.state)) continue;
      Place after = here;
      after.state[turn.mode] = turn.on;
      come_to(come_to, after, at, &turn);
    }
    come_to(come_to, {here.step, in_another_session(region, here.state)}, at, nullptr);
  }
  return std::nullopt;
}

// What the step itself turns.
void Modes::turn_by(const Region& region, const Step& step, State& state) const {
  const std::string& action = proof_.model().actions[step.act.action.index()].name;
  if (step.act.requested.is_valid() || (action != "enter" && action != "leave")) return;
  for (std::size_t v = 0; v < region.modes.size(); ++v)
    for (const auto& [name, value] : step.shown.request.attributes)
      if (value == request::RawValue(proof_.model().switches[region.modes[v]].name)) state[v] = action == "enter";
}

// The turn as a request in this state, decided by the runtime.
std::optional<Step> Modes::step_of_turn(const Region& region, const Turn& turn, const State& state) const {
  prove::ProofCell cell = proof_.cells()[turn.cell];
  cell.who = turn.who;
  CellLogic logic = proof_.logic(cell);
  bdd::Space& space = logic.space();
  const std::string& name = proof_.model().switches[region.modes[turn.mode]].name;
  const model::AttributeId what = attribute_of_type(proof_.model(), cell.action, base::TypeKind::mode);
  const auto pin = pinned(logic, what, name);
  const auto narrowed = [&](base::Effect level, std::uint32_t depth) {
    Node f = at_depth(logic, logic.at_least(level), depth);
    if (pin) f = space.both(f, logic.chosen(pin->slot, pin->code));
    for (std::uint32_t number = 0; number < logic.slots().size(); ++number) {
      const prove::Slot& slot = logic.slots()[number];
      if (slot.kind != prove::SlotKind::switch_on) continue;
      const auto variable = region.names.find(slot.id);
      const bool is_beyond = variable == region.names.end() && places_.contains(slot.id);
      if (variable != region.names.end())
        f = space.both(f, logic.chosen(number, state[variable->second] ? prove::kSwitchOn : prove::kSwitchOff));
      if (is_beyond) f = space.both(f, logic.chosen(number, prove::kSwitchOff));
    }
    return f;
  };
  for (const Stand& stand : stands(logic, turn.depths))
    for (const base::Effect level : {base::Effect::allow, base::Effect::ask}) {
      const Node f = narrowed(level, stand.depth);
      if (f == bdd::kFalse) continue;
      request::Request request = prove::request_of(logic, with_depth(logic, logic.least(f), stand.depth));
      request.attributes[proof_.model().attributes[what.index()].name] = name;
      return step_of(proof_, {turn.who, {}, cell.action, turn.cell, level, stand.depth, stand.spawning}, request);
    }
  return std::nullopt;
}

// What is kept for each session or agent is off there.
Modes::State Modes::in_another_session(const Region& region, State state) const {
  for (std::size_t v = 0; v < region.modes.size(); ++v)
    if (!proof_.model().switches[region.modes[v]].keys.empty()) state[v] = false;
  return state;
}

// What is kept for each session or agent is turned by whoever takes the step, where it may.
Turn Modes::by_whom(const Region& region, const Turn& turn, const State& state, base::PrincipalId who) const {
  if (!turn.who.is_valid() || proof_.model().switches[region.modes[turn.mode]].keys.empty()) return turn;
  for (std::size_t number = 0; number < region.turns.size(); ++number) {
    Turn other = region.turns[number];
    if (other.mode != turn.mode || other.on != turn.on || !other.who.is_valid()) continue;
    const prove::ProofCell& cell = proof_.cells()[other.cell];
    const bool is_of_who = std::find(cell.principals.begin(), cell.principals.end(), who) != cell.principals.end();
    const bool stands_for_who = other.who == who || (!asks_for_self(proof_.model(), cell) && !asks_for_depth(proof_.model(), cell));
    if (!is_of_who || !stands_for_who || !holds(*region.space, region.alone[number], state)) continue;
    other.who = who;
    return other;
  }
  return turn;
}

// The turns before a step of `who`, each with what is decided of it.
std::string Modes::told_turns(const Region& region, const Turning& turning, base::PrincipalId who, std::size_t& askings) const {
  std::vector<std::string> parts;
  for (const auto& [state, one] : turning) {
    const Turn turn = by_whom(region, *one, state, who);
    const std::string& name = proof_.model().switches[region.modes[turn.mode]].name;
    if (!turn.who.is_valid()) {
      parts.push_back(fmt::format("`{}` is turned {} without anybody", name, turn.on ? "on" : "off"));
    } else if (const auto step = step_of_turn(region, turn, state)) {
      askings += reach::askings({*step});
      std::string part =
          fmt::format("{}`{}` {}s `{}`: {}", step->act.depth > 0 ? "a subagent of " : "", proof_.model().principals[turn.who.index()].name,
                      turn.on ? "enter" : "leave", name, request::print(step->shown.outcome));
      if (!step->deciding.empty()) part += fmt::format(" ({})", place_of(proof_, proof_.statement(step->deciding.front()).span));
      parts.push_back(std::move(part));
    }
  }
  return fmt::format("{}", fmt::join(parts, "; then "));
}

Turned Modes::told(const Story& story) {
  Turned told;
  const std::vector<Asked> asked_of_steps = asked(story, true);
  for (const Region* const region : regions_of(asked_of_steps)) {
    const auto turnings = walk(*region, story, asked_of_steps);
    for (std::size_t i = 0; turnings && i < story.size(); ++i) {
      const std::string parts = told_turns(*region, (*turnings)[i], story[i].act.who, told.askings);
      if (!parts.empty()) told.sentences.push_back(fmt::format("before step {}, {}", i + 1, parts));
    }
  }
  return told;
}

}  // namespace envelope::reach
