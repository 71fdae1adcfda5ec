// One text attribute of a cell at one text: what checks ask that compare what two rules, or two cells, say about the same text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/automata/classes.h"
#include "compiler/prove/formula.h"
#include "compiler/request/request.h"

namespace envelope::prove {

// A text attribute as one cell sees it. `logic` must outlive the object.
class AttributeTexts {
 public:
  // `attribute` is declared by the action of the cell, a text and no set.
  AttributeTexts(CellLogic& logic, model::AttributeId attribute);

  [[nodiscard]] const std::string& name() const;
  // Whether any rule of the cell asks about the attribute.
  [[nodiscard]] bool is_asked() const { return slot_.has_value(); }
  // The slot, where is_asked().
  [[nodiscard]] const Slot& slot() const { return logic_.slots()[*slot_]; }
  [[nodiscard]] std::uint32_t slot_number() const { return *slot_; }

  // The code of a canonical text, where is_asked(). Nothing: no class of the slot answers so, which is a fault of ours.
  [[nodiscard]] std::optional<std::uint32_t> code_of(const std::string& text) const;
  // The attribute answers as `text` does. Of an attribute nobody asks about: always.
  [[nodiscard]] std::optional<Formula> says(const std::string& text) const;

 private:
  CellLogic& logic_;
  model::AttributeId attribute_;
  std::optional<std::uint32_t> slot_;
};

// The questions that rules of a cell put to a text attribute, without its logic.
[[nodiscard]] std::vector<automata::TextAtom> texts_asked(const model::PolicyModel& model, const ProofCell& cell,
                                                          model::AttributeId attribute);

// Of the rules of a cell of this role and level, the first in reading order whose condition holds for
// `request`; a default only where no other does.
[[nodiscard]] std::optional<model::StatementId> deciding(const model::PolicyModel& model, const ProofCell& cell,
                                                         const request::Request& request, model::Effect level);

}  // namespace envelope::prove
