// Values of a request as their declared types read them.
#include <array>

#include "runtime/decide/context.h"
#include "runtime/decide/names.h"
#include "runtime/decide/texts.h"
#include "runtime/text/sight.h"

namespace envelope::decide {
namespace {

Value number_value(std::int64_t number, const format::ValueType& type) {
  return {Value::Kind::number, false, false, &type, 0, {.number = number}};
}

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

template <int kParts>
text::Sight see(format::ValueKind kind, const char* at, std::size_t size) {
  switch (kind) {
    case format::ValueKind::path:
      return text::see_path<kParts>(at, size);
    case format::ValueKind::host:
      return text::see_host<kParts>(at, size);
    case format::ValueKind::command:
      return text::see_command<kParts>(at, size);
    default:  // not an enum of the compiler's: other kinds are never asked for as texts
      return text::see_string<kParts>(at, size);
  }
}

// The text at `at`, which is a block; canonical, if not said otherwise.
text::Sight see_block(format::ValueKind kind, const char* at, std::size_t size) {
  return size <= 32 ? see<2>(kind, at, size) : see<4>(kind, at, size);
}

Value block_value(const format::ValueType& type, const char* at, std::size_t size, const text::Sight& sight) {
  return {Value::Kind::text, true, sight.is_canonical, &type, sight.separators, {.text = {at, size}}};
}

// What is spelt unusually, or long. What is found to be short after all becomes a block.
[[gnu::noinline]] Value read_text_closely(const format::ValueType& type, env_text raw, TextRoom* room) {
  CanonicalBuffer buffer;
  const std::string_view text(raw.data, raw.size);
  const auto canonical = text::canonical_into(domain_of(type), text, buffer);
  if (!canonical) return absent_value();
  if (room != nullptr && canonical->size() <= text::kSightBytesMax) {
    if (const char* const copy = room->copy(canonical->data(), canonical->size()); copy != nullptr) {
      if (canonical->empty()) return block_value(type, copy, 0, {});
      text::Sight sight = see_block(static_cast<format::ValueKind>(type.kind), copy, canonical->size());
      return block_value(type, copy, canonical->size(), sight);
    }
  }
  // What the buffer holds is gone with it: such a text is made canonical again where it is asked about.
  const bool is_as_given = canonical->data() == text.data() && canonical->size() == text.size();
  return {is_as_given ? Value::Kind::text : Value::Kind::raw_text, false, false, &type, 0, {.text = raw}};
}

Value read_text(const format::ValueType& type, env_text raw, TextRoom& room) {
  if (raw.data == nullptr) return absent_value();
  if (raw.size - 1 < text::kSightBytesMax && text::may_overread(raw.data, kBlockTextBytes)) [[likely]] {
    const text::Sight sight = see_block(static_cast<format::ValueKind>(type.kind), raw.data, raw.size);
    if (sight.is_canonical) [[likely]]
      return block_value(type, raw.data, raw.size, sight);
  }
  return read_text_closely(type, raw, &room);
}

bool is_readable_text(const format::ValueType& type, env_text raw) {
  return raw.data != nullptr && read_text_closely(type, raw, nullptr).kind != Value::Kind::absent;
}

Value read_list(const env_table& table, const format::ValueType& type, const env_value& raw) {
  const bool is_list = raw.kind == ENV_VALUE_LIST && raw.count <= format::kSetMembersMax && (raw.count == 0 || raw.as.members != nullptr);
  if (!is_list) return absent_value();
  for (std::uint32_t i = 0; i < raw.count; ++i) {
    const env_text member = raw.as.members[i];
    if (member.data == nullptr) return absent_value();
    const bool is_readable = type.kind == static_cast<std::uint8_t>(format::ValueKind::name)
                                 ? member_number(table, type, {member.data, member.size}) != ENV_NONE
                                 : is_readable_text(type, member);
    if (!is_readable) return absent_value();
  }
  return {Value::Kind::list, false, false, &type, 0, {.list = &raw}};
}

}  // namespace

Value read_value(Context& context, const format::ValueType& type, const env_value& raw) {
  const env_table& table = context.table;
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
      return raw.kind == ENV_VALUE_TEXT ? read_text(type, raw.as.text, context.room) : absent_value();
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
