// Every limit of this folder. What lies beyond a limit is refused (a pattern) or missing (a value), never cut short.
#pragma once

#include <cstddef>

namespace envelope::text {

// Values. Sizes are bytes of the raw text.
inline constexpr std::size_t kStringBytesMax = 65'536;
inline constexpr std::size_t kPathBytesMax = 4'096;  // PATH_MAX of Linux; also the size of a canonical path
inline constexpr std::size_t kCommandBytesMax = 32'768;
inline constexpr std::size_t kHostBytesMax = 253;      // RFC 1035: a canonical name
inline constexpr std::size_t kHostLabelBytesMax = 63;  // RFC 1035: one label of it
inline constexpr std::size_t kSetMembersMax = 256;     // members of a set
inline constexpr std::size_t kHostRawBytesMax = 262;   // a name, its trailing dot, `:65535`, and a pair of brackets

// Patterns.
inline constexpr std::size_t kGlobBytesMax = 1'024;
inline constexpr std::size_t kGlobDoubleStarsMax = 8;    // `**` in one alternative
inline constexpr std::size_t kGlobQuestionRunMax = 16;   // `?` side by side
inline constexpr std::size_t kGlobBraceDepthMax = 3;     // `{a,{b,{c,d}}}`
inline constexpr std::size_t kGlobAlternativesMax = 64;  // patterns after all `{a,b}` are written out
inline constexpr std::size_t kGlobClassRangesMax = 32;   // items in one `[…]`
inline constexpr std::size_t kGlobStepsMax = 4'096;      // size of the automaton; matching costs at most this per code point

}  // namespace envelope::text
