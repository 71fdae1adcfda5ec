// Cron schedules, read strictly and held as sets.
//
// A schedule has five fields: minute, hour, day of month, month, weekday. A field is a list of `*`, `5`, `1-5`, `*/15`, `10-50/20`; months
// may be `jan`..`dec` and weekdays `mon`..`sun` (any case), 0 and 7 both mean Sunday. `@hourly @daily @midnight @weekly @monthly
// @yearly @annually` stand for five fields. What crons of different make read differently (`5/15`, `22-6`, `*/75`, `?`, `L`, `#`,
// `@reboot`) is refused with words on what to write instead.
//
// Clocks that are changed: a schedule fires at `resolve(zone, t)` (zone.h) for every civil time `t` in it. So times in a gap fire at
// the instant of the transition, once however many of them there are; times in a fold fire once, at the first of both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/time/civil.h"
#include "runtime/time/zone.h"

namespace envelope::time {

// How day of month and weekday combine. The rule of POSIX, in the reading of Vixie cron and its heirs: when either of the two fields
// begins with `*`, a day must be in both sets; when neither does, one set is enough (`0 0 13 * 5` fires on every 13th and every Friday).
enum class DayRule : std::uint8_t { both, either };

// Bit i of a set is value i. Invariant (kept by `parse_cron`): no set is empty, no bit beyond the field's range.
struct Cron {
  std::uint64_t minutes = 0;        // bits 0..59
  std::uint32_t hours = 0;          // bits 0..23
  std::uint32_t days_of_month = 0;  // bits 1..31
  std::uint16_t months = 0;         // bits 1..12
  std::uint8_t weekdays = 0;        // bits 0..6, 0 = Sunday as cron counts; see `weekday_bit`
  DayRule day_rule = DayRule::both;
  bool operator==(const Cron&) const = default;
};

// The bit of `Cron::weekdays`.
[[nodiscard]] constexpr std::uint8_t weekday_bit(Weekday day) {
  return static_cast<std::uint8_t>(1U << ((static_cast<unsigned>(day) + 1) % 7));
}

enum class CronFaultKind : std::uint8_t {
  text_too_long,
  field_count,           // not five fields
  unknown_alias,         // `@often`
  unknown_name,          // `mo` as a month
  unexpected_character,  // `?`, `1 000`, bytes that no cron knows
  missing_value,         // `1,,2`, `1-`
  out_of_range,          // `75` minutes
  backward_range,        // `22-6`
  step_zero,             // `*/0`
  step_too_large,        // `*/75`: only the first value would be left
  step_without_range,    // `5/15`: some crons read 5-59/15, others 5
  star_in_list,          // `*,5`
};

inline constexpr std::uint8_t kCronFields = 5;
inline constexpr std::size_t kMaxCronBytes = 512;

struct CronFault {
  CronFaultKind kind = CronFaultKind::field_count;
  std::uint8_t field = kCronFields;  // 0..4; kCronFields = the text as a whole
  std::size_t offset = 0;            // bytes into the text; with `length` never beyond its end
  std::size_t length = 0;
  std::string text;  // e.g. `minute 75 is beyond 59`; printable ASCII, lower-case first letter, no full stop
};

// Either a schedule and no fault, or no schedule and at least one fault; in text order, at most one a field.
struct CronResult {
  std::optional<Cron> cron;
  std::vector<CronFault> faults;
};

// The whole of `text`; fields are separated by spaces or tabs, which may also stand around them.
[[nodiscard]] CronResult parse_cron(std::string_view text);

// `minute`, `hour`, `day of month`, `month`, `weekday`; `schedule` for any other index.
[[nodiscard]] std::string_view cron_field_name(std::uint8_t field);

// One of the day's minutes fires, were the clocks never changed. False for a date that is not valid.
[[nodiscard]] bool fires_on(const Cron& cron, CivilDate date);

// The first instant strictly later than `after` at which the schedule fires. nullopt: it never does (`never_fires`), not before the
// zone's horizon, or what the clocks show at `after` is unknown.
[[nodiscard]] std::optional<Instant> next_fire(const Cron& cron, const Zone& zone, Instant after);

// No date of any year is in the schedule (`0 0 31 2 *`).
[[nodiscard]] bool never_fires(const Cron& cron);

// Canonical text: two schedules are equal exactly if their texts are, and `parse_cron` gives the same schedule back.
[[nodiscard]] std::string format(const Cron& cron);

}  // namespace envelope::time
