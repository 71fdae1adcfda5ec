// Values of a request as their declared types read them.
#include <array>

#include "runtime/decide/context.h"
#include "runtime/decide/names.h"
#include "runtime/decide/texts.h"

namespace envelope::decide {
namespace {

Value number_value(std::int64_t number, const format::ValueType& type) { return {Value::Kind::number, &type, {.number = number}}; }

std::uint32_t member_count(const env_table& table, const format::ValueType& type) {
  return type.name_set == format::kAgentNames ? static_cast<std::uint32_t>(table.sections.principals.size())
                                              : table.sections.name_sets[type.name_set].count;
}

std::uint32_t member_number(const env_table& table, const format::ValueType& type, std::string_view name) {
  return type.name_set == format::kAgentNames ? find_principal(table, name) : find_member(table, type.name_set, name);
}

Value read_name(const env_table& table, const format::ValueType& type, const env_value& raw) {
  if (raw.kind == ENV_VALUE_ID) {
    const bool is_member = raw.as.number >= 0 && raw.as.number < static_cast<std::int64_t>(member_count(table, type));
    return is_member ? number_value(raw.as.number, type) : absent_value();
  }
  if (raw.kind != ENV_VALUE_TEXT || raw.as.text.data == nullptr) return absent_value();
  const std::uint32_t number = member_number(table, type, {raw.as.text.data, raw.as.text.size});
  return number == ENV_NONE ? absent_value() : number_value(number, type);
}

Value read_text(const format::ValueType& type, env_text raw) {
  if (raw.data == nullptr) return absent_value();
  CanonicalBuffer buffer;
  const std::string_view text(raw.data, raw.size);
  const auto canonical = text::canonical_into(domain_of(type), text, buffer);
  if (!canonical) return absent_value();
  // What the buffer holds is gone with it: such a text is made canonical again where it is asked about.
  const bool is_as_given = canonical->data() == text.data() && canonical->size() == text.size();
  return {is_as_given ? Value::Kind::text : Value::Kind::raw_text, &type, {.text = raw}};
}

Value read_list(const env_table& table, const format::ValueType& type, const env_value& raw) {
  const bool is_list = raw.kind == ENV_VALUE_LIST && raw.count <= format::kSetMembersMax && (raw.count == 0 || raw.as.members != nullptr);
  if (!is_list) return absent_value();
  for (std::uint32_t i = 0; i < raw.count; ++i) {
    const env_text member = raw.as.members[i];
    if (member.data == nullptr) return absent_value();
    const bool is_readable = type.kind == static_cast<std::uint8_t>(format::ValueKind::name)
                                 ? member_number(table, type, {member.data, member.size}) != ENV_NONE
                                 : read_text(type, member).kind != Value::Kind::absent;
    if (!is_readable) return absent_value();
  }
  return {Value::Kind::list, &type, {.list = &raw}};
}

}  // namespace

Value read_value(const env_table& table, const format::ValueType& type, const env_value& raw) {
  if (type.is_set != 0) return read_list(table, type, raw);
  switch (static_cast<format::ValueKind>(type.kind)) {
    case format::ValueKind::boolean:
      return raw.kind == ENV_VALUE_BOOL ? number_value(raw.as.number != 0 ? 1 : 0, type) : absent_value();
    case format::ValueKind::count:
    case format::ValueKind::bytes:
    case format::ValueKind::money:
    case format::ValueKind::duration:
    case format::ValueKind::percent:
    case format::ValueKind::time:
      return raw.kind == ENV_VALUE_NUMBER && raw.as.number >= 0 ? number_value(raw.as.number, type) : absent_value();
    case format::ValueKind::string:
    case format::ValueKind::path:
    case format::ValueKind::host:
    case format::ValueKind::command:
      return raw.kind == ENV_VALUE_TEXT ? read_text(type, raw.as.text) : absent_value();
    case format::ValueKind::name:
      return read_name(table, type, raw);
  }
  return absent_value();
}

std::uint32_t list_member_number(const env_table& table, const Value& list, std::uint32_t index) {
  const env_text member = list.as.list->as.members[index];
  return member_number(table, *list.type, {member.data, member.size});
}

}  // namespace envelope::decide
