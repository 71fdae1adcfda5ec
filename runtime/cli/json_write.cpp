#include "runtime/cli/json_write.h"

#include <charconv>
#include <cstddef>

#include "runtime/text/utf8.h"

namespace envelope::runtime_cli {
namespace {

bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void append_unit(std::string& out, char32_t unit) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const char escaped[] = {'\\', 'u', kDigits[unit >> 12 & 0xF], kDigits[unit >> 8 & 0xF], kDigits[unit >> 4 & 0xF], kDigits[unit & 0xF]};
  out.append(escaped, sizeof escaped);
}

void append_escaped(std::string& out, char32_t code) {
  if (code < 0x10000) return append_unit(out, code);
  append_unit(out, 0xD800 + ((code - 0x10000) >> 10));
  append_unit(out, 0xDC00 + ((code - 0x10000) & 0x3FF));
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end])) ++end;
    out.append(text, at, end - at);
    if (end == text.size()) break;
    const text::Decoded decoded = text::decode_at(text, end);
    if (text[end] == '"' || text[end] == '\\') {
      out += '\\';
      out += text[end];
    } else {
      append_escaped(out, decoded.code);
    }
    at = end + decoded.size;
  }
  out += '"';
}

void append_json_number(std::string& out, std::uint64_t number) {
  char digits[20];
  const auto result = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, static_cast<std::size_t>(result.ptr - digits));
}

void append_json(std::string& out, std::string_view json) {
  for (std::size_t at = 0; at < json.size();) {
    const text::Decoded decoded = text::decode_at(json, at);
    if (decoded.code < 0x20)
      out += ' ';
    else if (decoded.code < 0x7F)
      out += static_cast<char>(decoded.code);
    else
      append_escaped(out, decoded.code);
    at += decoded.size;
  }
}

}  // namespace envelope::runtime_cli
