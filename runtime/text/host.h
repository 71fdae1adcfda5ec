// Hosts: one spelling per name or address.
//
// A canonical host is one of
//   * a name: ASCII labels of letters, digits, `-` and `_`, lower-case, joined by single dots;
//   * an IPv4 address in dotted decimal;
//   * an IPv6 address as RFC 5952 writes it (lower-case, no leading zeros, longest run of zeros as `::`), no brackets.
//
// Folded:   upper case, one trailing dot, `:port`, brackets around IPv6. An IPv4-mapped IPv6 address (`::ffff:10.0.0.1`)
//           becomes the IPv4 address, since connecting to it reaches that; other embeddings (NAT64, 6to4, the deprecated
//           `::10.0.0.1`) depend on the network and stay IPv6.
// Refused, so that the host is *missing*:
//   * a URL, a path, a userinfo part (`trusted.com@evil.com`), percent-encoding, blanks and control characters;
//   * IPv4 in any other spelling (`0x7f.1`, `127.1`, `2130706433`, `0177.0.0.1`): resolvers disagree about it. The rule
//     is that of browsers: a name whose last label is a number, decimal or `0x…`, must be a plain IPv4 address;
//   * IPv6 with a zone (`fe80::1%eth0`): it means something on one machine only;
//   * empty labels, labels over 63 bytes, names over 253, a hyphen at either end of a label;
//   * non-ASCII text: at run time a name arrives as A-labels (`xn--…`); the compiler converts those in policies.
// An underscore is accepted anywhere in a label (`_dmarc.example.com`). A label of the form `xn--…` is taken as it is;
// whether it decodes is the resolver's business.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace envelope::text {

// Why a raw text is not a host. `none` means that it is one.
enum class HostFault : std::uint8_t {
  none,
  empty,
  too_long,
  invalid_utf8,
  bad_character,
  url,
  userinfo,
  percent_encoded,
  bad_port,
  empty_label,
  label_too_long,
  hyphen_at_edge,
  ambiguous_address,
  bad_address6,
  zone_id,
  not_ascii,
  // Only from to_a_label_host:
  mixed_scripts,
  unsupported_letter,
};

// The canonical form of `raw`, or nothing when the host is missing. Idempotent.
[[nodiscard]] std::optional<std::string> normalise_host(std::string_view raw);

// The same without an allocation: when the answer is `none`, `canonical` is a view of `raw` itself (it is canonical already) or of
// `buffer`, which has kHostRawBytesMax bytes.
[[nodiscard]] HostFault canonical_host_into(std::string_view raw, std::span<char> buffer, std::string_view& canonical);

// Why normalise_host gives nothing; HostFault::none when it gives a host.
[[nodiscard]] HostFault host_fault(std::string_view raw);

// A clause for messages; empty for `none`. Static storage.
[[nodiscard]] std::string_view host_fault_text(HostFault fault);

// Whether a canonical host is an address rather than a name.
[[nodiscard]] bool is_address(std::string_view canonical_host);

// For the compiler: a host as a person writes it (`bücher.example`) to its canonical form (`xn--bcher-kva.example`).
// ASCII labels follow normalise_host. A label with other letters is encoded with Punycode (RFC 3492) as it stands.
// Refused as `unsupported_letter`: upper-case letters beyond ASCII, combining accents, and symbols, because lower-casing
// and composing need Unicode tables that this library does not carry. Refused as `mixed_scripts`: a label that mixes
// scripts (`pаypal` with a Cyrillic `а`), except Han with Hiragana and Katakana, and Han with Hangul; ASCII letters are
// Latin, digits and `-` go with everything.
// Limits: scripts beyond Latin, Greek, Cyrillic, Hebrew, Arabic, Han, kana and Hangul count as one script `other`, and a
// label wholly in one script may still look like Latin. Where this is too strict, write the A-label itself.
[[nodiscard]] std::optional<std::string> to_a_label_host(std::string_view utf8);

// Why to_a_label_host gives nothing; HostFault::none when it gives a host.
[[nodiscard]] HostFault a_label_host_fault(std::string_view utf8);

}  // namespace envelope::text
