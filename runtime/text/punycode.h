// Punycode (RFC 3492), the encoding half: how a label of any script is written in ASCII. Used by a_label.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace envelope::text {

// The Punycode of `label` without the `xn--`; nothing when a delta would overflow 32 bits. Quadratic in the label, which
// the caller bounds: a host label has at most 63 bytes.
[[nodiscard]] std::optional<std::string> encode_punycode(std::u32string_view label);

}  // namespace envelope::text
