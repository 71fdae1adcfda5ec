// Finding the number of a name.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "runtime/decide/table.h"
#include "runtime/format/name_key.h"
#include "runtime/text/block.h"

namespace envelope::decide {

// key_of without a question about the size of a short name, where the memory behind the name lets it.
inline format::NameKey quick_key_of(std::string_view name) {
  struct Masks {
    std::uint64_t low;
    std::uint32_t high;
  };
  static constexpr auto kMasks = [] {
    std::array<Masks, format::kShortNameBytes + 1> masks{};
    for (std::size_t size = 0; size < masks.size(); ++size) {
      masks[size].low = size >= 8 ? UINT64_MAX : (std::uint64_t{1} << (8 * size)) - 1;
      masks[size].high = size <= 8 ? 0 : static_cast<std::uint32_t>((std::uint64_t{1} << (8 * (size - 8))) - 1);
    }
    return masks;
  }();
  if (name.size() > format::kShortNameBytes || !text::may_overread(name.data(), format::kShortNameBytes)) [[unlikely]]
    return format::key_of(name.data(), name.size());
  const Masks& masks = kMasks[name.size()];
  return {format::detail::load_64(name.data()) & masks.low,
          static_cast<std::uint32_t>(format::detail::load_32(name.data() + 8)) & masks.high};
}

// Number of the record called `name`, or ENV_NONE. `Record` has a `name` of `strings`.
template <typename Record>
std::uint32_t find_indexed(const env_table& table, std::span<const format::IndexSlot> index, std::span<const Record> records,
                           std::string_view name) {
  // A key is padded with zeros, which no name ends with: without this it would find one behind which there are some. Nor is one empty, and
  // then nothing may be read where it begins.
  if (name.empty() || name.back() == '\0') [[unlikely]]
    return ENV_NONE;
  const format::NameKey key = quick_key_of(name);
  const std::size_t mask = index.size() - 1;
  for (std::size_t at = format::key_hash(key) & mask;; at = (at + 1) & mask) {
    const format::IndexSlot& slot = index[at];
    if (slot.low == key.low && slot.high == key.high && slot.id_plus_1 != 0) [[likely]] {
      if (!key.is_long() || table.name(records[slot.id_plus_1 - 1].name) == name) return slot.id_plus_1 - 1;
    }
    if (slot.id_plus_1 == 0) return ENV_NONE;
  }
}

inline std::uint32_t find_principal(const env_table& table, std::string_view name) {
  return find_indexed(table, table.sections.principal_index, table.sections.principals, name);
}
inline std::uint32_t find_action(const env_table& table, std::string_view name) {
  return find_indexed(table, table.sections.action_index, table.sections.actions, name);
}

// The first bytes of a name, as attributes and members keep them.
inline std::uint64_t short_key_of(std::string_view name) {
  if (name.empty()) [[unlikely]]
    return 0;  // where it begins nothing may be read
  if (name.size() < 8 && text::may_overread(name.data(), 8)) [[likely]]
    return format::detail::load_64(name.data()) & ((std::uint64_t{1} << (8 * name.size())) - 1);
  return format::short_key(name.data(), name.size());
}

// Whether a record is called `name`, whose key is given.
template <typename Record>
bool is_called(const env_table& table, const Record& record, std::string_view name, std::uint64_t key) {
  return record.key == key && record.name.bytes == name.size() && (name.size() <= 8 || table.name(record.name) == name);
}

// The record of a name set called `name`, or null.
const format::NameRecord* find_name(const env_table& table, std::uint32_t set, std::string_view name);
// The number of a member of a name set, or ENV_NONE; the number itself when the name is given as one and the set has it.
std::uint32_t find_member(const env_table& table, std::uint32_t set, std::string_view name);

// Slot of the action's attribute, or ENV_NONE. The slot `expected` is looked at first.
[[gnu::always_inline]] inline std::uint32_t find_slot(const env_table& table, const format::ActionRecord& action, std::string_view name,
                                                      std::uint32_t expected = 0) {
  const format::AttributeRecord* const attributes = table.sections.attributes.data() + action.first_attribute;
  const std::uint64_t key = short_key_of(name);
  if (expected < action.attribute_count && is_called(table, attributes[expected], name, key)) [[likely]]
    return expected;
  for (std::uint32_t slot = 0; slot < action.attribute_count; ++slot)
    if (is_called(table, attributes[slot], name, key)) return slot;
  return ENV_NONE;
}

}  // namespace envelope::decide
