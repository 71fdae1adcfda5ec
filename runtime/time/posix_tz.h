// The rule at the end of a TZif file, in the notation of POSIX `TZ` (`CET-1CEST,M3.5.0,M10.5.0/3`): what happens after the last
// transition that the file lists.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/time/zone.h"

namespace envelope::time {

// A day of every year and a time on it.
struct RuleDate {
  enum class Kind : std::uint8_t { day_without_leap, day_with_leap, nth_weekday } kind = Kind::day_with_leap;
  std::int32_t day = 0;        // day_without_leap (`Jn`): 1..365, 29 February never counted; day_with_leap (`n`): 0..365
  std::int32_t month = 1;      // nth_weekday (`Mm.w.d`): 1..12
  std::int32_t week = 1;       // nth_weekday: 1..5, 5 = the last
  std::int32_t weekday = 0;    // nth_weekday: 0 = Sunday .. 6
  std::int32_t time_s = 7200;  // seconds after midnight on the clock in force before, -167 h .. 167 h (the extension of RFC 8536)
  bool operator==(const RuleDate&) const = default;
};

// Offsets are seconds east of Greenwich (the notation itself counts west).
struct PosixRule {
  std::int32_t standard_offset_s = 0;
  bool has_dst = false;
  std::int32_t dst_offset_s = 0;
  RuleDate dst_begins;
  RuleDate dst_ends;
  bool operator==(const PosixRule&) const = default;
};

// nullopt when the text is not exactly such a rule. A rule that names daylight-saving time without its dates is refused: what it means
// would depend on the system.
[[nodiscard]] std::optional<PosixRule> parse_posix_rule(std::string_view text);

// The changes a rule makes in the years `first..last` (within 0..9999), ascending; of two at one instant only the one in force stays.
[[nodiscard]] std::vector<Transition> transitions_of(const PosixRule& rule, std::int32_t first_year, std::int32_t last_year);

}  // namespace envelope::time
