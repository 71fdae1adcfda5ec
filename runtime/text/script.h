// Which script a letter belongs to, for spotting names that mix them. Used by a_label.cpp.
#pragma once

#include <cstdint>

namespace envelope::text {

enum class Script : std::uint8_t {
  none,    // not acceptable in a host label: upper case, accents on their own, symbols, unassigned
  common,  // digits, hyphen, underscore: go with every script
  latin,
  greek,
  cyrillic,
  hebrew,
  arabic,
  han,
  hiragana,
  katakana,
  hangul,
  other,  // letters of further living scripts, not told apart
};

// The script of `code`, which must already be lower-case where ASCII.
[[nodiscard]] Script script_of(char32_t code);

}  // namespace envelope::text
