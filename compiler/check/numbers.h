// Spelt numbers → 64-bit integers in the unit of their type (compiler/base/type.h). Exact: nothing is rounded, nothing wraps.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/syntax/ast/value.h"

namespace envelope::check {

enum class NumberFault : std::uint8_t {
  none,
  too_large,    // beyond 64 bits in the unit of the type
  too_precise,  // finer than the smallest step of the type: `$0.0000001`
  unreadable,   // no number of this kind (the parser should have seen to it)
};

struct NumberResult {
  std::int64_t number = 0;
  NumberFault fault = NumberFault::none;
};

// `spelling` as the tree keeps it (`1_000`, `$5.50`, `80%`, `10MB`, `15min`, `10x`). Kinds: integer, percent (1e-4 %), money (millionths),
// size (bytes; KB is 1000, KiB is 1024), duration (milliseconds), ratio (thousandths).
[[nodiscard]] NumberResult read_number(syntax::ValueKind kind, std::string_view spelling);

// The largest number of that kind in the unit people write: `$9223372036854.775807`.
[[nodiscard]] std::string_view largest_spelling(syntax::ValueKind kind);
// The smallest step: `$0.000001`, `0.0001%`, `0.001x`.
[[nodiscard]] std::string_view smallest_spelling(syntax::ValueKind kind);

}  // namespace envelope::check
