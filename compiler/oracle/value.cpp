#include "compiler/oracle/value.h"

#include "runtime/text/glob.h"
#include "runtime/text/limits.h"

namespace envelope::oracle {

using base::Type;
using base::TypeKind;
using check::TypedProgram;

namespace {

template <typename Entities>
std::optional<std::int64_t> position(const Entities& entities, const std::string& name) {
  for (std::size_t i = 0; i < entities.size(); ++i)
    if (entities[i].name == name) return static_cast<std::int64_t>(i);
  return std::nullopt;
}

std::optional<Value> number_value(std::optional<std::int64_t> number) {
  if (!number) return std::nullopt;
  return Value{*number, {}, {}};
}

std::optional<Value> text_value(text::Domain domain, const std::string& raw) {
  std::optional<std::string> canonical = text::canonical_value(domain, raw);
  if (!canonical) return std::nullopt;
  return Value{0, std::move(*canonical), {}};
}

std::optional<Value> read_bool(const request::RawValue& raw) {
  if (const bool* given = std::get_if<bool>(&raw)) return Value{*given ? 1 : 0, {}, {}};
  return std::nullopt;
}

std::optional<Value> read_number(const request::RawValue& raw) {
  const std::int64_t* given = std::get_if<std::int64_t>(&raw);
  if (given == nullptr || *given < 0) return std::nullopt;
  return Value{*given, {}, {}};
}

std::optional<Value> read_one(const TypedProgram& program, const Type& type, const request::RawValue& raw) {
  const std::string* text = std::get_if<std::string>(&raw);
  switch (type.kind) {
    case TypeKind::error:
      return std::nullopt;
    case TypeKind::boolean:
      return read_bool(raw);
    case TypeKind::count:
    case TypeKind::bytes:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::percent:
    case TypeKind::time:
      return read_number(raw);
    case TypeKind::string:
      return text == nullptr ? std::nullopt : text_value(text::Domain::string, *text);
    case TypeKind::path:
      return text == nullptr ? std::nullopt : text_value(text::Domain::path, *text);
    case TypeKind::host:
      return text == nullptr ? std::nullopt : text_value(text::Domain::host, *text);
    case TypeKind::command:
      return text == nullptr ? std::nullopt : text_value(text::Domain::command, *text);
    case TypeKind::enumeration:
    case TypeKind::agent:
    case TypeKind::tier:
    case TypeKind::mode:
    case TypeKind::job:
      return text == nullptr ? std::nullopt : number_value(member_called(program, type, *text));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> member_called(const TypedProgram& program, const Type& type, const std::string& name) {
  switch (type.kind) {
    case TypeKind::enumeration: {
      const std::vector<std::string>& members = program.enums[type.enumeration.index()].members;
      for (std::size_t i = 0; i < members.size(); ++i)
        if (members[i] == name) return static_cast<std::int64_t>(i);
      return std::nullopt;
    }
    case TypeKind::agent:
      return position(program.principals, name);
    case TypeKind::tier:
      return position(program.tiers, name);
    case TypeKind::mode:
      return position(program.switches, name);
    case TypeKind::job:
      return position(program.jobs, name);
    case TypeKind::error:
    case TypeKind::boolean:
    case TypeKind::count:
    case TypeKind::bytes:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::percent:
    case TypeKind::time:
    case TypeKind::string:
    case TypeKind::path:
    case TypeKind::host:
    case TypeKind::command:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Value> read(const TypedProgram& program, const Type& type, const request::RawValue& raw) {
  if (!type.is_set) return read_one(program, type, raw);
  std::vector<request::RawValue> members;
  if (const auto* names = std::get_if<request::MemberList>(&raw))
    members.assign(names->members.begin(), names->members.end());
  else if (const auto* numbers = std::get_if<request::NumberList>(&raw))
    members.assign(numbers->members.begin(), numbers->members.end());
  else
    return std::nullopt;
  if (members.size() > text::kSetMembersMax) return std::nullopt;
  Type element = type;
  element.is_set = false;
  Value set;
  for (const request::RawValue& member : members) {
    std::optional<Value> item = read_one(program, element, member);
    if (!item) return std::nullopt;
    set.items.push_back(std::move(*item));
  }
  return set;
}

std::optional<Value> read_named(const TypedProgram& program, const Type& type, const std::map<std::string, request::RawValue>& values,
                                const std::string& name) {
  const auto given = values.find(name);
  if (given == values.end()) return std::nullopt;
  return read(program, type, given->second);
}

}  // namespace envelope::oracle
