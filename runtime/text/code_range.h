// A range of Unicode code points, and lookup in a sorted table of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace envelope::text {

inline constexpr char32_t kCodePointMax = 0x10FFFF;
inline constexpr char32_t kSurrogateFirst = 0xD800;
inline constexpr char32_t kSurrogateLast = 0xDFFF;

// Code points `first..last`, both included.
struct CodeRange {
  char32_t first = 0;
  char32_t last = 0;
  bool operator==(const CodeRange&) const = default;
};

// Whether `code` lies in one of `ranges`, which must be sorted and must not overlap. O(log n).
[[nodiscard]] constexpr bool in_ranges(std::span<const CodeRange> ranges, char32_t code) {
  std::size_t low = 0;
  std::size_t high = ranges.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (code > ranges[middle].last) {
      low = middle + 1;
    } else if (code < ranges[middle].first) {
      high = middle;
    } else {
      return true;
    }
  }
  return false;
}

}  // namespace envelope::text
