// IP addresses in text form, read strictly. Used by host.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace envelope::text {

using Address4 = std::array<std::uint8_t, 4>;
using Address6 = std::array<std::uint16_t, 8>;  // host byte order, most significant group first

// Four decimal parts of 0..255 without leading zeros; every other spelling is refused.
[[nodiscard]] std::optional<Address4> parse_address4(std::string_view text);
[[nodiscard]] std::string print_address4(const Address4& address);

// The same to `out`, which has room for kAddress4BytesMax; gives the size.
inline constexpr std::size_t kAddress4BytesMax = 15;
std::size_t print_address4_to(const Address4& address, char* out);

// RFC 4291 section 2.2 without brackets or zone: eight groups of 1..4 hex digits, one `::` for one or more zero groups,
// the last two groups optionally as dotted decimal.
[[nodiscard]] std::optional<Address6> parse_address6(std::string_view text);

// RFC 5952. The tail is never written as dotted decimal.
[[nodiscard]] std::string print_address6(const Address6& address);

// The same to `out`, which has room for kAddress6BytesMax; gives the size.
inline constexpr std::size_t kAddress6BytesMax = 39;
std::size_t print_address6_to(const Address6& address, char* out);

// The IPv4 address inside `::ffff:0:0/96`, or nothing.
[[nodiscard]] std::optional<Address4> mapped_address4(const Address6& address);

}  // namespace envelope::text
