#include "compiler/reach/handover.h"

namespace envelope::reach {

using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::Slot;
using prove::SlotKind;

namespace {

constexpr std::uint32_t kHeld = 1;  // the code of a label that is held

// Where `f` holds for the labels there are, or for more.
Node with_more_labels(CellLogic& logic, Node f) {
  for (const Slot& slot : logic.slots())
    if (slot.kind == SlotKind::label) f = logic.space().either(f, logic.space().restricted(f, slot.first_bit, slot.bits, kHeld));
  return f;
}

// The least choice within `f` that is as `shared` where no session differs, and holds the labels that `shared` holds.
Choice holding(CellLogic& logic, Node f, const Choice& shared, bool may_hold_more) {
  const std::vector<Slot>& slots = logic.slots();
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i].kind == SlotKind::label && (shared[i] == kHeld || !may_hold_more)) kept.push_back(i);
  for (const std::size_t i : kept) f = logic.space().restricted(f, slots[i].first_bit, slots[i].bits, shared[i]);
  Choice choice = within(logic, f, shared);
  for (const std::size_t i : kept) choice[i] = shared[i];
  return choice;
}

}  // namespace

// What is allowed to a session whose labels are not known is allowed whatever they are.
Node by_labels(CellLogic& logic, Node f) {
  std::vector<bool> is_free = session_slots(logic);
  for (std::size_t i = 0; i < is_free.size(); ++i) {
    const Slot& slot = logic.slots()[i];
    if (slot.kind == SlotKind::label) is_free[i] = false;
    if (slot.kind == SlotKind::labels_known) f = logic.space().restricted(f, slot.first_bit, slot.bits, 0);
  }
  return logic.somewhere(at_top(logic, f), is_free);
}

Handover::Handover(CellLogic& asks, Node asking, CellLogic& acts, Node acting)
    : asks_(asks),
      acts_(acts),
      asking_(asking),
      acting_(acting),
      where_(asks.space().both(by_labels(asks, asking), with_more_labels(acts, by_labels(acts, acting)))) {}

std::pair<request::Request, request::Request> Handover::least(Node f) const {
  const Choice shared = asks_.least(f);
  return {prove::request_of(asks_, holding(asks_, asking_, shared, false)),
          prove::request_of(acts_, holding(acts_, acting_, shared, true))};
}

}  // namespace envelope::reach
