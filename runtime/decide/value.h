// Values of a request as their declared types read them. What is ordinary is read here; the rest in value.cpp.
#pragma once

#include "runtime/decide/context.h"
#include "runtime/text/sight.h"
#include "runtime/text/word_scan.h"

namespace envelope::decide {

[[gnu::always_inline]] inline void set_absent(Value& to) {
  to.kind = Value::Kind::absent;
  to.is_block = false;
}

[[gnu::always_inline]] inline void set_number(Value& to, std::int64_t number) {
  to.number = number;
  to.kind = Value::Kind::number;
  to.is_block = false;
}

[[gnu::always_inline]] inline void set_text(Value& to, const format::ValueType& type, Value::Kind kind, std::string_view text) {
  to.bytes = text.data();
  to.size = static_cast<std::uint32_t>(text.size());
  to.kind = kind;
  to.is_block = false;
  to.has_simple_words = false;
  to.type = &type;
}

[[gnu::always_inline]] inline void set_block(Value& to, const format::ValueType& type, std::string_view text, const text::Sight& sight) {
  to.bytes = text.data();
  to.size = static_cast<std::uint32_t>(text.size());
  to.kind = Value::Kind::text;
  to.is_block = true;
  to.has_simple_words = sight.is_canonical;
  to.type = &type;
  to.separators = sight.separators;
}

// The text at `at`, of at most text::kSightBytesMax bytes, with kBlockTextBytes to read.
template <format::ValueKind kKind>
[[gnu::always_inline]] inline text::Sight see_block(const char* at, std::size_t size) {
  if constexpr (kKind == format::ValueKind::path) return size <= 32 ? text::see_path<2>(at, size) : text::see_path<4>(at, size);
  if constexpr (kKind == format::ValueKind::host) return size <= 32 ? text::see_host<2>(at, size) : text::see_host<4>(at, size);
  if constexpr (kKind == format::ValueKind::command) return size <= 32 ? text::see_command<2>(at, size) : text::see_command<4>(at, size);
  return size <= 32 ? text::see_string<2>(at, size) : text::see_string<4>(at, size);
}

// What is spelt unusually, or long. What is found to be short after all becomes a block, where there is room.
void read_text_closely(const format::ValueType& type, env_text raw, TextRoom* room, Value& to);
void read_list(const env_table& table, const format::ValueType& type, const env_value& raw, Value& to);
void read_name(const env_table& table, const format::ValueType& type, const env_value& raw, Value& to);

template <format::ValueKind kKind>
[[gnu::always_inline]] inline void read_text(const format::ValueType& type, const env_value& raw, TextRoom& room, Value& to) {
  if (raw.kind != ENV_VALUE_TEXT || raw.as.text.data == nullptr) [[unlikely]]
    return set_absent(to);
  const char* const at = raw.as.text.data;
  const std::size_t size = raw.as.text.size;
  if (size - 1 < text::kSightBytesMax && text::may_overread(at, kBlockTextBytes)) [[likely]] {
    const text::Sight sight = see_block<kKind>(at, size);
    if (sight.is_canonical && (sight.strange == 0 || text::is_sound_text({at, size}))) [[likely]]
      return set_block(to, type, {at, size}, sight);
  }
  read_text_closely(type, raw.as.text, &room, to);
}

// Reads `raw` as `type` does: absent when it is none (semantics.md, "The request").
[[gnu::always_inline]] inline void read_value(Context& context, const format::ValueType& type, const env_value& raw, Value& to) {
  if (type.is_set != 0) [[unlikely]]
    return read_list(context.table, type, raw, to);
  switch (static_cast<format::ValueKind>(type.kind)) {
    case format::ValueKind::boolean:
      return raw.kind == ENV_VALUE_BOOL ? set_number(to, raw.as.number != 0 ? 1 : 0) : set_absent(to);
    case format::ValueKind::count:
    case format::ValueKind::bytes:
    case format::ValueKind::money:
    case format::ValueKind::duration:
    case format::ValueKind::percent:
    case format::ValueKind::time:
      return raw.kind == ENV_VALUE_NUMBER && raw.as.number >= 0 ? set_number(to, raw.as.number) : set_absent(to);
    case format::ValueKind::string:
      return read_text<format::ValueKind::string>(type, raw, context.room, to);
    case format::ValueKind::path:
      return read_text<format::ValueKind::path>(type, raw, context.room, to);
    case format::ValueKind::host:
      return read_text<format::ValueKind::host>(type, raw, context.room, to);
    case format::ValueKind::command:
      return read_text<format::ValueKind::command>(type, raw, context.room, to);
    case format::ValueKind::name:
      return read_name(context.table, type, raw, to);
  }
  __builtin_unreachable();  // a table with another kind is refused
}

}  // namespace envelope::decide
