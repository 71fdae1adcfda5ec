// The first look at a raw value: whether it is canonical as it stands. Most values are, and a look that takes nothing apart tells it. A
// look that is not sure says `false`, and canonical_into (canonical.h) decides; it never says `true` wrongly.
#pragma once

#include "runtime/text/block.h"

namespace envelope::text {

struct Sight {
  // Whether the form is canonical. Of a command: its words are what stands between single blanks, a keyword in front aside.
  bool is_canonical = false;
  ByteMask separators = 0;  // where segments end: `/`, in hosts `.` and `:`, in commands blanks
  ByteMask strange = 0;     // NUL, and bytes beyond ASCII, which have to be sound UTF-8; none in hosts and commands
};

// `size` is at most kSightBytesMax and 16 * kParts, not 0, and 16 * kParts bytes can be read.
inline constexpr std::size_t kSightBytesMax = kBlockBytesMax - 1;  // so that a mask has a bit for the end

template <int kParts>
[[nodiscard, gnu::always_inline]] inline Sight see_string(const char* at, std::size_t size) {
  const TextBlock<kParts> block(at, size);
  return {true, block.equal('/'), block.strange()};
}

template <int kParts>
[[nodiscard, gnu::always_inline]] inline Sight see_path(const char* at, std::size_t size) {
  const TextBlock<kParts> block(at, size);
  const ByteMask slash = block.equal('/');
  const ByteMask dot = block.equal('.');
  const ByteMask end = slash | ~block.valid();  // what ends a component, seen from its last byte
  const ByteMask leading_dot = slash << 1U & dot;
  const ByteMask bad = (slash & end >> 1U)                       // an empty component
                       | (leading_dot & end >> 1U)               // `.`
                       | (leading_dot & dot >> 1U & end >> 2U);  // `..`
  const bool is_rooted = at[0] == '/' ? size > 1 : at[0] == '~' && (size == 1 || at[1] == '/');
  return {is_rooted && bad == 0, slash, block.strange()};
}

template <int kParts>
[[nodiscard, gnu::always_inline]] inline Sight see_host(const char* at, std::size_t size) {
  const TextBlock<kParts> block(at, size);
  const ByteMask dot = block.equal('.');
  const ByteMask hyphen = block.equal('-');
  const ByteMask name = block.within('a', 'z') | block.within('0', '9') | block.equal('_');
  const ByteMask edge = dot << 1U | 1U | dot >> 1U | ByteMask{1} << (size - 1);  // first and last bytes of labels
  const bool is_no_number = at[size - 1] >= 'g' && at[size - 1] <= 'z';          // a last label that ends so is none
  return {is_no_number && (dot | hyphen | name) == block.valid() && ((dot | hyphen) & edge) == 0, dot | block.equal(':'), 0};
}

template <int kParts>
[[nodiscard, gnu::always_inline]] inline Sight see_command(const char* at, std::size_t size) {
  const TextBlock<kParts> block(at, size);
  const ByteMask blank = block.equal(' ');
  const ByteMask safe = block.within('a', 'z', 0x20) | block.within('+', ':') | block.equal('_') | block.equal('@') | blank;
  const ByteMask edge = blank << 1U | 1U | ByteMask{1} << (size - 1);
  return {safe == block.valid() && (blank & (edge | blank << 1U)) == 0, blank, 0};
}

}  // namespace envelope::text
