// Many cases at once, one bit for each: what a proof by exhaustion counts with.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace envelope::equate {

// A Boolean for each of kCases cases; the Bits of oracle/kleene.h.
struct Cases {
  static constexpr std::size_t kCases = 512;
  static constexpr std::size_t kWords = kCases / 64;
  std::array<std::uint64_t, kWords> words{};

  // The first `count` cases.
  static Cases first(std::size_t count) {
    Cases cases;
    for (std::size_t i = 0; i < kWords; ++i) {
      const std::size_t before = i * 64;
      if (count >= before + 64)
        cases.words[i] = UINT64_MAX;
      else if (count > before)
        cases.words[i] = (std::uint64_t{1} << (count - before)) - 1;
    }
    return cases;
  }

  void insert(std::size_t at) { words[at / 64] |= std::uint64_t{1} << at % 64; }
  [[nodiscard]] bool contains(std::size_t at) const { return (words[at / 64] >> at % 64 & 1U) != 0; }
  [[nodiscard]] bool is_empty() const {
    std::uint64_t any = 0;
    for (const std::uint64_t word : words) any |= word;
    return any == 0;
  }
  // Requires that there is one.
  [[nodiscard]] std::size_t least() const {
    std::size_t i = 0;
    while (words[i] == 0) ++i;
    return i * 64 + static_cast<std::size_t>(std::countr_zero(words[i]));
  }

  friend Cases operator&(const Cases& a, const Cases& b) {
    Cases result;
    for (std::size_t i = 0; i < kWords; ++i) result.words[i] = a.words[i] & b.words[i];
    return result;
  }
  friend Cases operator|(const Cases& a, const Cases& b) {
    Cases result;
    for (std::size_t i = 0; i < kWords; ++i) result.words[i] = a.words[i] | b.words[i];
    return result;
  }
  friend Cases operator^(const Cases& a, const Cases& b) {
    Cases result;
    for (std::size_t i = 0; i < kWords; ++i) result.words[i] = a.words[i] ^ b.words[i];
    return result;
  }
  friend Cases operator~(const Cases& a) {
    Cases result;
    for (std::size_t i = 0; i < kWords; ++i) result.words[i] = ~a.words[i];
    return result;
  }
};

}  // namespace envelope::equate
