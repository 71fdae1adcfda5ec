// One atom of the model as the language writes it, to be read back.
#pragma once

#include <string>

#include "compiler/model/policy_model.h"

namespace envelope::questions {

// Where a condition is read: an attribute of the action hides a fact of the same name.
struct Speech {
  const model::PolicyModel& model;
  base::ActionId action;
};

// An atom, or that it is not so.
struct Literal {
  model::AtomId atom;
  bool is_negated = false;
  auto operator<=>(const Literal&) const = default;
};

// `branch matches "feature/**"`, `to is not production`, `amount <= $100` for "not amount > $100". Times of day and days are those of the
// atom's zone, which the text says only where the policy reads several clocks: the language has no word for it.
[[nodiscard]] std::string spell_literal(const Speech& speech, const Literal& literal);
[[nodiscard]] std::string spell_literal(const Speech& speech, const model::Atom& atom, bool is_negated);

// A number, member or name of this type: `$5.5`, `production`.
[[nodiscard]] std::string spell_number(const model::PolicyModel& model, const model::Type& type, std::int64_t number);

// What stands on the left of atoms of this kind: `branch`, `depth`, `in exploration`; `the fact amount` where the language has no word for
// it, because an attribute hides it.
[[nodiscard]] std::string spell_left(const Speech& speech, const model::Atom& atom);

}  // namespace envelope::questions
