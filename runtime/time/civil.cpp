#include "runtime/time/civil.h"

#include "runtime/time/days.h"

namespace envelope::time {

static_assert(day_number(kLastYear + 1, 1, 1) * kMsPerDay == kEndOfTimeMs);

bool is_valid(CivilDate date) {
  return date.year >= kFirstYear && date.year <= kLastYear && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

bool is_valid(TimeOfDay time) { return time.ms >= 0 && time.ms < kMsPerDay; }

std::optional<std::int32_t> days_from_civil(CivilDate date) {
  if (!is_valid(date)) return std::nullopt;
  return static_cast<std::int32_t>(day_number(date.year, date.month, date.day));
}

// Inverse of `day_number`: the same March years, unwound from era to year to month.
std::optional<CivilDate> civil_from_days(std::int64_t days) {
  if (days < 0 || days >= kEndOfTimeMs / kMsPerDay) return std::nullopt;
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = shifted / 146'097;
  const std::int64_t day_of_era = shifted % 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * march_month + 2) / 5 + 1;
  const std::int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return CivilDate{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

std::optional<Weekday> weekday_of(CivilDate date) {
  const auto days = days_from_civil(date);
  if (!days) return std::nullopt;
  return static_cast<Weekday>(weekday_number(*days));
}

std::optional<std::int64_t> wall_ms(CivilTime civil) {
  const auto days = days_from_civil(civil.date);
  if (!days || !is_valid(civil.time_of_day)) return std::nullopt;
  return *days * kMsPerDay + civil.time_of_day.ms;
}

std::optional<CivilTime> civil_from_wall_ms(std::int64_t ms) {
  if (ms < 0 || ms >= kEndOfTimeMs) return std::nullopt;
  const auto date = civil_from_days(ms / kMsPerDay);
  if (!date) return std::nullopt;
  return CivilTime{*date, TimeOfDay{static_cast<std::int32_t>(ms % kMsPerDay)}};
}

std::optional<Instant> plus(Instant instant, std::int64_t ms) {
  Instant sum;
  if (__builtin_add_overflow(instant.ms, ms, &sum.ms) || sum.ms < 0 || sum.ms >= kEndOfTimeMs) return std::nullopt;
  return sum;
}

}  // namespace envelope::time
