// Looking at text eight bytes at a time: what the readers of raw values use to pass quickly over ordinary text.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace envelope::text {

inline constexpr std::uint64_t kWordLowBits = 0x0101010101010101U;
inline constexpr std::uint64_t kWordHighBits = 0x8080808080808080U;

// Eight bytes as one word; the order of the bytes is that of the machine.
inline std::uint64_t load_word(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Not 0 exactly when some byte of `word` is 0; which one it does not say.
constexpr std::uint64_t has_zero_byte(std::uint64_t word) { return (word - kWordLowBits) & ~word & kWordHighBits; }

// The high bit of every byte of `word` that is `byte`.
constexpr std::uint64_t bytes_equal(std::uint64_t word, char byte) {
  const std::uint64_t difference = word ^ (kWordLowBits * static_cast<unsigned char>(byte));
  return ~(((difference & ~kWordHighBits) + ~kWordHighBits) | difference | ~kWordHighBits);
}

// Whether `text` is well-formed UTF-8 without NUL. One pass over ASCII text.
[[nodiscard]] bool is_sound_text(std::string_view text);

}  // namespace envelope::text
