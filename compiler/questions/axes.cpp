#include "compiler/questions/axes.h"

#include <algorithm>

namespace envelope::questions {
namespace {

using text::Truth;

bool is_of_a_set(const prove::Slot& slot) {
  return slot.is_member || slot.type.is_set || slot.kind == prove::SlotKind::label || slot.kind == prove::SlotKind::labels_known;
}

Axis axis_of(prove::CellLogic& logic, const prove::Slot& slot) {
  Axis axis{&slot, slot.atoms, {}};
  for (std::size_t i = 0; i < slot.codes.size(); ++i) {
    const prove::SlotCode& code = slot.codes[i];
    std::vector<bool> only(slot.codes.size());
    only[i] = true;
    axis.parts.push_back({logic.space().of_number(slot.first_bit, slot.bits, only), code.truths, code.is_absent, code.number});
  }
  return axis;
}

Axis axis_of(prove::CellLogic& logic, model::AtomId atom) {
  const prove::CellLogic::Pair pair = logic.atom_pair(atom);
  bdd::Space& space = logic.space();
  Axis axis{nullptr, {atom}, {}};
  axis.parts.push_back({space.negation(pair.may), {Truth::no}, false, 0});
  axis.parts.push_back({pair.must, {Truth::yes}, false, 1});
  axis.parts.push_back({space.without(pair.may, pair.must), {Truth::unknown}, true, 0});
  std::erase_if(axis.parts, [](const Part& part) { return part.where == bdd::kFalse; });
  return axis;
}

}  // namespace

std::vector<Axis> axes_of(prove::CellLogic& logic) {
  std::vector<Axis> axes;
  std::vector<model::AtomId> seen;
  for (const prove::Slot& slot : logic.slots()) {
    if (!is_of_a_set(slot)) {
      axes.push_back(axis_of(logic, slot));
      continue;
    }
    for (const model::AtomId atom : slot.atoms) {
      if (std::find(seen.begin(), seen.end(), atom) != seen.end()) continue;
      seen.push_back(atom);
      axes.push_back(axis_of(logic, atom));
    }
  }
  return axes;
}

bdd::Node where(bdd::Space& space, const Axis& axis, const Parts& parts) {
  if (are_all(parts)) return bdd::kTrue;
  bdd::Node node = bdd::kFalse;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i]) node = space.either(node, axis.parts[i].where);
  return node;
}

bool are_all(const Parts& parts) {
  return std::all_of(parts.begin(), parts.end(), [](bool is_in) { return is_in; });
}

}  // namespace envelope::questions
