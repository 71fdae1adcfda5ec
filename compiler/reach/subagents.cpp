#include "compiler/reach/subagents.h"

#include <algorithm>
#include <tuple>

namespace envelope::reach {

using base::Effect;
using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::ProofCell;
using prove::Slot;

namespace {

const Slot* depth_slot(const CellLogic& logic) {
  for (const Slot& slot : logic.slots())
    if (slot.kind == prove::SlotKind::depth) return &slot;
  return nullptr;
}

// The depth at which each stretch of depths begins that the cell does not tell apart, ascending.
std::vector<std::uint32_t> beginnings_of(const Slot& slot) {
  std::vector<std::uint32_t> depths;
  for (const prove::SlotCode& code : slot.codes)
    if (!code.is_absent) depths.push_back(static_cast<std::uint32_t>(code.number));
  std::sort(depths.begin(), depths.end());
  return depths;
}

std::uint32_t code_of(const Slot& slot, std::uint32_t depth) {
  std::uint32_t found = 0;
  std::int64_t nearest = -1;
  for (std::uint32_t code = 0; code < slot.codes.size(); ++code) {
    const std::int64_t number = slot.codes[code].number;
    if (slot.codes[code].is_absent || number > depth || number <= nearest) continue;
    found = code;
    nearest = number;
  }
  return found;
}

// How deep subagents run where one at a depth starts the next wherever `f` holds there.
std::uint32_t deepest(CellLogic& logic, Node f) {
  const Slot* slot = depth_slot(logic);
  if (slot == nullptr) return f == bdd::kFalse ? 0 : Depths::kEver;
  for (const std::uint32_t depth : beginnings_of(*slot))
    if (at_depth(logic, f, depth) == bdd::kFalse) return depth;
  return Depths::kEver;
}

}  // namespace

bool asks_for_depth(const model::PolicyModel& model, const ProofCell& cell) {
  std::vector<model::GuardId> guards;
  for (const prove::CellRule& rule : cell.rules) guards.push_back(rule.guard);
  const std::vector<model::AtomId> atoms = prove::atoms_of(model, guards);
  return std::any_of(atoms.begin(), atoms.end(), [&](model::AtomId id) { return model.atoms[id.index()].kind == model::AtomKind::depth; });
}

std::vector<Stand> stands(const CellLogic& logic, const Depths& depths) {
  const Slot* slot = depth_slot(logic);
  if (slot == nullptr) return {Stand{}};
  std::vector<Stand> all;
  for (const std::uint32_t depth : beginnings_of(*slot))
    if (depth <= depths.asked) all.push_back({depth, depth <= depths.unasked ? Effect::allow : Effect::ask});
  return all;
}

Node at_depth(CellLogic& logic, Node f, std::uint32_t depth) {
  const Slot* slot = depth_slot(logic);
  return slot == nullptr ? f : logic.space().restricted(f, slot->first_bit, slot->bits, code_of(*slot, depth));
}

Choice with_depth(const CellLogic& logic, Choice choice, std::uint32_t depth) {
  if (const Slot* slot = depth_slot(logic)) choice[static_cast<std::size_t>(slot - logic.slots().data())] = code_of(*slot, depth);
  return choice;
}

Node standing(CellLogic& logic, Node f, const Stand& stand) {
  return logic.somewhere(at_depth(logic, f, stand.depth), session_slots(logic));
}

Node able_at(CellLogic& logic, const Stand& stand, Effect level, const prove::Without& without,
             const std::vector<base::ApprovalId>& barred) {
  return standing(logic, decided(logic, level, without, barred), stand);
}

Node able(CellLogic& logic, const Depths& depths, Effect level, const prove::Without& without,
          const std::vector<base::ApprovalId>& barred) {
  const Node f = decided(logic, level, without, barred);
  Node all = bdd::kFalse;
  for (const Stand& stand : stands(logic, depths))
    if (stand.spawning >= level) all = logic.space().either(all, standing(logic, f, stand));
  return all;
}

Placed placed_within(CellLogic& logic, const Depths& depths, Node f, const Choice& shared) {
  const std::vector<bool> of_session = session_slots(logic);
  for (std::size_t slot = 0; slot < shared.size(); ++slot)
    if (!of_session[slot]) f = logic.space().restricted(f, logic.slots()[slot].first_bit, logic.slots()[slot].bits, shared[slot]);
  for (const Stand& stand : stands(logic, depths)) {
    const Node here = at_depth(logic, f, stand.depth);
    if (here == bdd::kFalse) continue;
    Choice choice = logic.least(here);
    for (std::size_t slot = 0; slot < shared.size(); ++slot)
      if (!of_session[slot]) choice[slot] = shared[slot];
    return {with_depth(logic, std::move(choice), stand.depth), stand};
  }
  return {within(logic, f, shared), {}};
}

bool is_spawn(const model::Action& action) { return action.kind == model::ActionKind::engine && action.name == "spawn"; }

std::optional<std::uint32_t> spawn_cell(const prove::Proof& proof, const CellIndex& cells, base::PrincipalId who) {
  const auto spawns = [&](std::uint32_t number) { return is_spawn(proof.model().actions[proof.cells()[number].action.index()]); };
  const auto& own = cells.of(who);
  const auto found = std::find_if(own.begin(), own.end(), spawns);
  return found == own.end() ? std::nullopt : std::optional(*found);
}

Subagents::Subagents(prove::Proof& proof, const CellIndex& cells, prove::Without without, std::vector<base::ApprovalId> barred)
    : proof_(proof), cells_(cells), without_(std::move(without)), barred_(std::move(barred)) {}

Depths Subagents::of(base::PrincipalId who) {
  const auto number = spawn_cell(proof_, cells_, who);
  if (!number) return {};
  ProofCell cell = proof_.cells()[*number];
  const bool is_of_all = !tells_apart(proof_, cell);
  if (const auto known = known_.find(*number); is_of_all && known != known_.end()) return known->second;
  cell.who = who;
  CellLogic logic = proof_.logic(cell);
  const Depths depths{deepest(logic, decided(logic, Effect::allow, without_, barred_)),
                      deepest(logic, decided(logic, Effect::ask, without_, barred_))};
  if (!logic.limit().empty()) {
    proof_.give_up({{}, "how deep subagents of `" + proof_.model().principals[who.index()].name + "` run", logic.limit()});
    return {};
  }
  if (is_of_all) known_[*number] = depths;
  return depths;
}

Depths depths_of(prove::Proof& proof, const CellIndex& cells, const Graph& graph, base::PrincipalId who, const prove::Without& without) {
  return without.empty() ? graph.depths[who.index()] : Subagents(proof, cells, without).of(who);
}

Subagents::Parts Subagents::parted(const ProofCell& cell, const std::vector<base::PrincipalId>& some) {
  if (!asks_for_depth(proof_.model(), cell)) return {{Depths{}, some}};
  Parts parts;
  for (const base::PrincipalId who : some) {
    const Depths depths = of(who);
    const auto part = std::find_if(parts.begin(), parts.end(), [&](const auto& one) { return one.first == depths; });
    if (part == parts.end())
      parts.push_back({depths, {who}});
    else
      part->second.push_back(who);
  }
  return parts;
}

}  // namespace envelope::reach
