// Civil time in integers: instants, dates, times of day; their arithmetic, their spelling, nothing about zones.
//
// Everything is checked: what has no answer between 1970-01-01 and 9999-12-31 is `nullopt`, never a wrapped number.
// Leap seconds do not exist here (as in POSIX time); `:60` is refused.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace envelope::time {

inline constexpr std::int64_t kMsPerSecond = 1'000;
inline constexpr std::int64_t kMsPerMinute = 60 * kMsPerSecond;
inline constexpr std::int64_t kMsPerHour = 60 * kMsPerMinute;
inline constexpr std::int64_t kMsPerDay = 24 * kMsPerHour;
inline constexpr std::int64_t kMsPerWeek = 7 * kMsPerDay;
inline constexpr std::int32_t kFirstYear = 1970;
inline constexpr std::int32_t kLastYear = 9999;
inline constexpr std::int64_t kEndOfTimeMs = 253'402'300'800'000;  // 10000-01-01T00:00Z, the first instant that does not exist

// Milliseconds since 1970-01-01T00:00:00Z. Any value can be held; only `[0, kEndOfTimeMs)` has a date.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

// A day of the Gregorian calendar, nowhere in particular. May hold nonsense: see `is_valid`.
struct CivilDate {
  std::int32_t year = kFirstYear;
  std::uint8_t month = 1;  // 1..12
  std::uint8_t day = 1;    // 1..31
  auto operator<=>(const CivilDate&) const = default;
};

// Milliseconds since midnight on the clock on the wall, `[0, kMsPerDay)`: 24:00 is the next day's 00:00.
struct TimeOfDay {
  std::int32_t ms = 0;
  auto operator<=>(const TimeOfDay&) const = default;
};

// What a calendar and a clock on the wall show. Ordered as on that wall, which is not always the order of happening.
struct CivilTime {
  CivilDate date;
  TimeOfDay time_of_day;
  auto operator<=>(const CivilTime&) const = default;
};

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

// ---- arithmetic

// The date exists and lies in the years 1970..9999.
[[nodiscard]] bool is_valid(CivilDate date);
// Lies in `[0, kMsPerDay)`.
[[nodiscard]] bool is_valid(TimeOfDay time);

// Days since 1970-01-01; nullopt unless `is_valid(date)`.
[[nodiscard]] std::optional<std::int32_t> days_from_civil(CivilDate date);
// The inverse; nullopt for days outside 1970..9999.
[[nodiscard]] std::optional<CivilDate> civil_from_days(std::int64_t days);

// nullopt unless `is_valid(date)`.
[[nodiscard]] std::optional<Weekday> weekday_of(CivilDate date);

// Milliseconds that a clock on the wall has counted since it showed 1970-01-01T00:00; nullopt for a civil time that is not valid.
[[nodiscard]] std::optional<std::int64_t> wall_ms(CivilTime civil);
// The inverse; nullopt outside 1970..9999.
[[nodiscard]] std::optional<CivilTime> civil_from_wall_ms(std::int64_t ms);

// The instant `ms` (of either sign) later; nullopt on overflow and outside 1970..9999 (UTC).
[[nodiscard]] std::optional<Instant> plus(Instant instant, std::int64_t ms);

// ---- spelling; every parser wants the whole text, ASCII, upper-case `T` and `Z`, and says nullopt to anything else

// `2026-03-08T02:30:00Z`, or with an offset `+01:00`; seconds may be missing and may have 1 to 3 decimals.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);
// `2026-05-10`; a day that does not exist is refused.
[[nodiscard]] std::optional<CivilDate> parse_date(std::string_view text);
// `2026-05-10` (its midnight), `2026-05-10T09:30`, `2026-05-10T09:30:15.250`.
[[nodiscard]] std::optional<CivilTime> parse_civil(std::string_view text);
// `22:00`, `22:00:30`, `22:00:30.250`; `24:00` is refused (an interval that ends at midnight ends at `00:00`).
[[nodiscard]] std::optional<TimeOfDay> parse_time_of_day(std::string_view text);
// `monday` or `mon`, lower case.
[[nodiscard]] std::optional<Weekday> parse_weekday(std::string_view text);

// `2026-03-08T02:30:00Z`, decimals only when there are any. An instant without a date is shown as `@` and its milliseconds.
[[nodiscard]] std::string format(Instant instant);
[[nodiscard]] std::string format(CivilDate date);
// `2026-05-10T09:30`, seconds and decimals only when there are any; the same text parses back to the same value.
[[nodiscard]] std::string format(CivilTime civil);
[[nodiscard]] std::string format(TimeOfDay time);
// `monday`.
[[nodiscard]] std::string_view format(Weekday day);

}  // namespace envelope::time
