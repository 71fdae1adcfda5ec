#include "compiler/reach/modes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/reach/authority.h"

namespace envelope::reach {

using bdd::kFalse;
using bdd::kTrue;
using bdd::Node;
using bdd::Space;
using bdd::Variable;

namespace {

// A function with other variables, in another space.
class Renamed {
 public:
  Renamed(const Space& from, Space& to, const std::map<std::uint32_t, Variable>& names) : from_(from), to_(to), names_(names) {}

  Node operator()(Node f) {
    if (f == kFalse || f == kTrue) return f;
    if (const auto known = known_.find(f); known != known_.end()) return known->second;
    const Space::Branches branches = from_.branches(f);
    const Node yes = (*this)(branches.yes), no = (*this)(branches.no);
    return known_[f] = to_.ite(to_.variable(names_.at(branches.variable)), yes, no);
  }

 private:
  const Space& from_;
  Space& to_;
  const std::map<std::uint32_t, Variable>& names_;
  std::map<Node, Node> known_;
};

// Who stands beside whom: modes and those that their turns ask about; of equals the first by name.
class Neighbours {
 public:
  Neighbours(const model::PolicyModel& model, const std::set<std::uint32_t>& modes,
             const std::map<std::uint32_t, std::vector<std::uint32_t>>& depends)
      : model_(model) {
    for (const std::uint32_t mode : modes) of_[mode];
    for (const auto& [mode, others] : depends)
      for (const std::uint32_t other : others)
        if (other != mode) of_[mode].push_back(other), of_[other].push_back(mode);
    for (auto& [mode, others] : of_) by_name(others);
  }

  // Components, each in the order in which it is walked through.
  std::vector<std::vector<std::uint32_t>> components() {
    std::vector<std::uint32_t> all;
    for (const auto& [mode, others] : of_) all.push_back(mode);
    by_name(all);
    std::vector<std::vector<std::uint32_t>> components;
    for (const std::uint32_t mode : all) {
      std::vector<std::uint32_t> component, open{mode};
      while (!open.empty()) {
        const std::uint32_t here = open.back();
        open.pop_back();
        if (!seen_.insert(here).second) continue;
        component.push_back(here);
        open.insert(open.end(), of_[here].rbegin(), of_[here].rend());
      }
      if (!component.empty()) components.push_back(std::move(component));
    }
    return components;
  }

 private:
  void by_name(std::vector<std::uint32_t>& modes) const {
    std::sort(modes.begin(), modes.end(), [&](auto a, auto b) { return model_.switches[a].name < model_.switches[b].name; });
    modes.erase(std::unique(modes.begin(), modes.end()), modes.end());
  }

  const model::PolicyModel& model_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> of_;
  std::set<std::uint32_t> seen_;
};

Node literal(Space& space, Variable v, bool on) { return on ? space.variable(v) : space.negation(space.variable(v)); }

}  // namespace

Modes::Modes(prove::Proof& proof, const std::vector<base::ApprovalId>& barred) : proof_(proof) {
  turns_ = turns_of(proof, space_, barred);
  // Where even the turns are too much nothing is known of any state: all of them may be.
  if (space_.has_overflowed()) turns_ = {};
  for (const std::uint32_t mode : turns_.modes) depends_[mode];
  for (const Turn& turn : turns_.turns)
    for (const Variable other : space_.variables_of(turn.guard)) depends_[turn.mode].push_back(other);
  const auto components = Neighbours(proof.model(), turns_.modes, depends_).components();
  for (std::size_t number = 0; number < components.size(); ++number)
    for (std::size_t at = 0; at < components[number].size(); ++at) places_[components[number][at]] = {number, at};
}

std::vector<std::set<std::uint32_t>> Modes::by_component(const std::set<std::uint32_t>& modes) const {
  std::map<std::size_t, std::set<std::uint32_t>> parts;
  for (const std::uint32_t mode : modes)
    if (const auto place = places_.find(mode); place != places_.end()) parts[place->second.first].insert(mode);
  std::vector<std::set<std::uint32_t>> all;
  for (auto& [number, part] : parts) all.push_back(std::move(part));
  return all;
}

// The nearest first, and neighbours beside each other.
void Modes::choose(Region& region, const std::set<std::uint32_t>& asked, std::size_t modes_max) const {
  std::set<std::uint32_t> chosen = asked, last = asked;
  while (!last.empty()) {
    std::set<std::uint32_t> next;
    for (const std::uint32_t mode : last)
      for (const std::uint32_t other : depends_.at(mode))
        if (!chosen.contains(other)) next.insert(other);
    region.is_exact = chosen.size() + next.size() <= modes_max;
    if (!region.is_exact) break;
    chosen.insert(next.begin(), next.end());
    last = std::move(next);
  }
  if (!region.is_exact)
    region.limit = fmt::format("which windows and stops can be on together: more than {} depend on each other", kModesMax);
  region.modes.assign(chosen.begin(), chosen.end());
  std::sort(region.modes.begin(), region.modes.end(), [&](auto a, auto b) { return places_.at(a) < places_.at(b); });
  for (Variable v = 0; v < region.modes.size(); ++v) region.names[region.modes[v]] = v;
}

Modes::Region& Modes::region(const std::set<std::uint32_t>& asked) {
  if (const auto known = regions_.find(asked); known != regions_.end()) return known->second;
  Region made = make_region(asked, kModesMax);
  if (made.reachable == kTrue && !made.is_exact) made = make_region(asked, std::max(kModesFew, asked.size()));
  return regions_.emplace(asked, std::move(made)).first->second;
}

Modes::Region Modes::make_region(const std::set<std::uint32_t>& asked, std::size_t modes_max) {
  Region region;
  choose(region, asked, modes_max);
  region.space = std::make_unique<Space>(kNodesMax);
  Renamed renamed(space_, *region.space, region.names);
  for (const Turn& turn : turns_.turns) {
    if (!region.names.contains(turn.mode)) continue;
    Node guard = turn.guard, alone = turn.guard;
    for (const Variable other : space_.variables_of(turn.guard)) {
      if (region.names.contains(other)) continue;
      guard = space_.anything_of(guard, other);
      alone = space_.restricted(alone, other, 1, 0);
    }
    region.turns.push_back({region.names.at(turn.mode), turn.on, renamed(guard), turn.who, turn.cell, turn.depths});
    region.alone.push_back(renamed(alone));
  }
  Node start = kTrue;
  for (Variable v = static_cast<Variable>(region.modes.size()); v-- > 0;)
    start = region.space->both(start, literal(*region.space, v, false));
  region.reachable = closed(region, start);
  return region;
}

// All that follows from `states` by turns. Tries the turns in rounds until none leads to anything new.
Node Modes::closed(Region& region, Node states) const {
  Space& space = *region.space;
  std::size_t images = 0;
  for (bool is_new = true; is_new;) {
    is_new = false;
    for (const Turn& turn : region.turns) {
      const Node from = space.both(states, turn.guard);
      const Node to = space.both(space.anything_of(from, turn.mode), literal(space, turn.mode, turn.on));
      const Node all = space.either(states, to);
      is_new = is_new || all != states;
      states = all;
      if (!space.has_overflowed() && ++images <= kImagesMax) continue;
      region.is_exact = false;
      region.limit = fmt::format("which windows and stops can be on together: more than {}",
                                 space.has_overflowed() ? fmt::format("{} nodes", kNodesMax) : fmt::format("{} turns", kImagesMax));
      return kTrue;
    }
  }
  return states;
}

Node Modes::shadow(Region& region, const State& is_kept) const {
  if (region.reachable == kTrue) return kTrue;
  const auto [entry, is_new] = region.shadows.try_emplace(is_kept, kTrue);
  if (!is_new) return entry->second;
  Node f = region.reachable;
  for (Variable v = static_cast<Variable>(is_kept.size()); v-- > 0;)
    if (!is_kept[v]) f = region.space->anything_of(f, v);
  if (!region.space->has_overflowed()) entry->second = f;
  return entry->second;
}

Node Modes::occurring(prove::CellLogic& logic) {
  std::map<std::uint32_t, std::uint32_t> slots;  // by mode
  std::set<std::uint32_t> modes;
  for (std::uint32_t number = 0; number < logic.slots().size(); ++number)
    if (logic.slots()[number].kind == prove::SlotKind::switch_on)
      slots[logic.slots()[number].id] = number, modes.insert(logic.slots()[number].id);
  Node all = kTrue;
  for (const std::set<std::uint32_t>& asked : by_component(modes)) {
    if (asked.size() > kAskedMax) continue;
    Region& here = region(asked);
    State is_kept(here.modes.size());
    for (const std::uint32_t mode : asked) is_kept[here.names.at(mode)] = true;
    std::map<Node, Node> known{{kFalse, kFalse}, {kTrue, kTrue}};
    const auto carry = [&](const auto& self, Node node) -> Node {
      if (const auto found = known.find(node); found != known.end()) return found->second;
      const Space::Branches branches = here.space->branches(node);
      const std::uint32_t slot = slots.at(here.modes[branches.variable]);
      const Node on = self(self, branches.yes), off = self(self, branches.no);
      bdd::Space& space = logic.space();
      // A request that does not say whether it is on occurs in either state.
      return known[node] = space.ite(logic.chosen(slot, prove::kSwitchOn), on,
                                     space.ite(logic.chosen(slot, prove::kSwitchOff), off, space.either(on, off)));
    };
    all = logic.space().both(all, carry(carry, shadow(here, is_kept)));
  }
  return all;
}

// What a step asks about the modes of all, and `with_sessions` about those of its session, which are off again in the next one. The rest
// of its request says "off" of what may as well be on.
std::vector<Modes::Asked> Modes::asked(const Story& story, bool with_sessions) {
  std::vector<Asked> asked(story.size());
  if (places_.empty()) return asked;
  for (std::size_t i = 0; i < story.size(); ++i) {
    const Step& step = story[i];
    prove::ProofCell cell = proof_.cells()[step.act.cell];
    cell.who = step.act.who;
    const prove::CellLogic logic = proof_.logic(cell);
    for (const prove::Slot& slot : logic.slots()) {
      if (slot.kind != prove::SlotKind::switch_on || !places_.contains(slot.id)) continue;
      const model::Switch& mode = proof_.model().switches[slot.id];
      const auto value = step.shown.request.switches.find(mode.name);
      if (value == step.shown.request.switches.end() || value->second == text::Truth::unknown) continue;
      if (!mode.keys.empty() && !with_sessions) continue;
      asked[i][slot.id] = value->second == text::Truth::yes;
    }
    if (!step.crosses || step.crosses->kind != EdgeKind::passage) continue;
    const base::SwitchId turned = step.crosses->switch_id;
    if (places_.contains(turned.value) && (with_sessions || proof_.model().switches[turned.index()].keys.empty()))
      asked[i][turned.value] = !step.crosses->turns_on;
  }
  return asked;
}

std::vector<Modes::Region*> Modes::regions_of(const std::vector<Asked>& asked) {
  std::set<std::uint32_t> modes;
  for (const Asked& step : asked)
    for (const auto& [mode, on] : step) modes.insert(mode);
  std::vector<Region*> regions;
  for (const std::set<std::uint32_t>& part : by_component(modes)) regions.push_back(&region(part));
  return regions;
}

std::optional<Conflict> Modes::conflict_in(Region& region, const Story& story, const std::vector<Asked>& asked) const {
  Space& space = *region.space;
  Node states = region.reachable;
  Conflict conflict{"the windows and stops that its steps need cannot be on in this order", {}};
  for (const Asked& step : asked) {
    Asked& needed = conflict.needed.emplace_back();
    for (const auto& [mode, on] : step)
      if (const auto name = region.names.find(mode); name != region.names.end()) {
        states = space.both(states, literal(space, name->second, on));
        needed[mode] = on;
      }
    if (states == kFalse) return conflict;
    states = closed(region, states);
  }
  if (region.is_exact || walk(region, story, asked)) return std::nullopt;
  return Conflict{region.limit, {}};
}

std::optional<Conflict> Modes::conflict(const Story& story) {
  const std::vector<Asked> asked_of_steps = asked(story);
  for (Region* const region : regions_of(asked_of_steps))
    if (auto found = conflict_in(*region, story, asked_of_steps)) return found;
  return std::nullopt;
}

}  // namespace envelope::reach
