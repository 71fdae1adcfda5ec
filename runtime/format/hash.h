// The two hashes of the format: of names, for the indexes, and of bytes, for the checksums. Neither keeps an adversary out: a table is
// trusted by its signature, and a request can only miss an index, never fill it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace envelope::format {

namespace detail {
inline constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio, odd
inline constexpr std::uint64_t kSeed = 0xD1B54A32D192ED03;

inline std::uint64_t load_64(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}
inline std::uint64_t load_32(const char* at) {
  std::uint32_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}
// The upper half of a 128-bit product folded onto the lower one: every bit of the input reaches every bit of the result.
inline std::uint64_t fold_multiply(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}
}  // namespace detail

// Of a name, in the byte order of the format.
inline std::uint64_t name_hash(const char* data, std::size_t size) {
  std::uint64_t hash = detail::kSeed ^ size;
  if (size >= 8) {
    const char* const last = data + size - 8;
    for (; data < last; data += 8) hash = detail::fold_multiply(hash ^ detail::load_64(data), detail::kMultiplier);
    return detail::fold_multiply(hash ^ detail::load_64(last), detail::kMultiplier);
  }
  std::uint64_t tail = 0;
  if (size >= 4) {
    tail = detail::load_32(data) | detail::load_32(data + size - 4) << 32U;
  } else if (size > 0) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(data[i])); };
    tail = byte(0) | byte(size / 2) << 8U | byte(size - 1) << 16U;
  }
  return detail::fold_multiply(hash ^ tail, detail::kMultiplier);
}

// Of a section: four lanes of 64-bit words, so that a table of a megabyte costs some 50 microseconds.
inline std::uint64_t checksum(const void* bytes, std::size_t size) {
  const char* at = static_cast<const char*>(bytes);
  std::uint64_t lanes[4] = {detail::kSeed ^ size, detail::kSeed + 1, detail::kSeed + 2, detail::kSeed + 3};
  for (; size >= 32; size -= 32, at += 32)
    for (int lane = 0; lane < 4; ++lane)
      lanes[lane] = detail::fold_multiply(lanes[lane] ^ detail::load_64(at + 8 * lane), detail::kMultiplier);
  char tail[32] = {};
  if (size > 0) std::memcpy(tail, at, size);
  std::uint64_t sum = 0;
  for (int lane = 0; lane < 4; ++lane)
    sum = detail::fold_multiply(sum ^ lanes[lane] ^ detail::load_64(tail + 8 * lane), detail::kMultiplier);
  return sum;
}

}  // namespace envelope::format
