// The text atoms of a policy in groups, each decided by one run of an automaton.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/automata/compile.h"
#include "compiler/model/policy_model.h"

namespace envelope::table {

struct TextGroups {
  std::vector<automata::Group> groups;
  std::vector<std::uint32_t> operand;    // by AtomId: group << 8 | atom of the group; kNoText for other atoms
  std::vector<model::AtomId> too_large;  // atoms that no matcher within the limits can decide
};
inline constexpr std::uint32_t kNoText = UINT32_MAX;

// Whether the atom asks about a text.
[[nodiscard]] bool is_text_atom(const model::Atom& atom);
// A text atom as automata know it.
[[nodiscard]] automata::TextAtom automata_atom(const model::Atom& atom);

// Groups for those text atoms of which `is_wanted` (by AtomId) says so. Atoms stand in one group when they ask about one attribute and
// speak of the same principals: so a decision runs few automata, and what a tier shares is shared in the table.
[[nodiscard]] TextGroups group_texts(const model::PolicyModel& model, const std::vector<bool>& is_wanted);

}  // namespace envelope::table
