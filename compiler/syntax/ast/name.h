// Names and documentation strings as written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/base/span.h"

namespace envelope::syntax {

// One word used as a name, or what stands between backticks: `file-write` is a name too, but must be written in them again.
// An empty `text` means it is missing; `span` is then the gap where it was expected.
struct Name {
  std::string text;
  base::Span span;
  [[nodiscard]] bool is_missing() const { return text.empty(); }
};

// `a.b.c`. Never empty; one missing name when nothing was written.
struct Path {
  std::vector<Name> parts;
  base::Span span;
};

// A decoded string literal (quotes and escapes removed).
struct Text {
  std::string value;
  base::Span span;
};

using Doc = std::optional<Text>;

}  // namespace envelope::syntax
