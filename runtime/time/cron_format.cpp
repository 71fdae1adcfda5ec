// Canonical spelling of schedules.
#include <algorithm>
#include <bit>

#include "runtime/time/cron.h"
#include "runtime/time/cron_fields.h"

namespace envelope::time {
namespace {

// May a day field begin with `*`? That character decides the day rule (cron.h), so it is not a matter of taste there.
enum class Star : std::uint8_t { may, must, must_not };

bool has(std::uint64_t set, int value) { return (set >> value & 1U) != 0; }

std::string range(int first, int last) { return std::to_string(first) + "-" + std::to_string(last); }

// Ascending values; three or more neighbours as a range.
std::string list(std::uint64_t set, const CronField& field) {
  std::string out;
  for (int first = field.low; first <= field.high; ++first) {
    if (!has(set, first)) continue;
    int last = first;
    while (last < field.high && has(set, last + 1)) ++last;
    if (!out.empty()) out += ',';
    if (last - first >= 2) {
      out += range(first, last);
      first = last;
    } else {
      out += std::to_string(first);
    }
  }
  return out;
}

// The set as `a-b/n` (or `*/n` where that is the same and the star is free), if it is such a walk of three values or more.
std::optional<std::string> walk(std::uint64_t set, const CronField& field, Star star) {
  if (std::popcount(set) < 3) return std::nullopt;
  const int first = std::countr_zero(set);
  const int last = 63 - std::countl_zero(set);
  const int step = std::countr_zero(set & (set - 1)) - first;
  if (step < 2 || set != stepped_set(first, last, step)) return std::nullopt;
  const bool is_whole = first == field.low && last + step > field.high;
  const std::string stem = is_whole && star == Star::may ? "*" : range(first, last);
  return stem + "/" + std::to_string(step);
}

// The densest `*/n` within the set, then the rest as a list; nullopt when no `*/n` fits.
std::optional<std::string> begin_with_star(std::uint64_t set, const CronField& field) {
  for (int step = 2; step <= field.high - field.low; ++step) {
    const std::uint64_t walked = stepped_set(field.low, field.high, step);
    if ((set & walked) != walked) continue;
    const std::string rest = list(set & ~walked, field);
    return "*/" + std::to_string(step) + (rest.empty() ? "" : "," + rest);
  }
  return std::nullopt;
}

std::string spell(std::uint64_t set, CronFieldIndex index, Star star) {
  const CronField& field = kCronFieldTable[index];
  if (set == full_set(field) && star != Star::must_not) return "*";
  if (star == Star::must) {
    if (auto text = begin_with_star(set, field)) return *std::move(text);
  }
  if (auto text = walk(set, field, star)) return *std::move(text);
  return list(set, field);
}

}  // namespace

std::string format(const Cron& cron) {
  Star day_star = Star::must_not;
  Star weekday_star = Star::must_not;
  if (cron.day_rule == DayRule::both) {
    // One star is enough. When neither field is `*`, one of them was written `*/n`, and a set can show which.
    const bool any_full =
        cron.days_of_month == full_set(kCronFieldTable[kDayOfMonth]) || cron.weekdays == full_set(kCronFieldTable[kWeekday]);
    const bool day_can = begin_with_star(cron.days_of_month, kCronFieldTable[kDayOfMonth]).has_value();
    day_star = any_full ? Star::may : day_can ? Star::must : Star::may;
    weekday_star = any_full || day_can ? Star::may : Star::must;
  }
  return spell(cron.minutes, kMinute, Star::may) + " " + spell(cron.hours, kHour, Star::may) + " " +
         spell(cron.days_of_month, kDayOfMonth, day_star) + " " + spell(cron.months, kMonth, Star::may) + " " +
         spell(cron.weekdays, kWeekday, weekday_star);
}

}  // namespace envelope::time
