// The rival's names: agents, actions and attributes, compared as whole words of memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "tests/bench/decide/family.h"
#include "tests/bench/decide/rival.h"
#include "tests/bench/decide/rival_text.h"

namespace envelope::bench {

constexpr std::size_t kKeyBytesMax = 14;
constexpr std::uint64_t kHighMask = (std::uint64_t{1} << 48) - 1;

struct Key {
  std::uint64_t low, high;
};

// The name padded with zeros. 1..14 bytes whose last is no NUL: two such names have one key only when they are equal.
inline Key key_of(std::string_view name) {
  alignas(16) static constexpr std::uint8_t kWindow[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                           0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  __m128i bytes;
  if (may_overread(name.data(), 16)) [[likely]] {
    bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(name.data()));
    bytes = _mm_and_si128(bytes, _mm_loadu_si128(reinterpret_cast<const __m128i*>(kWindow + 16 - name.size())));
  } else {
    alignas(16) char copy[16] = {};
    std::memcpy(copy, name.data(), name.size());
    bytes = _mm_load_si128(reinterpret_cast<const __m128i*>(copy));
  }
  return {static_cast<std::uint64_t>(_mm_cvtsi128_si64(bytes)),
          static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(bytes, bytes)))};
}

inline bool can_be_key(std::string_view name) { return name.size() - 1 < kKeyBytesMax && name.back() != '\0'; }

// Two multiplications side by side; the upper bits of their sum are good.
inline std::uint64_t hash_of(Key key, std::uint64_t salt = 0) {
  const std::uint64_t mixed = key.low * (0x9E3779B97F4A7C15U + salt) + key.high * 0xD1B54A32D192ED03U;
  return mixed ^ mixed >> 32U;
}

// The actions: one probe, since the salt was searched until no two share a slot.
class ActionTable {
 public:
  ActionTable() {
    for (salt_ = 0; !fill(); salt_ += 2) {
    }
  }
  [[nodiscard]] std::uint32_t find(Key key) const {
    const Slot& slot = slots_[hash_of(key, salt_) >> kShift];
    return slot.key.low == key.low && slot.key.high == key.high ? slot.action : kNobody;
  }

 private:
  struct Slot {
    Key key{};
    std::uint32_t action = kNobody;
  };
  static constexpr unsigned kShift = 64 - 5;

  bool fill() {
    slots_ = {};
    for (std::uint32_t i = 0; i < kActions; ++i) {
      const Key key = key_of(declaration(static_cast<Action>(i)).name);
      Slot& slot = slots_[hash_of(key, salt_) >> kShift];
      if (slot.action != kNobody) return false;
      slot = {key, i};
    }
    return true;
  }

  std::uint64_t salt_ = 0;
  std::array<Slot, 32> slots_;
};
inline const ActionTable kActionTable;

// Attribute names have at most eight bytes.
inline std::uint64_t short_key(const char* text, std::size_t size) {
  std::uint64_t key = 0;
  if (may_overread(text, 8)) [[likely]] {
    std::memcpy(&key, text, 8);
    return key & (~std::uint64_t{0} >> (64 - 8 * size));
  }
  std::memcpy(&key, text, size);
  return key;
}

struct Shape {
  std::uint32_t count = 0;
  std::uint32_t sizes[2] = {};
  std::uint64_t keys[2] = {};
};
inline const std::array<Shape, kActions> kShapes = [] {
  std::array<Shape, kActions> shapes;
  for (std::size_t i = 0; i < kActions; ++i) {
    for (const Declared& declared : declaration(static_cast<Action>(i)).attributes) {
      if (declared.kind == Kind::none) continue;
      Shape& shape = shapes[i];
      shape.sizes[shape.count] = static_cast<std::uint32_t>(declared.name.size());
      shape.keys[shape.count++] = short_key(declared.name.data(), declared.name.size());
    }
  }
  return shapes;
}();

inline bool is_slot(const Shape& shape, std::uint32_t slot, const RivalAttribute& attribute) {
  return attribute.name_size == shape.sizes[slot] && short_key(attribute.name, attribute.name_size) == shape.keys[slot];
}

inline const RivalValue kMissing;

// Finds the values of both slots in any order. False: a name that is not declared, or one given twice.
inline bool find_values(const Shape& shape, std::span<const RivalAttribute> attributes, const RivalValue* values[2]) {
  for (const RivalAttribute& attribute : attributes) {
    std::uint32_t slot = 0;
    while (slot < shape.count && !is_slot(shape, slot, attribute)) ++slot;
    if (slot == shape.count || values[slot] != &kMissing) return false;
    values[slot] = &attribute.value;
  }
  return true;
}

}  // namespace envelope::bench
