// Short texts looked at all at once: up to 64 bytes in vector registers, every question about them a mask with a bit per byte. What is
// longer, or not ordinary, is left to the readers that go byte by byte.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace envelope::text {

inline constexpr std::size_t kBlockBytesMax = 64;

using ByteMask = std::uint64_t;

[[nodiscard]] inline ByteMask mask_below(std::size_t count) { return count >= 64 ? ~ByteMask{0} : (ByteMask{1} << count) - 1; }

// Whether `bytes` bytes can be read at `at`, whatever lies there: a read that stays in a page never faults. Sanitizers see every byte, so
// under them, and on machines whose pages or vectors are not known here, the answer is no.
[[nodiscard]] inline bool may_overread([[maybe_unused]] const char* at, [[maybe_unused]] std::size_t bytes) {
#if !defined(__SSE2__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
  return false;
#else
  return (reinterpret_cast<std::uintptr_t>(at) & 4095U) <= 4096 - bytes;
#endif
#else
  return (reinterpret_cast<std::uintptr_t>(at) & 4095U) <= 4096 - bytes;
#endif
}

// A text of 1 to 16 * kParts bytes, at a place where 16 * kParts bytes can be read. What lies behind its end is read and never counts.
template <int kParts>
class TextBlock {
 public:
  TextBlock(const char* at, std::size_t size) : valid_(mask_below(size)) {
#if defined(__SSE2__)
    for (int i = 0; i < kParts; ++i) parts_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
#else
    std::memcpy(bytes_, at, sizeof bytes_);
#endif
  }

  [[nodiscard]] ByteMask valid() const { return valid_; }

#if defined(__SSE2__)
  [[nodiscard]] ByteMask equal(char c) const {
    const __m128i all = _mm_set1_epi8(c);
    return where([&](__m128i v) { return _mm_cmpeq_epi8(v, all); });
  }
  // Bytes `first..last` as unsigned numbers, once the bits `folded` are set in them.
  [[nodiscard]] ByteMask within(char first, char last, char folded = 0) const {
    const __m128i low = _mm_set1_epi8(first), width = _mm_set1_epi8(static_cast<char>(last - first)), bits = _mm_set1_epi8(folded);
    return where([&](__m128i v) {
      const __m128i shifted = _mm_sub_epi8(_mm_or_si128(v, bits), low);
      return _mm_cmpeq_epi8(_mm_min_epu8(shifted, width), shifted);
    });
  }
  // NUL and bytes beyond ASCII: signed bytes below 1.
  [[nodiscard]] ByteMask strange() const {
    const __m128i one = _mm_set1_epi8(1);
    return where([&](__m128i v) { return _mm_cmplt_epi8(v, one); });
  }

 private:
  template <typename Test>
  [[nodiscard]] ByteMask where(Test test) const {
    ByteMask mask = 0;
    for (int i = 0; i < kParts; ++i) mask |= static_cast<ByteMask>(static_cast<unsigned>(_mm_movemask_epi8(test(parts_[i])))) << (16 * i);
    return mask & valid_;
  }

  __m128i parts_[kParts];
#else
  [[nodiscard]] ByteMask equal(char c) const {
    return where([&](char byte) { return byte == c; });
  }
  [[nodiscard]] ByteMask within(char first, char last, char folded = 0) const {
    return where([&](char byte) {
      const auto shifted = static_cast<unsigned char>((byte | folded) - first);
      return shifted <= static_cast<unsigned char>(last - first);
    });
  }
  [[nodiscard]] ByteMask strange() const {
    return where([](char byte) { return static_cast<signed char>(byte) < 1; });
  }

 private:
  template <typename Test>
  [[nodiscard]] ByteMask where(Test test) const {
    ByteMask mask = 0;
    for (std::size_t i = 0; i < sizeof bytes_; ++i) mask |= static_cast<ByteMask>(test(bytes_[i]) ? 1 : 0) << i;
    return mask & valid_;
  }

  char bytes_[16 * kParts];
#endif
  ByteMask valid_;
};

// Which of the first 32 bytes at two places, each readable that far, differ.
[[nodiscard]] inline ByteMask differing_32(const char* a, const char* b) {
#if defined(__SSE2__)
  const auto equal = [&](std::size_t at) {
    const __m128i left = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a + at));
    const __m128i right = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + at));
    return static_cast<ByteMask>(static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(left, right))));
  };
  return (equal(0) | equal(16) << 16U) ^ 0xFFFFFFFFU;
#else
  ByteMask mask = 0;
  for (std::size_t i = 0; i < 32; ++i) mask |= static_cast<ByteMask>(a[i] != b[i] ? 1 : 0) << i;
  return mask;
#endif
}

}  // namespace envelope::text
