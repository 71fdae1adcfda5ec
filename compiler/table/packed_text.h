// The text of a policy as a table holds it: packed, because whoever opens a table copies all of it and nobody reads the text to decide.
//
//   [bytes of the text: 4, little-endian] then, until the end of the section:
//   [literals: varint][that many bytes]   and, unless the section ends here,
//   [length: varint][distance: varint]    `length` bytes again that stand `distance` bytes back; the two may overlap
//
// A varint holds seven bits a byte, the lowest first; the eighth says that another follows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace envelope::table {

// What `envc` reads as one policy (project::kModulesBytesMax). A longer text is left out of the table.
inline constexpr std::size_t kPolicyTextBytesMax = std::size_t{64} * 1024 * 1024;

// Deterministic. Empty for an empty text and for one beyond kPolicyTextBytesMax.
[[nodiscard]] std::string pack(std::string_view text);
// Nothing when the bytes are none that `pack` could have written, or say more than kPolicyTextBytesMax. Any bytes may be given.
[[nodiscard]] std::optional<std::string> unpack(std::string_view packed);

}  // namespace envelope::table
