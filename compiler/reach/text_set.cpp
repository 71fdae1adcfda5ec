#include "compiler/reach/text_set.h"

#include <algorithm>

#include "compiler/model/truth.h"
#include "compiler/model/value.h"

namespace envelope::reach {
namespace {

using automata::TextAtom;
using automata::TextOperator;
using prove::CellLogic;
using prove::Slot;
using text::Truth;

const Slot* slot_of(const CellLogic& logic, model::AttributeId attribute) {
  for (const Slot& slot : logic.slots())
    if (slot.kind == prove::SlotKind::attribute && slot.id == attribute.value && !slot.is_member && !slot.type.is_set) return &slot;
  return nullptr;
}

// What a text that the pattern matches begins with.
std::string beginning_of(const TextAtom& atom, const std::string& pattern) {
  if (pattern.find("//") != std::string::npos || pattern.find("/./") != std::string::npos || pattern.ends_with("/."))
    return {};  // may be written otherwise
  if (atom.op != TextOperator::matches) return pattern;
  std::string beginning = pattern.substr(0, pattern.find_first_of("*?[{\\"));
  while (!beginning.empty() && beginning.back() == '/') beginning.pop_back();
  return beginning;
}

std::vector<std::string> beginnings_of(const TextAtom& atom) {
  std::vector<std::string> all;
  for (const std::string& text : atom.texts) all.push_back(beginning_of(atom, text));
  return all;
}

std::size_t shortest(const std::vector<std::string>& texts) {
  std::size_t size = SIZE_MAX;
  for (const std::string& text : texts) size = std::min(size, text.size());
  return texts.empty() ? 0 : size;
}

// What a set may hold where `f` holds. Nothing bounds it but what `f` makes of its members: asking for one does not keep out others.
TextSet held_texts(CellLogic& logic, const prove::AttributeTexts& texts, prove::Node f, bool alone) {
  TextSet set;
  if (!texts.members().empty())
    for (const model::AtomId id : logic.slots()[texts.members().front()].atoms)
      set.atoms.push_back(prove::text_atom(logic.model().atoms[id.index()]));
  const auto is_held = [&](std::optional<std::uint32_t> held) {
    std::vector<PinnedSlot> pins;
    if (texts.presence()) pins.push_back({*texts.presence(), prove::kSetGiven});
    for (const std::uint32_t member : texts.members())
      if (alone || member == held) pins.push_back({member, member == held ? prove::kMemberIn : prove::kMemberOut});
    return pinned_to(logic, f, pins) != bdd::kFalse;
  };
  for (const std::uint32_t member : texts.members())
    if (is_held(member)) set.rows.push_back(logic.slots()[member].codes[prove::kMemberIn].truths);
  if (is_held(std::nullopt)) set.rows.emplace_back(set.atoms.size(), Truth::no);  // a kind that nobody asks about
  return set;
}

}  // namespace

TextSet texts_of(CellLogic& logic, model::AttributeId attribute, prove::Node f) {
  const prove::AttributeTexts texts(logic, attribute);
  if (texts.is_set()) return held_texts(logic, texts, f, false);
  TextSet set;
  const Slot* slot = slot_of(logic, attribute);
  if (slot == nullptr) {
    if (f != bdd::kFalse) set.rows.emplace_back();
    return set;
  }
  for (const model::AtomId id : slot->atoms) set.atoms.push_back(prove::text_atom(logic.model().atoms[id.index()]));
  for (std::uint32_t code = 0; code < slot->codes.size(); ++code) {
    if (slot->codes[code].is_absent) continue;
    if (logic.space().restricted(f, slot->first_bit, slot->bits, code) != bdd::kFalse) set.rows.push_back(slot->codes[code].truths);
  }
  return set;
}

TextSet lone_texts_of(CellLogic& logic, model::AttributeId attribute, prove::Node f) {
  const prove::AttributeTexts texts(logic, attribute);
  return texts.is_set() ? held_texts(logic, texts, f, true) : texts_of(logic, attribute, f);
}

TextSet matching_paths(const std::vector<std::string>& patterns) {
  return {{{text::Domain::path, TextOperator::matches, patterns}}, {{Truth::yes}}};
}

std::vector<std::string> beginnings(const TextSet& set) {
  std::vector<std::string> all;
  for (const std::vector<Truth>& row : set.rows) {
    std::vector<std::string> best;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] != Truth::yes) continue;
      std::vector<std::string> mine = beginnings_of(set.atoms[i]);
      if (best.empty() || shortest(mine) > shortest(best)) best = std::move(mine);
    }
    if (best.empty()) return {""};
    all.insert(all.end(), best.begin(), best.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool may_meet(const std::string& beginning, const std::string& other) {
  return beginning.size() <= other.size() ? other.starts_with(beginning) : beginning.starts_with(other);
}

Overlap overlap(const TextSet& a, const TextSet& b, prove::Knowledge& knowledge) {
  if (a.is_empty() || b.is_empty()) return {};
  std::vector<TextAtom> atoms = a.atoms;
  atoms.insert(atoms.end(), b.atoms.begin(), b.atoms.end());
  if (atoms.empty()) atoms.push_back({text::Domain::path, TextOperator::equals, {"/"}});
  const auto [entry, is_new] = knowledge.texts.try_emplace(atoms);
  if (is_new) entry->second = automata::text_classes(atoms);
  if (entry->second.fault != automata::ClassesFault::none) return {{}, "the patterns of two rules need too large an automaton together"};
  const automata::TextClass* best = nullptr;
  for (const automata::TextClass& c : entry->second.classes) {
    const auto middle = c.truths.begin() + static_cast<std::ptrdiff_t>(a.atoms.size());
    const std::vector<Truth> mine(c.truths.begin(), middle);
    const std::vector<Truth> theirs(middle, middle + static_cast<std::ptrdiff_t>(b.atoms.size()));
    if (std::find(a.rows.begin(), a.rows.end(), mine) == a.rows.end()) continue;
    if (std::find(b.rows.begin(), b.rows.end(), theirs) == b.rows.end()) continue;
    const bool is_certain = std::find(c.truths.begin(), c.truths.end(), Truth::unknown) == c.truths.end();
    if (best == nullptr || is_certain) best = &c;  // shortest first
    if (is_certain) break;
  }
  return best == nullptr ? Overlap{} : Overlap{best->text, {}};
}

std::optional<PinnedSlot> pinned(const CellLogic& logic, model::AttributeId attribute, const std::string& text) {
  const Slot* slot = slot_of(logic, attribute);
  if (slot == nullptr) return std::nullopt;
  const auto number = static_cast<std::uint32_t>(slot - logic.slots().data());
  // A member that has a code of its own is meant by it. Others are looked for by what is answered of them, which takes a question to each
  // condition on the slot.
  const auto member = base::is_closed(slot->type.kind) ? model::read_value(logic.model(), slot->type, text) : std::nullopt;
  for (std::uint32_t code = 0; member && code < slot->codes.size(); ++code)
    if (!slot->codes[code].is_absent && slot->codes[code].number == member->number) return PinnedSlot{number, code};
  request::Request request;
  request.lineage.emplace();
  request.attributes[logic.model().attributes[attribute.index()].name] = text;
  std::vector<Truth> truths;
  for (const model::AtomId id : slot->atoms) truths.push_back(model::atom_truth(logic.model(), id, request, logic.cell().who));
  for (std::uint32_t code = 0; code < slot->codes.size(); ++code)
    if (!slot->codes[code].is_absent && slot->codes[code].truths == truths) return PinnedSlot{number, code};
  return std::nullopt;
}

prove::Node pinned_to(prove::CellLogic& logic, prove::Node f, const std::optional<PinnedSlot>& pin) {
  return pin ? logic.space().restricted(f, logic.slots()[pin->slot].first_bit, logic.slots()[pin->slot].bits, pin->code) : f;
}

prove::Node pinned_to(CellLogic& logic, prove::Node f, const std::vector<PinnedSlot>& pins) {
  for (const PinnedSlot& pin : pins) f = pinned_to(logic, f, std::optional(pin));
  return f;
}

std::vector<PinnedSlot> naming(const CellLogic& logic, model::AttributeId attribute, const std::string& text) {
  const prove::AttributeTexts texts(logic, attribute);
  if (texts.is_set()) return texts.naming(text).value_or(std::vector<PinnedSlot>{});
  const auto pin = pinned(logic, attribute, text);
  return pin ? std::vector{*pin} : std::vector<PinnedSlot>{};
}

}  // namespace envelope::reach
