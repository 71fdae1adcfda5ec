#include <array>

#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

struct LookAlike {
  char32_t code;
  char latin;
};

// Sorted by code point. Only pairs that common fonts draw alike; the Latin side is folded further below.
constexpr auto kLookAlikes = std::to_array<LookAlike>({
    {0x0131, 'i'}, {0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'i'}, {0x037F, 'J'}, {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'},
    {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'},
    {0x03A7, 'X'}, {0x03B1, 'a'}, {0x03B3, 'y'}, {0x03B7, 'n'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'},
    {0x03C3, 'o'}, {0x03C4, 't'}, {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03C9, 'w'}, {0x03F2, 'c'}, {0x03F3, 'j'}, {0x03F9, 'C'}, {0x0405, 'S'},
    {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x0417, '3'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'},
    {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'}, {0x042C, 'b'}, {0x0430, 'a'}, {0x0433, 'r'},
    {0x0435, 'e'}, {0x0437, '3'}, {0x043A, 'k'}, {0x043E, 'o'}, {0x043F, 'n'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x044C, 'b'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0474, 'V'}, {0x0475, 'v'}, {0x04AE, 'Y'}, {0x04AF, 'y'}, {0x04BB, 'h'},
    {0x04C0, 'I'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x050C, 'G'}, {0x051A, 'Q'}, {0x051B, 'q'}, {0x051C, 'W'}, {0x051D, 'w'}, {0x054D, 'U'},
    {0x0555, 'O'}, {0x0570, 'h'}, {0x0578, 'n'}, {0x057D, 'u'}, {0x0581, 'g'}, {0x0585, 'o'}, {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'},
    {0x2013, '-'}, {0x2212, '-'}, {0x2223, '|'}, {0x2113, 'l'}, {0x217C, 'l'},
});

char latin_look_alike(char32_t code) {
  for (const LookAlike& entry : kLookAlikes) {
    if (entry.code == code) return entry.latin;
  }
  if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + 0x21);  // full-width forms of ASCII
  if (code >= 0x1D400 && code <= 0x1D6A3) {                                              // mathematical alphabets, 52 letters each
    const char32_t letter = (code - 0x1D400) % 52;
    return static_cast<char>(letter < 26 ? 'A' + letter : 'a' + (letter - 26));
  }
  if (code >= 0x1D7CE && code <= 0x1D7FF) return static_cast<char>('0' + (code - 0x1D7CE) % 10);  // mathematical digits
  return '\0';
}

}  // namespace

std::string confusable_skeleton(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_at(text, at);
    const std::string_view bytes = text.substr(at, decoded.size);
    at += decoded.size;
    if (!decoded.valid) {
      append_utf8(out, kReplacementCharacter);
      continue;
    }
    if (is_invisible_or_bidi(decoded.code)) continue;
    const char latin = decoded.code >= 0x80 ? latin_look_alike(decoded.code) : '\0';
    const char letter = latin != '\0' ? latin : bytes.size() == 1 ? bytes[0] : '\0';
    switch (letter) {
      case '1':
      case 'I':
      case '|':
        out += 'l';
        break;
      case '0':
        out += 'O';
        break;
      case 'm':
        out += "rn";
        break;
      case 'w':
        out += "vv";
        break;
      case '\0':
        out += bytes;
        break;
      default:
        out += letter;
        break;
    }
  }
  return out;
}

}  // namespace envelope::text
