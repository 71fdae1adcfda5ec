#include <fmt/format.h>

#include <algorithm>

#include "compiler/questions/spell_atom.h"
#include "compiler/questions/wording.h"

namespace envelope::questions {
namespace {

using model::PolicyModel;

std::size_t count_of_members(const PolicyModel& model, const model::Type& type) {
  switch (type.kind) {
    case base::TypeKind::enumeration:
      return model.enums[type.enumeration.index()].members.size();
    case base::TypeKind::agent:
      return model.principals.size();
    case base::TypeKind::tier:
      return model.tiers.size();
    case base::TypeKind::mode:
      return model.switches.size();
    case base::TypeKind::job:
      return model.jobs.size();
    case base::TypeKind::error:
    case base::TypeKind::boolean:
    case base::TypeKind::count:
    case base::TypeKind::bytes:
    case base::TypeKind::money:
    case base::TypeKind::duration:
    case base::TypeKind::percent:
    case base::TypeKind::time:
    case base::TypeKind::string:
    case base::TypeKind::path:
    case base::TypeKind::host:
    case base::TypeKind::command:
      break;
  }
  return 0;
}

// `to is production`, `to not in [sandbox, staging]`.
std::string spell_choice(const std::string& left, const std::vector<std::string>& names, bool is_negated) {
  if (names.size() == 1) return fmt::format("{} {} {}", left, is_negated ? "is not" : "is", names.front());
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return fmt::format("{} {} [{}]", left, is_negated ? "not in" : "in", list);
}

}  // namespace

std::optional<Wording> by_members(const prove::CellLogic& logic, const Axis& axis, const Parts& parts) {
  const PolicyModel& model = logic.model();
  const model::Type& type = type_of(model, axis);
  std::vector<std::string> in, out;
  for (std::size_t member = 0; member < count_of_members(model, type); ++member) {
    const auto number = static_cast<std::int64_t>(member);
    std::vector<text::Truth> truths;
    for (const model::AtomId id : axis.atoms) truths.push_back(prove::number_truth(model.atoms[id.index()], number, logic.cell().who));
    const auto part = std::find_if(axis.parts.begin(), axis.parts.end(), [&](const Part& candidate) {
      return !candidate.is_absent && candidate.number >= 0 && candidate.truths == truths;
    });
    if (part == axis.parts.end()) return std::nullopt;
    (parts[static_cast<std::size_t>(part - axis.parts.begin())] ? in : out).push_back(spell_number(model, type, number));
  }
  const std::string left = spell_left({model, logic.cell().action}, model.atoms[axis.atoms.front().index()]);
  bool has_none = false, is_none_in = false;  // `job`: what runs under no job is no member, and only a negation speaks of it
  for (std::size_t i = 0; i < parts.size(); ++i) {
    has_none = has_none || axis.parts[i].number < 0;
    is_none_in = is_none_in || (parts[i] && axis.parts[i].number < 0);
  }
  if (is_none_in ? out.empty() : in.empty()) return std::nullopt;
  const bool is_negated = is_none_in || (!has_none && !out.empty() && out.size() < in.size());
  return Wording{Wording::Chain::none, spell_choice(left, is_negated ? out : in, is_negated)};
}

}  // namespace envelope::questions
