#include "runtime/text/utf8.h"

#include "runtime/text/code_range.h"
#include "runtime/text/word_scan.h"

namespace envelope::text {

namespace {

constexpr Decoded kBadByte{kReplacementCharacter, 1, false};

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

// Table 3-7 of the Unicode standard: how long a sequence is and which second bytes its first byte permits. The bounds of
// the second byte are what keeps out overlong forms (E0, F0), surrogates (ED) and values above U+10FFFF (F4).
struct Lead {
  std::uint8_t size = 0;
  std::uint8_t second_first = 0x80;
  std::uint8_t second_last = 0xBF;
};

Lead lead_of(std::uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {.size = 2};
  if (byte == 0xE0) return {.size = 3, .second_first = 0xA0};
  if (byte == 0xED) return {.size = 3, .second_last = 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {.size = 3};
  if (byte == 0xF0) return {.size = 4, .second_first = 0x90};
  if (byte == 0xF4) return {.size = 4, .second_last = 0x8F};
  if (byte >= 0xF1 && byte <= 0xF3) return {.size = 4};
  return {};
}

}  // namespace

Decoded decode_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const std::uint8_t first = byte_at(text, at);
  if (first < 0x80) return {first, 1, true};
  const Lead lead = lead_of(first);
  if (lead.size == 0 || text.size() - at < lead.size) return kBadByte;
  const std::uint8_t second = byte_at(text, at + 1);
  if (second < lead.second_first || second > lead.second_last) return kBadByte;
  char32_t code = first & (0x7FU >> lead.size);
  code = code << 6 | (second & 0x3FU);
  for (std::size_t i = 2; i < lead.size; ++i) {
    const std::uint8_t next = byte_at(text, at + i);
    if ((next & 0xC0) != 0x80) return kBadByte;
    code = code << 6 | (next & 0x3FU);
  }
  return {code, lead.size, true};
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= 8 && (load_word(text.data() + at) & kWordHighBits) == 0) {
      at += 8;
      continue;
    }
    const Decoded decoded = decode_at(text, at);
    if (!decoded.valid) return at;
    at += decoded.size;
  }
  return std::nullopt;
}

bool is_valid_utf8(std::string_view text) { return !find_invalid_utf8(text).has_value(); }

void append_utf8(std::string& out, char32_t code) {
  if (code > kCodePointMax || (code >= kSurrogateFirst && code <= kSurrogateLast)) code = kReplacementCharacter;
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
    return;
  }
  const auto continuation = [&](unsigned shift) { out.push_back(static_cast<char>(0x80U | ((code >> shift) & 0x3FU))); };
  if (code < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (code >> 6)));
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (code >> 12)));
    continuation(6);
  } else {
    out.push_back(static_cast<char>(0xF0U | (code >> 18)));
    continuation(12);
    continuation(6);
  }
  continuation(0);
}

}  // namespace envelope::text
