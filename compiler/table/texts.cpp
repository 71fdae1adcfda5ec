#include "compiler/table/texts.h"

#include <algorithm>
#include <map>
#include <set>

namespace envelope::table {
namespace {

using model::Atom;
using model::AtomKind;
using model::AtomOperator;
using model::GuardKind;
using model::PolicyModel;

text::Domain domain_of(base::TypeKind kind) {
  if (kind == base::TypeKind::path) return text::Domain::path;
  if (kind == base::TypeKind::host) return text::Domain::host;
  return kind == base::TypeKind::command ? text::Domain::command : text::Domain::string;
}

// Which text atoms a guard asks, found once per guard: children are older than their parents.
std::vector<std::vector<std::uint32_t>> atoms_by_guard(const PolicyModel& model) {
  std::vector<std::vector<std::uint32_t>> found(model.guards.size());
  for (std::size_t i = 0; i < model.guards.size(); ++i) {
    const model::Guard& guard = model.guards[i];
    if (guard.kind == GuardKind::atom && is_text_atom(model.atoms[guard.atom.index()])) found[i].push_back(guard.atom.value);
    for (const model::GuardId child : guard.children)
      found[i].insert(found[i].end(), found[child.index()].begin(), found[child.index()].end());
    std::sort(found[i].begin(), found[i].end());
    found[i].erase(std::unique(found[i].begin(), found[i].end()), found[i].end());
  }
  return found;
}

struct GroupKey {
  AtomKind kind;
  std::uint32_t place;  // attribute or fact
  format::TextDomain domain;
  std::vector<std::uint32_t> principal_sets;  // that rules with this atom speak of
  auto operator<=>(const GroupKey&) const = default;
};

std::map<GroupKey, std::vector<std::uint32_t>> atoms_by_key(const PolicyModel& model, const std::vector<bool>& is_wanted) {
  const auto of_guard = atoms_by_guard(model);
  std::map<std::uint32_t, std::set<std::uint32_t>> users;  // atom → principal sets
  const auto use = [&](const model::Cell& cell, model::GuardId guard) {
    for (const std::uint32_t atom : of_guard[guard.index()])
      if (is_wanted[atom]) users[atom].insert(cell.principals.value);
  };
  for (const model::Grant& grant : model.grants) use(grant.cell, grant.guard);
  for (const model::Cap& cap : model.caps) use(cap.cell, cap.guard);
  for (const model::Cap& cap : model.default_caps) use(cap.cell, cap.guard);
  for (const model::Duties& duties : model.duties) use(duties.cell, duties.guard);
  std::map<GroupKey, std::vector<std::uint32_t>> keyed;
  for (const auto& [id, sets] : users) {
    const Atom& atom = model.atoms[id];
    const std::uint32_t place = atom.kind == AtomKind::attribute ? atom.attribute.value : atom.fact.value;
    keyed[{atom.kind, place, automata::domain_of(automata_atom(atom)), {sets.begin(), sets.end()}}].push_back(id);
  }
  return keyed;
}

}  // namespace

bool is_text_atom(const Atom& atom) {
  const bool asks_value = atom.kind == AtomKind::attribute || atom.kind == AtomKind::fact;
  return asks_value && base::is_textual(atom.type.kind) && atom.op != AtomOperator::is_true && atom.op != AtomOperator::is_self;
}

automata::TextAtom automata_atom(const Atom& atom) {
  automata::TextOperator op = automata::TextOperator::equals;  // `has` is equality with a member
  if (atom.op == AtomOperator::matches) op = automata::TextOperator::matches;
  if (atom.op == AtomOperator::under) op = automata::TextOperator::under;
  return {domain_of(atom.type.kind), op, atom.texts};
}

TextGroups group_texts(const PolicyModel& model, const std::vector<bool>& is_wanted) {
  TextGroups result;
  result.operand.assign(model.atoms.size(), kNoText);
  std::map<std::vector<automata::TextAtom>, std::uint32_t> known;  // the same texts elsewhere: the same groups
  std::vector<std::vector<std::uint32_t>> operands;                // by `known`: of each atom
  for (const auto& [key, ids] : atoms_by_key(model, is_wanted)) {
    std::vector<automata::TextAtom> atoms;
    for (const std::uint32_t id : ids) atoms.push_back(automata_atom(model.atoms[id]));
    const auto [entry, added] = known.try_emplace(atoms, static_cast<std::uint32_t>(operands.size()));
    if (added) {
      std::vector<std::uint32_t> of_atom(atoms.size(), kNoText);
      for (automata::Group& group : automata::compile(atoms).groups) {
        for (std::uint32_t i = 0; i < group.atoms.size(); ++i)
          of_atom[group.atoms[i]] = static_cast<std::uint32_t>(result.groups.size()) << 8U | i;
        result.groups.push_back(std::move(group));
      }
      operands.push_back(std::move(of_atom));
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
      result.operand[ids[i]] = operands[entry->second][i];
      if (result.operand[ids[i]] == kNoText) result.too_large.push_back(model::AtomId{ids[i]});
    }
  }
  return result;
}

}  // namespace envelope::table
