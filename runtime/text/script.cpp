#include "runtime/text/script.h"

#include <array>

#include "runtime/text/code_range.h"

namespace envelope::text {

namespace {

enum class Case : std::uint8_t { all, odd, even };  // which code points of the range are lower-case letters

struct ScriptRange {
  CodeRange range;
  Script script;
  Case lower = Case::all;
};

// Sorted. Only lower-case and caseless letters that IDNA 2008 permits; what is missing here is Script::none.
constexpr auto kScripts = std::to_array<ScriptRange>({
    {{'-', '-'}, Script::common},
    {{'0', '9'}, Script::common},
    {{'_', '_'}, Script::common},
    {{'a', 'z'}, Script::latin},
    {{0x00DF, 0x00F6}, Script::latin},
    {{0x00F8, 0x00FF}, Script::latin},
    {{0x0100, 0x0131}, Script::latin, Case::odd},
    {{0x0135, 0x0137}, Script::latin, Case::odd},
    {{0x0138, 0x0138}, Script::latin},
    {{0x013A, 0x013E}, Script::latin, Case::even},
    {{0x0142, 0x0148}, Script::latin, Case::even},
    {{0x014B, 0x0177}, Script::latin, Case::odd},
    {{0x017A, 0x017E}, Script::latin, Case::even},
    {{0x01A1, 0x01A1}, Script::latin},
    {{0x01B0, 0x01B0}, Script::latin},
    {{0x0219, 0x021B}, Script::latin, Case::odd},
    {{0x0390, 0x0390}, Script::greek},
    {{0x03AC, 0x03CE}, Script::greek},
    {{0x0430, 0x045F}, Script::cyrillic},
    {{0x0461, 0x0481}, Script::cyrillic, Case::odd},
    {{0x048B, 0x04BF}, Script::cyrillic, Case::odd},
    {{0x04C2, 0x04CE}, Script::cyrillic, Case::even},
    {{0x04CF, 0x04CF}, Script::cyrillic},
    {{0x04D1, 0x052F}, Script::cyrillic, Case::odd},
    {{0x0561, 0x0586}, Script::other},
    {{0x05D0, 0x05EA}, Script::hebrew},
    {{0x0620, 0x063F}, Script::arabic},
    {{0x0641, 0x064A}, Script::arabic},
    {{0x066E, 0x066F}, Script::arabic},
    {{0x0671, 0x0674}, Script::arabic},
    {{0x0679, 0x06D3}, Script::arabic},
    {{0x06D5, 0x06D5}, Script::arabic},
    {{0x0750, 0x077F}, Script::arabic},
    {{0x0904, 0x0939}, Script::other},
    {{0x093E, 0x094D}, Script::other},
    {{0x0985, 0x09CD}, Script::other},
    {{0x0A05, 0x0A4D}, Script::other},
    {{0x0A85, 0x0ACD}, Script::other},
    {{0x0B85, 0x0BCD}, Script::other},
    {{0x0C05, 0x0C4D}, Script::other},
    {{0x0C85, 0x0CCD}, Script::other},
    {{0x0D05, 0x0D4D}, Script::other},
    {{0x0E01, 0x0E32}, Script::other},
    {{0x0E34, 0x0E3A}, Script::other},
    {{0x0E40, 0x0E4E}, Script::other},
    {{0x10D0, 0x10FA}, Script::other},
    {{0x1200, 0x135A}, Script::other},
    {{0x1780, 0x17B3}, Script::other},
    {{0x1E01, 0x1E95}, Script::latin, Case::odd},
    {{0x1EA1, 0x1EFF}, Script::latin, Case::odd},
    {{0x3005, 0x3005}, Script::han},
    {{0x3041, 0x3096}, Script::hiragana},
    {{0x309D, 0x309E}, Script::hiragana},
    {{0x30A1, 0x30FA}, Script::katakana},
    {{0x30FC, 0x30FE}, Script::katakana},
    {{0x3400, 0x4DBF}, Script::han},
    {{0x4E00, 0x9FFF}, Script::han},
    {{0xAC00, 0xD7A3}, Script::hangul},
    {{0x20000, 0x2A6DF}, Script::han},
});

}  // namespace

Script script_of(char32_t code) {
  for (const ScriptRange& entry : kScripts) {
    if (code > entry.range.last) continue;
    if (code < entry.range.first) return Script::none;
    const bool is_odd = (code & 1) != 0;
    const bool is_lower = entry.lower == Case::all || is_odd == (entry.lower == Case::odd);
    return is_lower ? entry.script : Script::none;
  }
  return Script::none;
}

}  // namespace envelope::text
