// The types of `docs/language/types.md`, as every floor past the tree knows them.
#pragma once

#include <cstdint>

#include "compiler/base/ids.h"

namespace envelope::base {

enum class TypeKind : std::uint8_t {
  error,  // could not be determined; already reported; silences follow-on messages
  boolean,
  count,     // plain integer
  bytes,     // bytes
  money,     // millionths of the currency unit
  duration,  // milliseconds
  percent,   // ten-thousandths of a percent: 80% is 800'000
  time,      // instant: milliseconds since the Unix epoch, UTC
  string,
  path,
  host,
  command,
  enumeration,  // `enumeration` says which
  agent,        // a principal: PrincipalId
  tier,         // TierId
  mode,         // a window, phase or stop: SwitchId
  job,          // JobId
};

struct Type {
  TypeKind kind = TypeKind::error;
  EnumId enumeration;   // kind enumeration only
  bool is_set = false;  // `[T]`
  auto operator<=>(const Type&) const = default;
};

// Values are compared and counted as 64-bit integers.
[[nodiscard]] constexpr bool is_numeric(TypeKind kind) {
  return kind == TypeKind::count || kind == TypeKind::bytes || kind == TypeKind::money || kind == TypeKind::duration ||
         kind == TypeKind::percent || kind == TypeKind::time;
}

// Values are text with a canonical form (runtime/text).
[[nodiscard]] constexpr bool is_textual(TypeKind kind) {
  return kind == TypeKind::string || kind == TypeKind::path || kind == TypeKind::host || kind == TypeKind::command;
}

// Values are members of a closed set known to the compiler.
[[nodiscard]] constexpr bool is_closed(TypeKind kind) {
  return kind == TypeKind::enumeration || kind == TypeKind::agent || kind == TypeKind::tier || kind == TypeKind::mode ||
         kind == TypeKind::job;
}

}  // namespace envelope::base
