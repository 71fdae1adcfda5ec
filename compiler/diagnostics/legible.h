// A name in a policy may be a megabyte long; what is said about it may not. Every printer shows a finding as this gives it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

inline constexpr std::size_t kQuotedBytesMax = 120;  // of one piece in backticks: its beginning and its end are kept
inline constexpr std::size_t kWordsBytesMax = 2000;  // of one message, label, note, help or title

// `text` with `…` where more is left out than these limits allow. Never cuts a character of UTF-8 in two.
[[nodiscard]] std::string shortened(std::string_view text);

// The finding with its words shortened. Places, paths and the replacements of fixes stay as they are: programs use them.
[[nodiscard]] Diagnostic legible(Diagnostic finding);

}  // namespace envelope::diagnostics
