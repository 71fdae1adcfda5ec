#include "compiler/reach/authority.h"

#include <algorithm>

#include "compiler/prove/surroundings.h"
#include "compiler/reach/subagents.h"

namespace envelope::reach {

using base::Effect;
using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::ProofCell;
using prove::SlotKind;

namespace {

std::uint64_t key_of(base::PrincipalId who, base::ActionId action) { return std::uint64_t{who.value} << 32U | action.value; }

// Guards of both, and slots for whatever grants a capability that one of them may lack.
prove::Beside beside_of(const model::PolicyModel& model, const std::vector<const ProofCell*>& cells,
                        const std::vector<model::GuardId>& more) {
  prove::Beside beside{more, {}, true};
  for (const ProofCell* cell : cells)
    for (const prove::CellRule& rule : cell->rules) beside.guards.push_back(rule.guard);
  std::sort(beside.guards.begin(), beside.guards.end());
  beside.guards.erase(std::unique(beside.guards.begin(), beside.guards.end()), beside.guards.end());
  for (const model::AtomId id : prove::atoms_of(model, beside.guards)) {
    if (model.atoms[id.index()].kind != model::AtomKind::capability) continue;
    for (std::uint32_t i = 0; i < model.switches.size(); ++i) {
      const auto& grants = model.switches[i].grants;
      if (std::find(grants.begin(), grants.end(), model.atoms[id.index()].capability) != grants.end())
        beside.wishes.switches.push_back({i});
    }
  }
  beside.wishes.tells_members_apart = true;
  return beside;
}

}  // namespace

CellIndex::CellIndex(const prove::Proof& proof) : own_(proof.model().principals.size()) {
  for (std::uint32_t number = 0; number < proof.cells().size(); ++number) {
    const ProofCell& cell = proof.cells()[number];
    for (const base::PrincipalId who : cell.principals) {
      if (cell.requested.is_valid()) {
        edges_[key_of(who, cell.action)].emplace_back(cell.requested.value, number);
      } else {
        cells_[key_of(who, cell.action)] = number;
        own_[who.index()].push_back(number);
      }
    }
  }
}

std::optional<std::uint32_t> CellIndex::find(base::PrincipalId who, base::ActionId action, base::PrincipalId requested) const {
  if (requested.is_valid()) {
    const auto edges = edges_.find(key_of(who, action));
    if (edges == edges_.end()) return std::nullopt;
    for (const auto& [whom, cell] : edges->second)
      if (whom == requested.value) return cell;
    return std::nullopt;
  }
  const auto cell = cells_.find(key_of(who, action));
  return cell == cells_.end() ? std::nullopt : std::optional(cell->second);
}

bool asks_for_self(const model::PolicyModel& model, const ProofCell& cell) {
  std::vector<model::GuardId> guards;
  for (const prove::CellRule& rule : cell.rules) guards.push_back(rule.guard);
  const std::vector<model::AtomId> atoms = prove::atoms_of(model, guards);
  return std::any_of(atoms.begin(), atoms.end(),
                     [&](model::AtomId id) { return model.atoms[id.index()].op == model::AtomOperator::is_self; });
}

bool tells_apart(const prove::Proof& proof, const ProofCell& cell) {
  return (proof.surroundings() != nullptr && proof.surroundings()->tells_apart()) || asks_for_self(proof.model(), cell);
}

std::vector<std::vector<base::PrincipalId>> alike(const prove::Proof& proof, const ProofCell& cell,
                                                  const std::vector<base::PrincipalId>& some) {
  if (some.empty()) return {};
  if (!tells_apart(proof, cell)) return {some};
  std::vector<std::vector<base::PrincipalId>> apart;
  for (const base::PrincipalId who : some) apart.push_back({who});
  return apart;
}

std::vector<bool> session_slots(const CellLogic& logic) {
  std::vector<bool> of_session;
  for (const prove::Slot& slot : logic.slots())
    of_session.push_back(slot.kind == SlotKind::labels_known || slot.kind == SlotKind::label || slot.kind == SlotKind::depth ||
                         slot.kind == SlotKind::origin || slot.kind == SlotKind::job);
  return of_session;
}

Node at_top(CellLogic& logic, Node f) {
  for (const prove::Slot& slot : logic.slots()) {
    if (slot.kind != SlotKind::depth) continue;
    for (std::uint32_t code = 0; code < slot.codes.size(); ++code)
      if (slot.codes[code].number == 0 && !slot.codes[code].is_absent) return logic.space().restricted(f, slot.first_bit, slot.bits, code);
  }
  return f;
}

std::optional<std::uint32_t> switch_slot(const CellLogic& logic, base::SwitchId mode) {
  const auto& slots = logic.slots();
  for (std::uint32_t number = 0; number < slots.size(); ++number)
    if (slots[number].kind == SlotKind::switch_on && slots[number].id == mode.value) return number;
  return std::nullopt;
}

Node in_state(CellLogic& logic, Node f, base::SwitchId mode, bool on) {
  const auto number = switch_slot(logic, mode);
  if (!number) return f;
  const prove::Slot& slot = logic.slots()[*number];
  return logic.space().restricted(f, slot.first_bit, slot.bits, on ? prove::kSwitchOn : prove::kSwitchOff);
}

Node decided(CellLogic& logic, Effect level, const prove::Without& without, const std::vector<base::ApprovalId>& barred) {
  Node f = logic.space().both(logic.at_least(level, without), logic.occurring());
  for (const base::ApprovalId approval : barred) f = logic.space().without(f, logic.needs(approval, without));
  return f;
}

Node able(CellLogic& logic, Effect level, const prove::Without& without, const std::vector<base::ApprovalId>& barred) {
  return logic.somewhere(at_top(logic, decided(logic, level, without, barred)), session_slots(logic));
}

Joint::Joint(prove::Proof& proof, const std::vector<const ProofCell*>& cells, const std::vector<model::GuardId>& more) {
  prove::Beside beside = beside_of(proof.model(), cells, more);
  for (const ProofCell* cell : cells) {
    logics_.push_back(proof.logic(*cell, beside));
    beside.is_first = false;
  }
}

std::string Joint::limit() const {
  for (const CellLogic& logic : logics_)
    if (!logic.limit().empty()) return logic.limit();
  return {};
}

Choice within(CellLogic& logic, Node f, const Choice& shared) {
  const std::vector<bool> of_session = session_slots(logic);
  f = at_top(logic, f);
  for (std::size_t slot = 0; slot < shared.size(); ++slot)
    if (!of_session[slot]) f = logic.space().restricted(f, logic.slots()[slot].first_bit, logic.slots()[slot].bits, shared[slot]);
  Choice choice = logic.least(f);
  for (std::size_t slot = 0; slot < shared.size(); ++slot)
    if (!of_session[slot]) choice[slot] = shared[slot];
  return choice;
}

Node restrained(CellLogic& logic, const prove::Without& without) {
  return logic.somewhere(at_top(logic, logic.capped_below(Effect::ask, without)), session_slots(logic));
}

Difference difference(bdd::Space& space, Node gained, Node ask, Node restrained) {
  const Node unasked = space.without(gained, ask);
  const Node refused = space.both(unasked, restrained);
  if (refused != bdd::kFalse) return {Standing::refused, refused};
  const Node asked = space.without(gained, unasked);
  if (asked != bdd::kFalse) return {Standing::asked, asked};
  return {unasked != bdd::kFalse ? Standing::ungranted : Standing::open, unasked};
}

Gain::Gain(prove::Proof& proof, const ProofCell* first, const ProofCell& second, const Depths& depths, const prove::Without& without) {
  const ProofCell nothing{second.action, second.requested, second.principals, second.who, {}};
  Joint joint(proof, {first != nullptr ? first : &nothing, &second});
  bdd::Space& space = joint[1].space();
  const Node gained = space.without(able(joint[1], depths, Effect::allow, without), able(joint[0], Effect::allow, without));
  const Difference found = difference(space, gained, able(joint[0], Effect::ask, without), restrained(joint[0], without));
  limit_ = joint.limit();
  if (!limit_.empty() || gained == bdd::kFalse) return;
  standing_ = found.standing;
  const Choice shared = joint[1].least(found.where);
  const auto [choice, stand] = placed_within(joint[1], depths, joint[1].at_least(Effect::allow, without), shared);
  request_ = prove::request_of(joint[1], choice);
  depth_ = stand.depth;
}

}  // namespace envelope::reach
