#include "compiler/questions/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/questions/spell_atom.h"
#include "compiler/restate/spelling.h"

namespace envelope::questions {
namespace {

using Chain = Wording::Chain;
using model::AtomOperator;
using model::PolicyModel;
using text::Truth;

bool asks_about_self(const PolicyModel& model, const Axis& axis) {
  return std::any_of(axis.atoms.begin(), axis.atoms.end(),
                     [&](model::AtomId id) { return model.atoms[id.index()].op == AtomOperator::is_self; });
}

bool holds(const Literal& literal, const Axis& axis, const Part& part) {
  const auto place = std::find(axis.atoms.begin(), axis.atoms.end(), literal.atom) - axis.atoms.begin();
  return part.truths[static_cast<std::size_t>(place)] == (literal.is_negated ? Truth::no : Truth::yes);
}

using Conjunction = std::vector<Literal>;

Parts parts_of(const Axis& axis, const Conjunction& literals) {
  Parts parts;
  for (const Part& part : axis.parts)
    parts.push_back(std::all_of(literals.begin(), literals.end(), [&](const Literal& literal) { return holds(literal, axis, part); }));
  return parts;
}

bool is_within(const Parts& inner, const Parts& outer) {
  for (std::size_t i = 0; i < inner.size(); ++i)
    if (inner[i] && !outer[i]) return false;
  return true;
}

// What is known of the part, as far as it is needed to stay within `parts`: what is not so goes first.
Conjunction conjunction_of(const Axis& axis, const Part& part, const Parts& parts) {
  Conjunction literals;
  for (std::size_t i = 0; i < axis.atoms.size(); ++i)
    if (part.truths[i] != Truth::unknown) literals.push_back({axis.atoms[i], part.truths[i] == Truth::no});
  for (const bool is_negated : {true, false})
    for (std::size_t i = literals.size(); i-- > 0;) {
      if (literals[i].is_negated != is_negated) continue;
      Conjunction fewer = literals;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (!fewer.empty() && is_within(parts_of(axis, fewer), parts)) literals = std::move(fewer);
    }
  return literals;
}

bool takes_list(AtomOperator op) { return op == AtomOperator::equals || op == AtomOperator::matches || op == AtomOperator::under; }

// Literals of one axis. Those of one comparison, negated or not as `merges_negated` says, become one with a list: `path under ["a", "b"]`.
std::vector<std::string> spell_merged(const Speech& speech, const std::vector<Literal>& literals, bool merges_negated) {
  std::vector<std::string> texts;
  std::vector<bool> is_done(literals.size());
  for (std::size_t i = 0; i < literals.size(); ++i) {
    if (is_done[i]) continue;
    const bool is_negated = literals[i].is_negated;
    model::Atom atom = speech.model.atoms[literals[i].atom.index()];
    for (std::size_t other = i + 1; is_negated == merges_negated && takes_list(atom.op) && other < literals.size(); ++other) {
      const model::Atom& more = speech.model.atoms[literals[other].atom.index()];
      if (literals[other].is_negated != is_negated || more.op != atom.op || more.kind != atom.kind || more.zone != atom.zone) continue;
      atom.numbers.insert(atom.numbers.end(), more.numbers.begin(), more.numbers.end());
      atom.texts.insert(atom.texts.end(), more.texts.begin(), more.texts.end());
      is_done[other] = true;
    }
    texts.push_back(spell_literal(speech, atom, is_negated));
  }
  return texts;
}

// By the atoms of the axis alone, as alternatives of what is known.
std::optional<Wording> by_atoms(const Speech& speech, const Axis& axis, const Parts& parts) {
  std::vector<Conjunction> alternatives;
  Parts covered(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i] || covered[i]) continue;
    const Conjunction literals = conjunction_of(axis, axis.parts[i], parts);
    const Parts now = parts_of(axis, literals);
    if (literals.empty() || !is_within(now, parts) || !now[i]) return std::nullopt;
    for (std::size_t other = 0; other < now.size(); ++other) covered[other] = covered[other] || now[other];
    alternatives.push_back(literals);
  }
  std::vector<Literal> single;
  for (const Conjunction& literals : alternatives)
    if (literals.size() == 1) single.push_back(literals.front());
  std::vector<std::string> texts = spell_merged(speech, single, false);
  for (const Conjunction& literals : alternatives) {
    if (literals.size() == 1) continue;
    Wording all = chain_of(spell_merged(speech, literals, true), Chain::all);
    if (alternatives.size() == 1) return all;
    texts.push_back(all.chain == Chain::none ? all.text : "(" + all.text + ")");
  }
  return chain_of(texts, Chain::any);
}

// A switch may have no atom: then it grants a capability.
Wording by_switch(const PolicyModel& model, const Axis& axis, const Parts& parts) {
  const std::string in = "in " + restate::spell_name(model.switches[axis.slot->id].name);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i]) texts.push_back(axis.parts[i].number != 0 ? in : "not " + in);
  return chain_of(texts, Chain::any);
}

}  // namespace

const model::Type& type_of(const PolicyModel& model, const Axis& axis) { return model.atoms[axis.atoms.front().index()].type; }

Wording chain_of(const std::vector<std::string>& texts, Chain chain) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : chain == Chain::all ? " and " : " or ") + text;
  return {texts.size() == 1 ? Chain::none : chain, all};
}

std::optional<Wording> words_of(const prove::CellLogic& logic, const Axis& axis, const Parts& parts) {
  const PolicyModel& model = logic.model();
  const Speech speech{model, logic.cell().action};
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] && axis.parts[i].is_absent) return std::nullopt;
  if (axis.slot == nullptr) return by_atoms(speech, axis, parts);
  const prove::SlotKind kind = axis.slot->kind;
  if (kind == prove::SlotKind::switch_on) return by_switch(model, axis, parts);
  if (kind == prove::SlotKind::time || asks_about_self(model, axis)) return by_atoms(speech, axis, parts);
  if (base::is_closed(type_of(model, axis).kind))
    if (auto words = by_members(logic, axis, parts)) return words;
  const base::TypeKind type = type_of(model, axis).kind;
  if (base::is_numeric(type) && type != base::TypeKind::time)  // the instant after one is written in no date
    return by_numbers(speech, axis, parts);
  return by_atoms(speech, axis, parts);
}

}  // namespace envelope::questions
