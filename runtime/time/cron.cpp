#include "runtime/time/cron.h"

#include "runtime/time/cron_fields.h"
#include "runtime/time/days.h"

namespace envelope::time {
namespace {

constexpr std::int32_t kMinutesPerHour = 60;
constexpr std::int32_t kMinutesPerDay = 24 * kMinutesPerHour;

bool has(std::uint64_t set, int value) { return (set >> value & 1U) != 0; }

// The first minute of a day at or after `from` that is in the schedule; kMinutesPerDay when there is none.
std::int32_t next_minute(const Cron& cron, std::int32_t from) {
  while (from < kMinutesPerDay) {
    const std::int32_t hour = from / kMinutesPerHour;
    if (!has(cron.hours, hour)) {
      from = (hour + 1) * kMinutesPerHour;
    } else if (!has(cron.minutes, from % kMinutesPerHour)) {
      ++from;
    } else {
      return from;
    }
  }
  return kMinutesPerDay;
}

}  // namespace

bool fires_on(const Cron& cron, CivilDate date) {
  const auto weekday = weekday_of(date);
  if (!weekday || !has(cron.months, date.month)) return false;
  const bool day_fits = has(cron.days_of_month, date.day);
  const bool weekday_fits = (cron.weekdays & weekday_bit(*weekday)) != 0;
  return cron.day_rule == DayRule::both ? day_fits && weekday_fits : day_fits || weekday_fits;
}

// `resolve` never goes back as civil time goes on, and what the clocks show at `after` resolves to `after` or earlier; so the first later
// civil time of the schedule that resolves beyond `after` is the answer. Those passed over stand in the second run of a fold.
std::optional<Instant> next_fire(const Cron& cron, const Zone& zone, Instant after) {
  if (never_fires(cron)) return std::nullopt;
  const auto now = to_civil(zone, after);
  if (!now) return std::nullopt;
  const auto today = days_from_civil(now->date);
  if (!today) return std::nullopt;
  std::int32_t from = now->time_of_day.ms / static_cast<std::int32_t>(kMsPerMinute) + 1;
  const std::int64_t last_day = (zone.horizon_ms + kMaxOffsetSeconds * kMsPerSecond) / kMsPerDay;
  for (std::int64_t day = *today; day <= last_day; ++day, from = 0) {
    const auto date = civil_from_days(day);
    if (!date) return std::nullopt;
    if (!fires_on(cron, *date)) continue;
    for (std::int32_t minute = next_minute(cron, from); minute < kMinutesPerDay; minute = next_minute(cron, minute + 1)) {
      const auto at = resolve(zone, {*date, TimeOfDay{minute * static_cast<std::int32_t>(kMsPerMinute)}});
      if (!at) return std::nullopt;
      if (*at > after) return at;
    }
  }
  return std::nullopt;
}

// Every date that exists in some year falls on every weekday in some year, 29 February included, so only impossible dates matter.
bool never_fires(const Cron& cron) {
  if (cron.minutes == 0 || cron.hours == 0) return true;
  constexpr int kAnyLeapYear = 2000;
  bool day_exists = false;
  bool month_exists = false;
  for (int month = 1; month <= 12; ++month) {
    if (!has(cron.months, month)) continue;
    month_exists = true;
    day_exists = day_exists || (cron.days_of_month & stepped_set(1, days_in_month(kAnyLeapYear, month), 1)) != 0;
  }
  const bool weekday_exists = month_exists && cron.weekdays != 0;
  return cron.day_rule == DayRule::both ? !(day_exists && weekday_exists) : !(day_exists || weekday_exists);
}

}  // namespace envelope::time
