#include <algorithm>

#include "runtime/text/host.h"
#include "runtime/text/limits.h"
#include "runtime/text/punycode.h"
#include "runtime/text/script.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

using ScriptSet = std::uint32_t;

constexpr ScriptSet bit(Script script) { return 1U << static_cast<unsigned>(script); }

// The combinations that people really write: Japanese and Korean.
constexpr ScriptSet kJapanese = bit(Script::han) | bit(Script::hiragana) | bit(Script::katakana);
constexpr ScriptSet kKorean = bit(Script::han) | bit(Script::hangul);

bool may_stand_together(ScriptSet scripts) {
  const bool is_single = (scripts & (scripts - 1)) == 0;
  return is_single || (scripts & ~kJapanese) == 0 || (scripts & ~kKorean) == 0;
}

// `label` is valid UTF-8 and not pure ASCII. Appends its A-label to `out`.
HostFault append_a_label(std::string_view label, std::string& out) {
  if (label.size() > kHostLabelBytesMax * 4) return HostFault::label_too_long;
  std::u32string codes;
  ScriptSet scripts = 0;
  for (const Decoded decoded : CodePoints(label)) {
    const bool is_upper = decoded.code >= 'A' && decoded.code <= 'Z';
    const char32_t code = is_upper ? decoded.code - 'A' + 'a' : decoded.code;
    const Script script = script_of(code);
    if (script == Script::none) return code < 0x80 ? HostFault::bad_character : HostFault::unsupported_letter;
    if (script != Script::common) scripts |= bit(script);
    codes += code;
  }
  if (!may_stand_together(scripts)) return HostFault::mixed_scripts;
  if (codes.front() == '-' || codes.back() == '-') return HostFault::hyphen_at_edge;
  const auto encoded = encode_punycode(codes);
  if (!encoded) return HostFault::label_too_long;
  out += "xn--";
  out += *encoded;
  return HostFault::none;
}

HostFault convert(std::string_view utf8, std::string& out) {
  if (utf8.empty()) return HostFault::empty;
  if (utf8.size() > kHostRawBytesMax * 4) return HostFault::too_long;
  if (!is_valid_utf8(utf8)) return HostFault::invalid_utf8;
  std::string ascii;
  for (std::size_t at = 0; at <= utf8.size();) {
    const std::string_view label = utf8.substr(at, utf8.find('.', at) - at);
    if (at > 0) ascii += '.';
    if (std::all_of(label.begin(), label.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
      ascii += label;
    } else {
      const HostFault fault = append_a_label(label, ascii);
      if (fault != HostFault::none) return fault;
    }
    at += label.size() + 1;
  }
  const auto host = normalise_host(ascii);
  if (!host) return host_fault(ascii);
  out = *host;
  return HostFault::none;
}

}  // namespace

std::optional<std::string> to_a_label_host(std::string_view utf8) {
  std::string out;
  if (convert(utf8, out) != HostFault::none) return std::nullopt;
  return out;
}

HostFault a_label_host_fault(std::string_view utf8) {
  std::string out;
  return convert(utf8, out);
}

}  // namespace envelope::text
