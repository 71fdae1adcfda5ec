#include "compiler/prove/attribute_texts.h"

#include <algorithm>

#include "compiler/model/truth.h"
#include "compiler/prove/witness.h"

namespace envelope::prove {

using text::Truth;

AttributeTexts::AttributeTexts(CellLogic& logic, model::AttributeId attribute) : logic_(logic), attribute_(attribute) {
  for (std::uint32_t i = 0; i < logic.slots().size(); ++i) {
    const Slot& slot = logic.slots()[i];
    if (slot.kind == SlotKind::attribute && slot.id == attribute.value && !slot.is_member && !slot.type.is_set) slot_ = i;
  }
}

const std::string& AttributeTexts::name() const { return logic_.model().attributes[attribute_.index()].name; }

std::optional<std::uint32_t> AttributeTexts::code_of(const std::string& text) const {
  const model::PolicyModel& model = logic_.model();
  request::Request request = least_request(model, logic_.cell());
  request.attributes[name()] = text;
  std::vector<Truth> truths;
  for (const model::AtomId atom : slot().atoms) truths.push_back(model::atom_truth(model, atom, request, logic_.cell().who));
  for (std::uint32_t code = 0; code < slot().codes.size(); ++code)
    if (!slot().codes[code].is_absent && slot().codes[code].truths == truths) return code;
  return std::nullopt;
}

std::optional<Formula> AttributeTexts::says(const std::string& text) const {
  if (!is_asked()) return all({});
  const auto code = code_of(text);
  return code ? std::optional(chosen(*slot_, *code)) : std::nullopt;
}

std::vector<automata::TextAtom> texts_asked(const model::PolicyModel& model, const ProofCell& cell, model::AttributeId attribute) {
  std::vector<model::GuardId> guards;
  for (const CellRule& rule : cell.rules) guards.push_back(rule.guard);
  std::vector<automata::TextAtom> texts;
  for (const model::AtomId id : atoms_of(model, guards)) {
    const model::Atom& atom = model.atoms[id.index()];
    if (atom.kind == model::AtomKind::attribute && atom.attribute == attribute) texts.push_back(text_atom(atom));
  }
  return texts;
}

std::optional<model::StatementId> deciding(const model::PolicyModel& model, const ProofCell& cell, const request::Request& request,
                                           model::Effect level) {
  std::optional<model::StatementId> first, first_default;
  for (const CellRule& rule : cell.rules) {
    if (rule.level != level) continue;
    const bool is_grant = rule.role == RuleRole::grant || rule.role == RuleRole::default_grant;
    const Truth truth = model::guard_truth(model, rule.guard, request, cell.who);
    if (truth == Truth::no || (is_grant && truth != Truth::yes)) continue;
    const bool is_default = rule.role == RuleRole::default_grant || rule.role == RuleRole::default_cap;
    auto& known = is_default ? first_default : first;
    if (!known || model.statements[rule.statement.index()].span < model.statements[known->index()].span) known = rule.statement;
  }
  return first ? first : first_default;
}

}  // namespace envelope::prove
