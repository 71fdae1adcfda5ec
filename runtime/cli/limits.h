// How much of a request the program reads.
#pragma once

#include <cstddef>

namespace envelope::runtime_cli {

inline constexpr std::size_t kLineBytesMax = std::size_t{1} << 20;    // of a line of JSON, without its line feed
inline constexpr std::size_t kValueBytesMax = std::size_t{64} << 10;  // of a text value; a longer one is a missing value
inline constexpr std::size_t kJsonDepthMax = 8;                       // objects and arrays inside each other
inline constexpr std::size_t kLineageDepthMax = 64;                   // `with depth=N`

}  // namespace envelope::runtime_cli
