// Daily intervals on the clock on the wall, as in `time in 22:00..06:00`.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/time/civil.h"

namespace envelope::time {

// Half-open: `09:00..17:00` holds 09:00 and not 17:00. An end before the begin wraps over midnight: `22:00..06:00` holds 23:00 and
// 05:00. Such an interval belongs to the day on which it *is*, not on which it began: with `day is monday and time in 22:00..06:00`
// the hours before Monday's 06:00 count (and those before Tuesday's do not), so a wrapped interval is two pieces of one day.
// `18:00..00:00` reaches to the end of the day.
//
// Only `make_interval` should build one: begin and end differ.
struct CivilInterval {
  TimeOfDay begin;
  TimeOfDay end;
  auto operator<=>(const CivilInterval&) const = default;
};

// A piece of one day that does not wrap: milliseconds `[begin, end)` with `0 <= begin < end <= kMsPerDay`.
struct DayPiece {
  std::int32_t begin = 0;
  std::int32_t end = 0;
  auto operator<=>(const DayPiece&) const = default;
};

// nullopt when an end is no time of day, and when both are equal: `08:00..08:00` might mean all day or never, so neither is guessed
// (all day is said by leaving the condition out).
[[nodiscard]] std::optional<CivilInterval> make_interval(TimeOfDay begin, TimeOfDay end);

// Equal ends hold nothing.
[[nodiscard]] bool contains(TimeOfDay begin, TimeOfDay end, TimeOfDay t);
[[nodiscard]] bool contains(CivilInterval interval, TimeOfDay t);

// Runs over midnight with a piece on either side (`18:00..00:00` does not).
[[nodiscard]] bool wraps(CivilInterval interval);

// How long the interval is on the wall; on a day on which the clock is changed it lasts longer or shorter.
[[nodiscard]] std::int64_t length_ms(CivilInterval interval);

// The interval cut at midnight: one piece, or two in ascending order; none when the ends are equal.
[[nodiscard]] std::vector<DayPiece> pieces(CivilInterval interval);

}  // namespace envelope::time
