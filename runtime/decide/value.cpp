// Values of a request as their declared types read them.
#include "runtime/decide/value.h"

#include "runtime/decide/names.h"
#include "runtime/decide/texts.h"
#include "runtime/text/limits.h"

namespace envelope::decide {
namespace {

std::uint32_t member_count(const env_table& table, const format::ValueType& type) {
  return type.name_set == format::kAgentNames ? static_cast<std::uint32_t>(table.sections.principals.size())
                                              : table.sections.name_sets[type.name_set].count;
}

std::uint32_t member_number(const env_table& table, const format::ValueType& type, std::string_view name) {
  return type.name_set == format::kAgentNames ? find_principal(table, name) : find_member(table, type.name_set, name);
}

}  // namespace

void read_name(const env_table& table, const format::ValueType& type, const env_value& raw, Value& to) {
  if (raw.kind == ENV_VALUE_ID) {
    const bool is_member = raw.as.number >= 0 && raw.as.number < static_cast<std::int64_t>(member_count(table, type));
    return is_member ? set_number(to, raw.as.number) : set_absent(to);
  }
  if (raw.kind != ENV_VALUE_TEXT || raw.as.text.data == nullptr) return set_absent(to);
  const std::uint32_t number = member_number(table, type, {raw.as.text.data, raw.as.text.size});
  return number == ENV_NONE ? set_absent(to) : set_number(to, number);
}

namespace {

text::Sight see_any_block(format::ValueKind kind, const char* at, std::size_t size) {
  switch (kind) {
    case format::ValueKind::path:
      return see_block<format::ValueKind::path>(at, size);
    case format::ValueKind::host:
      return see_block<format::ValueKind::host>(at, size);
    case format::ValueKind::command:
      return see_block<format::ValueKind::command>(at, size);
    default:  // not an enum of the compiler's: other kinds are never asked for as texts
      return see_block<format::ValueKind::string>(at, size);
  }
}

}  // namespace

void read_text_closely(const format::ValueType& type, env_text raw, TextRoom* room, Value& to) {
  CanonicalBuffer buffer;
  const std::string_view text(raw.data, raw.size);
  const auto canonical = text::canonical_into(domain_of(type), text, buffer);
  if (!canonical) return set_absent(to);
  const bool is_short = room != nullptr && canonical->size() <= text::kSightBytesMax;
  if (const char* const copy = is_short ? room->copy(canonical->data(), canonical->size()) : nullptr; copy != nullptr) {
    const std::string_view in_room(copy, canonical->size());
    const auto kind = static_cast<format::ValueKind>(type.kind);
    return set_block(to, type, in_room, in_room.empty() ? text::Sight{} : see_any_block(kind, copy, in_room.size()));
  }
  // What the buffer holds is gone with it: such a text is made canonical again where it is asked about.
  const bool is_as_given = canonical->data() == text.data() && canonical->size() == text.size();
  set_text(to, type, is_as_given ? Value::Kind::text : Value::Kind::raw_text, text);
}

namespace {

bool is_readable_text(const format::ValueType& type, env_text raw) {
  if (raw.data == nullptr) return false;
  Value value;
  read_text_closely(type, raw, nullptr, value);
  return value.kind != Value::Kind::absent;
}

}  // namespace

namespace {

bool is_set_of_numbers(const format::ValueType& type) { return type.kind < static_cast<std::uint8_t>(format::ValueKind::string); }

void set_list(Value& to, Value::Kind kind, const format::ValueType& type, const env_value& raw) {
  to.list = &raw;
  to.kind = kind;
  to.is_block = false;
  to.type = &type;
}

void read_numbers(const format::ValueType& type, const env_value& raw, Value& to) {
  for (std::uint32_t i = 0; i < raw.count; ++i)
    if (raw.as.numbers[i] < 0) return set_absent(to);
  set_list(to, Value::Kind::numbers, type, raw);
}

}  // namespace

void read_list(const env_table& table, const format::ValueType& type, const env_value& raw, Value& to) {
  if ((raw.kind != ENV_VALUE_LIST && raw.kind != ENV_VALUE_NUMBERS) || raw.count > text::kSetMembersMax) return set_absent(to);
  // A set without members is one of either kind.
  const bool is_of_numbers = is_set_of_numbers(type);
  if (raw.count != 0 && (raw.kind == ENV_VALUE_NUMBERS) != is_of_numbers) return set_absent(to);
  if (raw.count != 0 && (is_of_numbers ? raw.as.numbers == nullptr : raw.as.members == nullptr)) return set_absent(to);
  if (is_of_numbers) return read_numbers(type, raw, to);
  for (std::uint32_t i = 0; i < raw.count; ++i) {
    const env_text member = raw.as.members[i];
    if (member.data == nullptr) return set_absent(to);
    const bool is_readable = type.kind == static_cast<std::uint8_t>(format::ValueKind::name)
                                 ? member_number(table, type, {member.data, member.size}) != ENV_NONE
                                 : is_readable_text(type, member);
    if (!is_readable) return set_absent(to);
  }
  set_list(to, Value::Kind::list, type, raw);
}

std::uint32_t list_member_number(const env_table& table, const Value& list, std::uint32_t index) {
  const env_text member = list.list->as.members[index];
  return member_number(table, *list.type, {member.data, member.size});
}

}  // namespace envelope::decide
