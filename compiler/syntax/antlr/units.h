// Units as people spell them, brought to those of the language.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace envelope::syntax {

// A number as the language would write it.
struct MendedNumber {
  std::size_t type;      // token type
  std::string spelling;  // `5min`
  bool is_certain;       // not for `5M`, `5k`: minutes or millions, bytes or thousands
};

// What `number` with `unit` stands for: ("5", "minutes") → `5min`, ("1.5", "h") → `90min`, ("$5", "") stays away. Nothing for a word that
// is no unit or a number that cannot be written exactly.
[[nodiscard]] std::optional<MendedNumber> mend_number(std::string_view number, std::string_view unit);
// Whether the word is a unit somebody might write, also one the language lacks (`months`).
[[nodiscard]] bool is_unit_word(std::string_view word);
// Months and years: no fixed length.
[[nodiscard]] bool is_calendar_word(std::string_view word);

// `2026-5-1` → `2026-05-01`, `9:00` → `09:00`; nothing when the parts do not have that shape.
[[nodiscard]] std::optional<std::string> mend_date(std::string_view text);
// `9`, `am` → `09:00`; `9:30`, `pm` → `21:30`
[[nodiscard]] std::optional<std::string> mend_clock(std::string_view number, std::string_view word);
[[nodiscard]] std::optional<std::string> mend_time(std::string_view text);

}  // namespace envelope::syntax
