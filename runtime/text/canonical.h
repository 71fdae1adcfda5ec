// Canonical forms without an allocation: what a decision calls for every text of a request. The normalise_ functions of path.h,
// host.h and command.h are these with a string around them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "runtime/text/glob.h"
#include "runtime/text/limits.h"

namespace envelope::text {

// Bytes that canonical_into may write: a canonical path is never longer than the raw one, and hosts are shorter.
inline constexpr std::size_t kCanonicalBufferBytes = kPathBytesMax;
// Bytes that command_words_into may write: a mark stands before each word, in the place of at least one blank save for the first.
inline constexpr std::size_t kCommandWordsBufferBytes = kCommandBytesMax + 1;

// canonical_value() of glob.h: the same answer for every input. A view of `raw` itself when that is canonical already, else of
// `buffer`. Paths and hosts need a buffer of kCanonicalBufferBytes; for strings and commands it may be empty.
[[nodiscard]] std::optional<std::string_view> canonical_into(Domain domain, std::string_view raw, std::span<char> buffer);

// command_key() of command.h: a view of `buffer`, empty for a missing command. The buffer has raw.size() + 1 bytes or more;
// kCommandWordsBufferBytes are enough for every command.
[[nodiscard]] std::string_view command_words_into(std::string_view raw, std::span<char> buffer);

}  // namespace envelope::text
