// What an answer can speak of in one cell, and into which parts each of these things falls.
//
// An axis is one thing a request says: a value, whether a switch is on, whether a set holds a member. Its parts are what the cell can tell
// apart about it; every request is in exactly one part of each axis, and requests in the same parts are decided alike. Parts of an axis are
// functions over the codes of the cell (prove/logic.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/prove/logic.h"

namespace envelope::questions {

struct Part {
  bdd::Node where = bdd::kFalse;
  std::vector<text::Truth> truths;  // of the axis' atoms
  bool is_absent = false;           // the request does not say
  std::int64_t number = 0;          // as prove::SlotCode: the least number, a member
};

// Which parts of an axis, by their numbers.
using Parts = std::vector<bool>;

struct Axis {
  const prove::Slot* slot = nullptr;  // nullptr: `atoms` is one atom, whose parts are no, yes and, where possible, unknown
  std::vector<model::AtomId> atoms;
  std::vector<Part> parts;
};

// All axes of the cell in the order of its slots: attributes as declared, then facts, switches, labels and the rest. Sets and labels have
// an axis for each atom: what they hold has no code of its own that an atom could name. `logic` must outlive the answer and have no
// limit().
[[nodiscard]] std::vector<Axis> axes_of(prove::CellLogic& logic);

// Where the axis has one of these parts.
[[nodiscard]] bdd::Node where(bdd::Space& space, const Axis& axis, const Parts& parts);

[[nodiscard]] bool are_all(const Parts& parts);

}  // namespace envelope::questions
