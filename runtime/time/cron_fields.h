// The five fields of a cron schedule: one table for reading and writing them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace envelope::time {

struct CronField {
  std::string_view name;
  int low;
  int high;                // the last value `*` stands for
  int highest_spelling;    // beyond `high` only for weekdays, where 7 is Sunday again
  std::string_view names;  // three letters each, the first for `low`; empty when the field has no names
};

enum CronFieldIndex : std::uint8_t { kMinute, kHour, kDayOfMonth, kMonth, kWeekday };

inline constexpr std::array<CronField, 5> kCronFieldTable = {{
    {"minute", 0, 59, 59, ""},
    {"hour", 0, 23, 23, ""},
    {"day of month", 1, 31, 31, ""},
    {"month", 1, 12, 12, "janfebmaraprmayjunjulaugsepoctnovdec"},
    {"weekday", 0, 6, 7, "sunmontuewedthufrisat"},
}};

// Every value of the field, as a set.
[[nodiscard]] constexpr std::uint64_t full_set(const CronField& field) {
  return ((std::uint64_t{1} << (field.high + 1)) - 1) & ~((std::uint64_t{1} << field.low) - 1);
}

// `first`, `first + step`, ... up to `last`, as a set.
[[nodiscard]] constexpr std::uint64_t stepped_set(int first, int last, int step) {
  std::uint64_t set = 0;
  for (int value = first; value <= last; value += step) set |= std::uint64_t{1} << value;
  return set;
}

}  // namespace envelope::time
