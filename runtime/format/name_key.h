// Short names as numbers: what the indexes of a table compare instead of texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "runtime/format/hash.h"
#include "runtime/format/table_format.h"

namespace envelope::format {

// The first eight bytes of a name, padded with zeros. Reads nothing beyond the name.
inline std::uint64_t short_key(const char* name, std::size_t size) {
  std::uint64_t key = 0;
  if (size >= 8) {
    std::memcpy(&key, name, 8);
  } else if (size >= 4) {
    std::uint32_t head = 0, tail = 0;
    std::memcpy(&head, name, 4);
    std::memcpy(&tail, name + size - 4, 4);
    key = head | std::uint64_t{tail} << (8 * (size - 4));  // where they overlap they agree
  } else if (size > 0) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<unsigned char>(name[at])) << (8 * at); };
    key = byte(0) | byte(size / 2) | byte(size - 1);
  }
  return key;
}

// What an IndexSlot holds of a name. Equal keys are equal names, unless they are long or one ends with NUL, as none of a policy does.
struct NameKey {
  std::uint64_t low;
  std::uint32_t high;
  [[nodiscard]] bool is_long() const { return high == kLongName; }
  bool operator==(const NameKey&) const = default;
};

inline NameKey key_of(const char* name, std::size_t size) {
  if (size > kShortNameBytes) return {name_hash(name, size), kLongName};
  if (size <= 8) return {short_key(name, size), 0};
  std::uint32_t tail = 0;
  std::memcpy(&tail, name + size - 4, 4);
  return {short_key(name, 8), static_cast<std::uint32_t>(std::uint64_t{tail} >> (8 * (kShortNameBytes - size)))};
}

// Where a search for the key begins.
inline std::uint64_t key_hash(const NameKey& key) {
  return detail::fold_multiply(key.low ^ detail::kSeed, detail::kMultiplier + (std::uint64_t{key.high} << 1U));
}

}  // namespace envelope::format
