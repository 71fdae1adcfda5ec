#include "compiler/model/value.h"

#include <algorithm>

#include "runtime/text/glob.h"
#include "runtime/text/limits.h"

namespace envelope::model {
namespace {

// The index of `name` among `entities`, compared by their `name` field.
template <typename Entities>
std::optional<std::int64_t> index_by_name(const Entities& entities, const std::string& name) {
  const auto found = std::find_if(entities.begin(), entities.end(), [&](const auto& entity) { return entity.name == name; });
  if (found == entities.end()) return std::nullopt;
  return found - entities.begin();
}

std::optional<std::int64_t> index_of(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return found - names.begin();
}

std::optional<std::int64_t> member_index(const PolicyModel& model, const Type& type, const std::string& name) {
  switch (type.kind) {
    case base::TypeKind::enumeration:
      return index_of(model.enums[type.enumeration.index()].members, name);
    case base::TypeKind::agent:
      return index_by_name(model.principals, name);
    case base::TypeKind::tier:
      return index_of(model.tiers, name);
    case base::TypeKind::mode:
      return index_by_name(model.switches, name);
    case base::TypeKind::job:
      return index_by_name(model.jobs, name);
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
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Value> read_scalar(const PolicyModel& model, const Type& type, const request::RawValue& raw) {
  if (type.kind == base::TypeKind::boolean) {
    const auto* flag = std::get_if<bool>(&raw);
    return flag != nullptr ? std::optional(Value{*flag ? 1 : 0, {}, {}}) : std::nullopt;
  }
  if (base::is_numeric(type.kind)) {
    const auto* number = std::get_if<std::int64_t>(&raw);
    return number != nullptr && *number >= 0 ? std::optional(Value{*number, {}, {}}) : std::nullopt;
  }
  const auto* name = std::get_if<std::string>(&raw);
  if (name == nullptr) return std::nullopt;
  if (base::is_textual(type.kind)) {
    std::optional<std::string> canonical = text::canonical_value(domain_of(type.kind), *name);
    return canonical ? std::optional(Value{0, std::move(*canonical), {}}) : std::nullopt;
  }
  const std::optional<std::int64_t> member = member_index(model, type, *name);
  return member ? std::optional(Value{*member, {}, {}}) : std::nullopt;
}

}  // namespace

text::Domain domain_of(base::TypeKind kind) {
  if (kind == base::TypeKind::path) return text::Domain::path;
  if (kind == base::TypeKind::host) return text::Domain::host;
  if (kind == base::TypeKind::command) return text::Domain::command;
  return text::Domain::string;
}

std::optional<Value> read_value(const PolicyModel& model, const Type& type, const request::RawValue& raw) {
  if (!type.is_set) return read_scalar(model, type, raw);
  const auto* names = std::get_if<request::MemberList>(&raw);
  const auto* numbers = std::get_if<request::NumberList>(&raw);
  if (names == nullptr && numbers == nullptr) return std::nullopt;
  Value set;
  const auto read_members = [&](const auto& members) {
    if (members.size() > text::kSetMembersMax) return false;
    for (const auto& given : members) {
      std::optional<Value> member = read_scalar(model, {type.kind, type.enumeration, false}, given);
      if (!member) return false;
      set.members.push_back(std::move(*member));
    }
    return true;
  };
  const bool is_readable = names != nullptr ? read_members(names->members) : read_members(numbers->members);
  return is_readable ? std::optional(std::move(set)) : std::nullopt;
}

base::PrincipalId find_principal(const PolicyModel& model, const std::string& name) {
  const auto index = index_by_name(model.principals, name);
  return index ? base::PrincipalId{static_cast<std::uint32_t>(*index)} : base::PrincipalId{};
}

base::ActionId find_action(const PolicyModel& model, const std::string& name) {
  const auto index = index_by_name(model.actions, name);
  if (!index || model.actions[static_cast<std::size_t>(*index)].kind == ActionKind::event) return {};
  return base::ActionId{static_cast<std::uint32_t>(*index)};
}

}  // namespace envelope::model
