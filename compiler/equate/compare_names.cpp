#include "compiler/equate/compare_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/equate/closed_names.h"
#include "runtime/decide/names.h"

namespace envelope::equate {

using base::TypeKind;
using format::ValueKind;

namespace {

ValueKind kind_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return ValueKind::boolean;
    case TypeKind::count:
      return ValueKind::count;
    case TypeKind::bytes:
      return ValueKind::bytes;
    case TypeKind::money:
      return ValueKind::money;
    case TypeKind::duration:
      return ValueKind::duration;
    case TypeKind::percent:
      return ValueKind::percent;
    case TypeKind::time:
      return ValueKind::time;
    case TypeKind::string:
      return ValueKind::string;
    case TypeKind::path:
      return ValueKind::path;
    case TypeKind::host:
      return ValueKind::host;
    case TypeKind::command:
      return ValueKind::command;
    case TypeKind::error:
    case TypeKind::enumeration:
    case TypeKind::agent:
    case TypeKind::tier:
    case TypeKind::mode:
    case TypeKind::job:
      break;
  }
  return ValueKind::name;
}

// What a member of a closed type is.
const char* word_of(TypeKind kind) {
  return kind == TypeKind::tier ? "tier" : kind == TypeKind::mode ? "switch" : kind == TypeKind::job ? "job" : "member";
}

class Comparison {
 public:
  Comparison(const check::TypedProgram& program, const TableView& view, Numbering& numbering)
      : program_(program), table_(view.table()), numbering_(numbering) {}

  std::vector<std::string> run() {
    compare_principals();
    compare_actions();
    compare_set(format::kTierNames, names_of(program_.tiers), "tier");
    compare_set(format::kSwitchNames, names_of(program_.switches), "switch");
    compare_set(format::kJobNames, names_of(program_.jobs), "job");
    compare_labels();
    compare_set(format::kApprovalNames, names_of(program_.approvals), "approval");
    for (const check::Approval& approval : program_.approvals)
      numbering_.approvals.push_back(decide::find_member(table_, format::kApprovalNames, approval.name));
    compare_facts();
    return std::move(differences_);
  }

 private:
  template <typename... Args>
  void differ(fmt::format_string<Args...> format, Args&&... args) {
    differences_.push_back(fmt::format(format, std::forward<Args>(args)...));
  }

  // An index has as many entries as there are names, and each name is found: so nothing else is.
  template <typename Find>
  void compare_index(const std::vector<std::string>& names, std::span<const format::IndexSlot> index, const char* what, Find find,
                     std::vector<std::uint32_t>& numbers) {
    const auto used = std::count_if(index.begin(), index.end(), [](const format::IndexSlot& slot) { return slot.id_plus_1 != 0; });
    if (static_cast<std::size_t>(used) != names.size()) differ("the table knows {} {}s, the source {}", used, what, names.size());
    std::vector<bool> is_taken(static_cast<std::size_t>(used) + names.size());
    for (const std::string& name : names) {
      const std::uint32_t number = find(name);
      if (number == ENV_NONE || number >= is_taken.size() || is_taken[number]) {
        differ("the table does not know the {} `{}`", what, name);
        numbers.push_back(0);
        continue;
      }
      is_taken[number] = true;
      numbers.push_back(number);
    }
  }

  void compare_principals() {
    const decide::Sections& sections = table_.sections;
    if (sections.principals.empty() && !program_.principals.empty()) return differ("the table knows no principals");
    compare_index(
        names_of(program_.principals), sections.principal_index, "principal",
        [&](const std::string& name) { return decide::find_principal(table_, name); }, numbering_.principals);
    if (!differences_.empty()) return;
    for (std::size_t i = 0; i < program_.principals.size(); ++i) {
      const bool is_agent = (sections.principals[numbering_.principals[i]].flags & format::kIsAgent) != 0;
      if (is_agent != (program_.principals[i].kind == check::PrincipalKind::agent))
        differ("the table takes `{}` for {}", program_.principals[i].name, is_agent ? "an agent" : "a human");
    }
  }

  // Events stand among the actions of a table; nobody can ask for one.
  void compare_actions() {
    std::vector<std::string> names = names_of(program_.actions);
    const std::size_t actions = names.size();
    for (const format::ActionRecord& action : table_.sections.actions)
      if ((action.flags & format::kIsEvent) != 0) names.emplace_back(table_.name(action.name));
    compare_index(
        names, table_.sections.action_index, "action", [&](const std::string& name) { return decide::find_action(table_, name); },
        numbering_.actions);
    if (!differences_.empty()) return;
    for (std::size_t i = 0; i < actions; ++i) compare_action(program_.actions[i], numbering_.actions[i]);
  }

  void compare_action(const check::Action& action, std::uint32_t number) {
    const format::ActionRecord& record = table_.sections.actions[number];
    if ((record.flags & format::kIsEvent) != 0) differ("the table takes the action `{}` for an event", action.name);
    if (record.attribute_count != action.attributes.size())
      return differ("`{}` has {} attributes in the table and {} in the source", action.name, record.attribute_count,
                    action.attributes.size());
    for (const check::Attribute& attribute : action.attributes) {
      const std::uint32_t slot = decide::find_slot(table_, record, attribute.name);
      if (slot == ENV_NONE) {
        differ("the table does not know the attribute `{}` of `{}`", attribute.name, action.name);
        continue;
      }
      if ((record.required >> slot & 1U) == std::uint64_t{attribute.optional})
        differ("`{}` of `{}` is {} in the table only", attribute.name, action.name, attribute.optional ? "required" : "optional");
      compare_type(attribute.type, table_.sections.attributes[record.first_attribute + slot].type,
                   fmt::format("`{}` of `{}`", attribute.name, action.name));
    }
  }

  void compare_facts() {
    compare_set(format::kFactNames, names_of(program_.facts), "fact");
    for (const check::Fact& fact : program_.facts) {
      const std::uint32_t number = decide::find_member(table_, format::kFactNames, fact.name);
      if (number < table_.sections.facts.size())
        compare_type(fact.type, table_.sections.facts[number].type, fmt::format("the fact `{}`", fact.name));
    }
  }

  // Several sources may raise one label; a table knows its name once.
  void compare_labels() {
    std::vector<std::string> names = names_of(program_.labels);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    compare_set(format::kLabelNames, names, "label");
  }

  void compare_type(const base::Type& type, const format::ValueType& record, const std::string& what) {
    if (static_cast<ValueKind>(record.kind) != kind_of(type.kind) || (record.is_set != 0) != type.is_set)
      return differ("{} has another type in the table", what);
    if (type.kind == TypeKind::agent) {
      if (record.name_set != format::kAgentNames) differ("{} names no principals in the table", what);
    } else if (base::is_closed(type.kind)) {
      compare_set(record.name_set, members_of(program_, type), word_of(type.kind));
    }
  }

  void compare_set(std::uint32_t set, const std::vector<std::string>& names, const char* what) {
    if (set >= table_.sections.name_sets.size()) return differ("the table has no names of the kind {}", what);
    if (table_.sections.name_sets[set].count != names.size())
      return differ("the table knows {} names of the kind {}, the source {}", table_.sections.name_sets[set].count, what, names.size());
    for (const std::string& name : names)
      if (decide::find_member(table_, set, name) == ENV_NONE) differ("the table does not know the {} `{}`", what, name);
  }

  const check::TypedProgram& program_;
  const env_table& table_;
  Numbering& numbering_;
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> compare_names(const check::TypedProgram& program, const TableView& table, Numbering& numbering) {
  return Comparison(program, table, numbering).run();
}

}  // namespace envelope::equate
