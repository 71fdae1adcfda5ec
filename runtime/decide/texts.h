// Texts and text atoms: one run of a group's automaton decides all of its atoms.
#pragma once

#include <array>
#include <cstdint>

#include "runtime/decide/context.h"
#include "runtime/text/canonical.h"

namespace envelope::decide {

using CanonicalBuffer = std::array<char, text::kCanonicalBufferBytes>;

[[nodiscard]] inline text::Domain domain_of(const format::ValueType& type) {
  switch (static_cast<format::ValueKind>(type.kind)) {
    case format::ValueKind::path:
      return text::Domain::path;
    case format::ValueKind::host:
      return text::Domain::host;
    case format::ValueKind::command:
      return text::Domain::command;
    default:  // not an enum of the compiler's: other kinds are never asked for as texts
      return text::Domain::string;
  }
}

// Number of a member of a list of names.
[[nodiscard]] std::uint32_t list_member_number(const env_table& table, const Value& list, std::uint32_t index);

// Whether `value` satisfies the text atom `operand` (NodeRecord). `key` tells values apart while the request is decided.
[[nodiscard]] Truth text_truth(Context& context, std::uint32_t operand, const Value& value, std::uint32_t key);
// Whether some member of the list does.
[[nodiscard]] Truth any_text_truth(Context& context, std::uint32_t operand, const Value& list);

}  // namespace envelope::decide
