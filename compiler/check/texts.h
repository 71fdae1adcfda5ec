// Text constants in the one spelling that values are compared in (runtime/text).
#pragma once

#include <optional>
#include <string>

#include "compiler/check/context.h"

namespace envelope::check {

enum class TextUse : std::uint8_t {
  value,    // `is "…"`: one canonical value
  pattern,  // `matches "…"`: a glob
  prefix,   // `under "…"`: a folder
  raw,      // as written: tests, duties, settings
};

// The canonical form of the text in `value` for comparison with type `kind` (textual); nothing after reporting.
[[nodiscard]] std::optional<std::string> canonical_text(Context& ctx, const syntax::Value& value, base::TypeKind kind, TextUse use);
// The same for a string that stands by itself (`file "…"`).
[[nodiscard]] std::optional<std::string> canonical_text(Context& ctx, const syntax::Text& text, base::TypeKind kind, TextUse use);

// Where byte `offset` of a decoded string literal stands in the source: exact as long as the literal has no escapes.
[[nodiscard]] base::Span inside_literal(const Context& ctx, base::Span literal, std::string_view decoded, std::size_t offset,
                                        std::size_t length);

}  // namespace envelope::check
