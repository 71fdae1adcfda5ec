// One text attribute of a cell at one text: what checks ask that compare what two rules, or two cells, say about the same text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/automata/classes.h"
#include "compiler/prove/formula.h"
#include "compiler/request/request.h"

namespace envelope::prove {

// A slot of a logic that has one of its codes.
struct PinnedSlot {
  std::uint32_t slot = 0, code = 0;
};

// A text attribute as one cell sees it, or a set of texts. `logic` must outlive the object.
class AttributeTexts {
 public:
  // `attribute` is declared by the action of the cell.
  AttributeTexts(const CellLogic& logic, model::AttributeId attribute);

  [[nodiscard]] const std::string& name() const;
  // Whether the attribute is no set, and any rule of the cell asks about it.
  [[nodiscard]] bool is_asked() const { return slot_.has_value(); }
  // The slot, where is_asked().
  [[nodiscard]] const Slot& slot() const { return logic_.slots()[*slot_]; }
  [[nodiscard]] std::uint32_t slot_number() const { return *slot_; }

  // The code of a canonical text, where is_asked(). Nothing: no class of the slot answers so, which is a fault of ours.
  [[nodiscard]] std::optional<std::uint32_t> code_of(const std::string& text) const;
  // What a request has in common with all that name `text`: of a set, that it holds the text, whatever else it holds. Nothing as for
  // code_of().
  [[nodiscard]] std::optional<std::vector<PinnedSlot>> naming(const std::string& text) const;
  // The attribute answers as `text` does; a set holds one that does. Of an attribute nobody asks about: always.
  [[nodiscard]] std::optional<Formula> says(const std::string& text) const;
  // Makes a request that has the codes of naming() name `text` itself. What else a set holds stays.
  void say(request::Request& request, const std::string& text) const;

  // Of a set: whether the request gives one at all, where that is a question, and one slot for each kind of members.
  [[nodiscard]] const std::optional<std::uint32_t>& presence() const { return presence_; }
  [[nodiscard]] const std::vector<std::uint32_t>& members() const { return members_; }
  [[nodiscard]] bool is_set() const;

 private:
  [[nodiscard]] std::vector<text::Truth> truths_of(const Slot& slot, const request::RawValue& value) const;

  const CellLogic& logic_;
  model::AttributeId attribute_;
  std::optional<std::uint32_t> slot_, presence_;
  std::vector<std::uint32_t> members_;
};

// The questions that rules of a cell put to a text attribute, without its logic.
[[nodiscard]] std::vector<automata::TextAtom> texts_asked(const model::PolicyModel& model, const ProofCell& cell,
                                                          model::AttributeId attribute);

// Of the rules of a cell of this role and level, the first in reading order whose condition holds for
// `request`; a default only where no other does.
[[nodiscard]] std::optional<model::StatementId> deciding(const model::PolicyModel& model, const ProofCell& cell,
                                                         const request::Request& request, model::Effect level);

// Makes `value`, a text or a set of texts, name `text`: the former is replaced, the latter holds it as well.
void add_text(request::RawValue& value, const std::string& text);

}  // namespace envelope::prove
