#include "compiler/diagnostics/json/json_text.h"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

namespace {

llvm::StringRef ref(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string utf8(std::string_view text) { return llvm::json::isUTF8(ref(text)) ? std::string(text) : llvm::json::fixUTF8(ref(text)); }

void string_attribute(llvm::json::OStream& json, std::string_view key, std::string_view text) { json.attribute(ref(key), utf8(text)); }

std::string harmless_json(std::string_view json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    const text::Decoded decoded = text::decode_at(json, at);
    const std::string_view code_point = json.substr(at, decoded.size);
    const auto value = static_cast<std::uint32_t>(decoded.code);
    at += decoded.size;
    // Below DEL the JSON writer has escaped what stands inside strings; line ends outside of them are layout.
    if (value < 0x7F || text::escape_for_terminal(code_point) == code_point)
      out += code_point;
    else if (value < 0x10000)
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", value);
    else
      fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xD800 + ((value - 0x10000) >> 10U),
                     0xDC00 + ((value - 0x10000) & 0x3FFU));
  }
  return out;
}

}  // namespace envelope::diagnostics
