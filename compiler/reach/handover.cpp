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

// The labels that another session must hold as well, or exactly those.
std::vector<std::size_t> kept_labels(const CellLogic& logic, const Choice& shared, bool may_hold_more) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < shared.size(); ++i)
    if (logic.slots()[i].kind == SlotKind::label && (shared[i] == kHeld || !may_hold_more)) kept.push_back(i);
  return kept;
}

Node with_labels(CellLogic& logic, Node f, const Choice& shared, const std::vector<std::size_t>& kept) {
  for (const std::size_t i : kept) f = logic.space().restricted(f, logic.slots()[i].first_bit, logic.slots()[i].bits, shared[i]);
  return f;
}

Choice as_in(Choice choice, const Choice& shared, const std::vector<std::size_t>& kept) {
  for (const std::size_t i : kept) choice[i] = shared[i];
  return choice;
}

// What is allowed to a session whose labels are not known is allowed whatever they are.
Node by_labels_at(CellLogic& logic, Node f, std::uint32_t depth) {
  std::vector<bool> is_free = session_slots(logic);
  for (std::size_t i = 0; i < is_free.size(); ++i) {
    const Slot& slot = logic.slots()[i];
    if (slot.kind == SlotKind::label) is_free[i] = false;
    if (slot.kind == SlotKind::labels_known) f = logic.space().restricted(f, slot.first_bit, slot.bits, 0);
  }
  return logic.somewhere(at_depth(logic, f, depth), is_free);
}

}  // namespace

Node by_labels(CellLogic& logic, Node f) { return by_labels_at(logic, f, 0); }

Handover::Handover(CellLogic& asks, const Depths& depths, base::Effect level, Node asking, CellLogic& acts, Node acting)
    : asks_(asks), acts_(acts), depths_(depths), asking_(asking), acting_(acting), done_(with_more_labels(acts, by_labels(acts, acting))) {
  for (const Stand& stand : stands(asks, depths))
    if (stand.spawning >= level) where_ = asks.space().either(where_, where_at(stand));
}

Node Handover::where_at(const Stand& stand) const { return asks_.space().both(by_labels_at(asks_, asking_, stand.depth), done_); }

HandedOver Handover::least(Node f) const {
  const Choice shared = asks_.least(f);
  const auto sent = kept_labels(asks_, shared, false), held = kept_labels(acts_, shared, true);
  const Placed placed = placed_within(asks_, depths_, with_labels(asks_, asking_, shared, sent), shared);
  const Choice choice = as_in(placed.choice, shared, sent);
  const Choice acted = as_in(within(acts_, with_labels(acts_, acting_, shared, held), shared), shared, held);
  return {prove::request_of(asks_, choice), prove::request_of(acts_, acted), choice, placed.stand};
}

}  // namespace envelope::reach
