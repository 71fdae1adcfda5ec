// The Gregorian calendar as day numbers: the one place that knows how long a month is.
// Unchecked and constexpr; civil.h is the checked face of it.
#pragma once

#include <cstdint>

namespace envelope::time {

[[nodiscard]] constexpr bool is_leap_year(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Days in `month` (1..12) of `year`.
[[nodiscard]] constexpr int days_in_month(std::int64_t year, int month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Days from 1970-01-01 to a date of the years 0..100'000. The date must exist.
// Years are counted from March, so that the leap day is the last day of its year and month lengths follow one linear formula;
// 719'468 is the distance from 0000-03-01 to 1970-01-01.
[[nodiscard]] constexpr std::int64_t day_number(std::int64_t year, int month, int day) {
  const std::int64_t march_year = month <= 2 ? year - 1 : year;
  const std::int64_t era = (march_year >= 0 ? march_year : march_year - 399) / 400;
  const std::int64_t year_of_era = march_year - era * 400;
  const std::int64_t march_month = month > 2 ? month - 3 : month + 9;
  const std::int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

// 0 = Monday .. 6 = Sunday. Day 0 was a Thursday; `days` may be negative down to about -700'000.
[[nodiscard]] constexpr int weekday_number(std::int64_t days) { return static_cast<int>((days + 700'003 * std::int64_t{7} + 3) % 7); }

static_assert(day_number(1970, 1, 1) == 0 && day_number(2000, 2, 29) == 11'016 && day_number(10'000, 1, 1) == 2'932'897);
static_assert(weekday_number(0) == 3 && weekday_number(-1) == 2 && weekday_number(-4) == 6);

}  // namespace envelope::time
