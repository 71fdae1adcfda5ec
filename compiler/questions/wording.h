// Parts of an axis as a condition in the language.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/axes.h"
#include "compiler/questions/spell_atom.h"

namespace envelope::questions {

// A condition, and the word its items are joined by: a chain needs parentheses where it stands in a chain of the other word.
struct Wording {
  enum class Chain : std::uint8_t { none, all, any } chain{};
  std::string text;
};

// The condition that is certainly true exactly for requests with one of `parts`, which are neither none nor all. Nothing where no condition
// says it: what is not known cannot be asked for.
[[nodiscard]] std::optional<Wording> words_of(const prove::CellLogic& logic, const Axis& axis, const Parts& parts);

// ---- parts ----
// Texts joined by the word of the chain.
[[nodiscard]] Wording chain_of(const std::vector<std::string>& texts, Wording::Chain chain);
// The type of what the axis is about. The axis must have an atom.
[[nodiscard]] const model::Type& type_of(const model::PolicyModel& model, const Axis& axis);
// Stretches of numbers, with the comparisons the policy uses at their ends: wording_numbers.cpp.
[[nodiscard]] Wording by_numbers(const Speech& speech, const Axis& axis, const Parts& parts);
// Members by name, or those it is not: wording_members.cpp.
[[nodiscard]] std::optional<Wording> by_members(const prove::CellLogic& logic, const Axis& axis, const Parts& parts);

}  // namespace envelope::questions
