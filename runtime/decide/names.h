// Finding the number of a name.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/decide/table.h"
#include "runtime/format/hash.h"

namespace envelope::decide {

// Number of the record called `name`, or ENV_NONE. `Record` has a `name` of `strings`.
template <typename Record>
std::uint32_t find_indexed(const env_table& table, std::span<const format::IndexSlot> index, std::span<const Record> records,
                           std::string_view name) {
  const auto hash = static_cast<std::uint32_t>(format::name_hash(name.data(), name.size()) >> 32U);
  const std::size_t mask = index.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const format::IndexSlot slot = index[at];
    if (slot.id_plus_1 == 0) return ENV_NONE;
    if (slot.hash == hash && table.name(records[slot.id_plus_1 - 1].name) == name) return slot.id_plus_1 - 1;
  }
}

inline std::uint32_t find_principal(const env_table& table, std::string_view name) {
  return find_indexed(table, table.sections.principal_index, table.sections.principals, name);
}
inline std::uint32_t find_action(const env_table& table, std::string_view name) {
  return find_indexed(table, table.sections.action_index, table.sections.actions, name);
}

// The record of a name set called `name`, or null.
const format::NameRecord* find_name(const env_table& table, std::uint32_t set, std::string_view name);
// The number of a member of a name set, or ENV_NONE; the number itself when the name is given as one and the set has it.
std::uint32_t find_member(const env_table& table, std::uint32_t set, std::string_view name);

// Slot of the action's attribute, or ENV_NONE.
std::uint32_t find_slot(const env_table& table, const format::ActionRecord& action, std::string_view name);

}  // namespace envelope::decide
