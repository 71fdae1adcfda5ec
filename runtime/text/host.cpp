#include "runtime/text/host.h"

#include <algorithm>
#include <array>

#include "runtime/text/address.h"
#include "runtime/text/limits.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

constexpr auto kNone = std::string_view::npos;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

bool has_any(std::string_view text, std::string_view characters) { return text.find_first_of(characters) != kNone; }

// Faults that show in the text as a whole, before it is taken apart.
HostFault fault_of_text(std::string_view raw) {
  if (raw.empty()) return HostFault::empty;
  if (raw.size() > kHostRawBytesMax) return HostFault::too_long;
  if (!is_valid_utf8(raw)) return HostFault::invalid_utf8;
  const auto is_blank_or_control = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
  if (std::any_of(raw.begin(), raw.end(), is_blank_or_control)) return HostFault::bad_character;
  if (has_any(raw, "/\\?#")) return HostFault::url;
  if (has_any(raw, "@")) return HostFault::userinfo;
  if (has_any(raw, "%")) return std::count(raw.begin(), raw.end(), ':') >= 2 ? HostFault::zone_id : HostFault::percent_encoded;
  if (std::any_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return HostFault::not_ascii;
  return HostFault::none;
}

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
  unsigned value = 0;
  for (const char c : text) value = value * 10 + static_cast<unsigned>(c - '0');
  return value <= 65'535;
}

// The canonical form as it is written: the first `size` bytes of `bytes`.
struct Output {
  char* bytes = nullptr;
  std::size_t size = 0;
};

HostFault normalise_address6(std::string_view text, Output& out) {
  const auto address = parse_address6(text);
  if (!address) return HostFault::bad_address6;
  const auto mapped = mapped_address4(*address);
  out.size = mapped ? print_address4_to(*mapped, out.bytes) : print_address6_to(*address, out.bytes);
  return HostFault::none;
}

HostFault normalise_bracketed(std::string_view raw, Output& out) {
  const std::size_t close = raw.find(']');
  if (close == kNone) return HostFault::bad_address6;
  const std::string_view rest = raw.substr(close + 1);
  if (!rest.empty() && (rest[0] != ':' || !is_port(rest.substr(1)))) return HostFault::bad_port;
  return normalise_address6(raw.substr(1, close - 1), out);
}

HostFault fault_of_label(std::string_view label) {
  if (label.empty()) return HostFault::empty_label;
  if (label.size() > kHostLabelBytesMax) return HostFault::label_too_long;
  if (label.front() == '-' || label.back() == '-') return HostFault::hyphen_at_edge;
  const auto is_name_character = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return std::all_of(label.begin(), label.end(), is_name_character) ? HostFault::none : HostFault::bad_character;
}

// The numbers that some resolver would read as (part of) an IPv4 address: digits, or 0x and hex digits.
bool is_number(std::string_view label) {
  if (label.starts_with("0x")) {
    return std::all_of(label.begin() + 2, label.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
  }
  return std::all_of(label.begin(), label.end(), is_digit);
}

// `name` is lower-case, without port.
HostFault fault_of_name(std::string_view name) {
  if (name.empty()) return HostFault::empty_label;
  if (name.size() > kHostBytesMax) return HostFault::too_long;
  std::string_view last;
  for (std::size_t at = 0; at <= name.size(); at += last.size() + 1) {
    last = name.substr(at, name.find('.', at) - at);
    const HostFault fault = fault_of_label(last);
    if (fault != HostFault::none) return fault;
  }
  return is_number(last) && !parse_address4(name) ? HostFault::ambiguous_address : HostFault::none;
}

// Writes the canonical form to `out`, which is meaningful only when the answer is `none`.
HostFault normalise(std::string_view raw, Output& out) {
  const HostFault fault = fault_of_text(raw);
  if (fault != HostFault::none) return fault;
  if (raw[0] == '[') return normalise_bracketed(raw, out);
  const std::size_t colon = raw.find(':');
  if (colon != kNone && raw.find(':', colon + 1) != kNone) return normalise_address6(raw, out);
  if (colon != kNone && !is_port(raw.substr(colon + 1))) return HostFault::bad_port;
  for (const char c : raw.substr(0, colon)) out.bytes[out.size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (out.size > 0 && out.bytes[out.size - 1] == '.') --out.size;
  return fault_of_name({out.bytes, out.size});
}

constexpr auto kIsNameCharacter = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  return table;
}();

// Whether `raw` is a canonical name whose last label starts with a letter: most hosts are.
bool is_canonical_at_first_sight(std::string_view raw) {
  if (raw.size() > kHostBytesMax) return false;
  std::size_t begin = 0;
  for (std::size_t at = 0;; ++at) {
    const bool is_end = at == raw.size();
    if (!is_end && kIsNameCharacter[static_cast<unsigned char>(raw[at])]) continue;
    if (!is_end && raw[at] != '.') return false;
    if (at == begin || at - begin > kHostLabelBytesMax || raw[begin] == '-' || raw[at - 1] == '-') return false;
    if (is_end) return is_letter(raw[begin]);
    begin = at + 1;
  }
}

// A name in capitals, with a dot or a port behind it, is written canonically at the first try; false: not to be told so quickly.
bool write_ordinary_name(std::string_view raw, Output& out) {
  if (raw.size() > kHostRawBytesMax) return false;
  std::size_t size = 0;
  for (; size < raw.size() && raw[size] != ':'; ++size) {
    const char c = raw[size];
    out.bytes[size] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (size < raw.size() && !is_port(raw.substr(size + 1))) return false;
  if (size > 0 && out.bytes[size - 1] == '.') --size;
  out.size = size;
  return is_canonical_at_first_sight({out.bytes, size});
}

}  // namespace

HostFault canonical_host_into(std::string_view raw, std::span<char> buffer, std::string_view& canonical) {
  canonical = raw;
  if (is_canonical_at_first_sight(raw)) return HostFault::none;
  Output out{.bytes = buffer.data()};
  if (write_ordinary_name(raw, out)) {
    canonical = {out.bytes, out.size};
    return HostFault::none;
  }
  out.size = 0;
  const HostFault fault = normalise(raw, out);
  const std::string_view written(out.bytes, out.size);
  if (written != raw) canonical = written;
  return fault;
}

std::optional<std::string> normalise_host(std::string_view raw) {
  char buffer[kHostRawBytesMax];
  std::string_view canonical;
  if (canonical_host_into(raw, buffer, canonical) != HostFault::none) return std::nullopt;
  return std::string(canonical);
}

HostFault host_fault(std::string_view raw) {
  char buffer[kHostRawBytesMax];
  std::string_view canonical;
  return canonical_host_into(raw, buffer, canonical);
}

bool is_address(std::string_view canonical_host) { return canonical_host.find(':') != kNone || parse_address4(canonical_host).has_value(); }

static_assert(kHostBytesMax == 253 && kHostLabelBytesMax == 63, "the texts below say so");

std::string_view host_fault_text(HostFault fault) {
  switch (fault) {
    case HostFault::none:
      return "";
    case HostFault::empty:
      return "it is empty";
    case HostFault::too_long:
      return "it is longer than the 253 bytes of a host name";
    case HostFault::invalid_utf8:
      return "it is not well-formed UTF-8";
    case HostFault::bad_character:
      return "it contains a character other than letters, digits, `-`, `_` and `.`";
    case HostFault::url:
      return "it is a URL or a path; only the host itself is expected";
    case HostFault::userinfo:
      return "it contains `@`: what stands before it looks like the host but is a user name";
    case HostFault::percent_encoded:
      return "it contains `%`; percent-encoding is read differently by different programs";
    case HostFault::bad_port:
      return "what follows the `:` is no port number (0 to 65535)";
    case HostFault::empty_label:
      return "it contains an empty label (two dots side by side, or a dot at the front)";
    case HostFault::label_too_long:
      return "one of its labels is longer than 63 bytes";
    case HostFault::hyphen_at_edge:
      return "one of its labels starts or ends with `-`";
    case HostFault::ambiguous_address:
      return "it ends in a number but is no IPv4 address in plain dotted decimal; resolvers disagree about it";
    case HostFault::bad_address6:
      return "it is no well-formed IPv6 address";
    case HostFault::zone_id:
      return "it names an interface of one machine (a zone after `%`)";
    case HostFault::not_ascii:
      return "it contains letters beyond ASCII, which at run time must arrive as `xn--` labels";
    case HostFault::mixed_scripts:
      return "one of its labels mixes letters of different scripts, which can look like another name";
    case HostFault::unsupported_letter:
      return "it contains an upper-case letter, accent or symbol beyond ASCII; write the `xn--` form of the label instead";
  }
  return "";
}

}  // namespace envelope::text
