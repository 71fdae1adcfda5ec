#include "compiler/prove/attribute_texts.h"

#include <algorithm>

#include "compiler/model/truth.h"
#include "compiler/prove/witness.h"

namespace envelope::prove {

using text::Truth;

AttributeTexts::AttributeTexts(const CellLogic& logic, model::AttributeId attribute) : logic_(logic), attribute_(attribute) {
  for (std::uint32_t i = 0; i < logic.slots().size(); ++i) {
    const Slot& slot = logic.slots()[i];
    if (slot.kind != SlotKind::attribute || slot.id != attribute.value) continue;
    if (slot.is_member)
      members_.push_back(i);
    else
      (slot.type.is_set ? presence_ : slot_) = i;
  }
}

const std::string& AttributeTexts::name() const { return logic_.model().attributes[attribute_.index()].name; }

bool AttributeTexts::is_set() const { return logic_.model().attributes[attribute_.index()].type.is_set; }

std::vector<Truth> AttributeTexts::truths_of(const Slot& slot, const request::RawValue& value) const {
  const model::PolicyModel& model = logic_.model();
  request::Request request = least_request(model, logic_.cell());
  request.attributes[name()] = value;
  std::vector<Truth> truths;
  for (const model::AtomId atom : slot.atoms) truths.push_back(model::atom_truth(model, atom, request, logic_.cell().who));
  return truths;
}

std::optional<std::uint32_t> AttributeTexts::code_of(const std::string& text) const {
  const std::vector<Truth> truths = truths_of(slot(), text);
  for (std::uint32_t code = 0; code < slot().codes.size(); ++code)
    if (!slot().codes[code].is_absent && slot().codes[code].truths == truths) return code;
  return std::nullopt;
}

std::optional<std::vector<PinnedSlot>> AttributeTexts::naming(const std::string& text) const {
  std::vector<PinnedSlot> pins;
  if (slot_) {
    const auto code = code_of(text);
    if (!code) return std::nullopt;
    pins.push_back({*slot_, *code});
  }
  if (presence_) pins.push_back({*presence_, kSetGiven});
  if (members_.empty()) return pins;
  const std::vector<Truth> truths = truths_of(logic_.slots()[members_.front()], request::MemberList{{text}});
  const auto is_its_kind = [&](std::uint32_t member) { return logic_.slots()[member].codes[kMemberIn].truths == truths; };
  const auto kind = std::find_if(members_.begin(), members_.end(), is_its_kind);
  if (kind != members_.end())
    pins.push_back({*kind, kMemberIn});
  else if (std::any_of(truths.begin(), truths.end(), [](Truth truth) { return truth != Truth::no; }))
    return std::nullopt;
  return pins;
}

std::optional<Formula> AttributeTexts::says(const std::string& text) const {
  const auto pins = naming(text);
  if (!pins) return std::nullopt;
  std::vector<Formula> formulas;
  for (const PinnedSlot& pin : *pins) formulas.push_back(chosen(pin.slot, pin.code));
  return all(std::move(formulas));
}

void AttributeTexts::say(request::Request& request, const std::string& text) const {
  request::RawValue& value = request.attributes[name()];
  if (!is_set()) return void(value = text);
  if (!std::holds_alternative<request::MemberList>(value)) value = request::MemberList{};
  for (const PinnedSlot& pin : naming(text).value_or(std::vector<PinnedSlot>{}))
    if (const Slot& slot = logic_.slots()[pin.slot]; slot.is_member)
      std::erase(std::get<request::MemberList>(value).members, slot.codes[pin.code].text);
  add_text(value, text);
}

void add_text(request::RawValue& value, const std::string& text) {
  auto* set = std::get_if<request::MemberList>(&value);
  if (set == nullptr) return void(value = text);
  set->members.push_back(text);
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
