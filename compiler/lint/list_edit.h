// Internal to this folder: taking one item out of a written list.
#pragma once

#include <optional>

#include "compiler/base/source_map.h"
#include "compiler/base/span.h"

namespace envelope::lint {

// What to delete so that `item`, which follows `previous`, is gone with its comma. Nothing when something else stands between them, a
// comment say: then only its author knows what to keep.
[[nodiscard]] std::optional<base::Span> without_item(const base::SourceMap& sources, base::Span previous, base::Span item);

// The same for the first item of a list, up to `next`.
[[nodiscard]] std::optional<base::Span> without_first(const base::SourceMap& sources, base::Span item, base::Span next);

// Whether `text` is `word` once, among blanks and line ends.
[[nodiscard]] bool is_only(std::string_view text, std::string_view word);

}  // namespace envelope::lint
