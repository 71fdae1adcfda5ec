// The kinds of atoms there are: what stands on the left, of which type, compared how.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "compiler/check/typed_expr.h"

namespace envelope::differential {

// `attribute Count in_range`, `fact [agent] has`, `time of day less`
[[nodiscard]] std::string atom_name(const check::TypedAtom& atom);

struct AtomShape {
  std::string name;
  std::array<bool, 3> occurs;   // can be no, unknown, yes (in the order of text::Truth)
  bool may_be_negated = false;  // has a spelling with `not` of its own
};

// Every kind of atom that the random policies are to contain.
[[nodiscard]] std::vector<AtomShape> all_atom_shapes();

}  // namespace envelope::differential
