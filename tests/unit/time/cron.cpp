#include "runtime/time/cron.h"

#include <catch2/catch.hpp>

using namespace envelope::time;

namespace {

Cron cron(const std::string& text) {
  CAPTURE(text);
  const auto result = parse_cron(text);
  CHECK(result.faults.empty());
  REQUIRE(result.cron.has_value());
  return *result.cron;
}

Zone zone(const char* name) { return load_zone(name).value(); }

}  // namespace

TEST_CASE("schedules have one canonical text") {
  struct Row {
    const char* text;
    const char* canonical;
  };
  const Row rows[] = {
      {"* * * * *", "* * * * *"},
      {"0 9 * * 1", "0 9 * * 1"},
      {"  0\t9  * * 1 ", "0 9 * * 1"},
      {"05 09 * * *", "5 9 * * *"},
      {"*/15 * * * *", "*/15 * * * *"},
      {"0,15,30,45 * * * *", "*/15 * * * *"},
      {"0-59 0-23 * 1-12 *", "* * * * *"},
      {"0-59/15 * * * *", "*/15 * * * *"},
      {"0,30 * * * *", "0,30 * * * *"},
      {"*/30 * * * *", "0,30 * * * *"},
      {"10-50/20 * * * *", "10-50/20 * * * *"},
      {"10-59/20 * * * *", "10-50/20 * * * *"},
      {"5,1,3-4,1 * * * *", "1,3-5 * * * *"},
      {"1,2 * * * *", "1,2 * * * *"},
      {"1-3,7,9-10 * * * *", "1-3,7,9,10 * * * *"},
      {"0 0 * jan-mar,DEC mon-fri", "0 0 * 1-3,12 1-5"},
      {"0 0 * * 7", "0 0 * * 0"},
      {"0 0 * * sun", "0 0 * * 0"},
      {"0 0 * * fri-sun", "0 0 * * 0,5,6"},
      {"0 0 * * 5-7", "0 0 * * 0,5,6"},
      {"0 0 * * sun-tue", "0 0 * * 0-2"},
      {"0 0 * * sun-sun", "0 0 * * 0"},
      {"0-20/10 * * * *", "0-20/10 * * * *"},
      {"0 0 * * 0-7", "0 0 * * *"},
      {"0 0 * * 1-7", "0 0 * * *"},
      {"0 0 13 * 5", "0 0 13 * 5"},
      {"0 0 1-31 * 5", "0 0 1-31 * 5"},  // `either`: the star must not come back
      {"0 0 13 * 0-6", "0 0 13 * 0-6"},
      {"0 0 1-31/2 * 5", "0 0 1-31/2 * 5"},
      {"0 0 */2 * 5", "0 0 */2 * 5"},  // `both`: the star must stay
      {"0 0 */2,4 * 5", "0 0 */2,4 * 5"},
      {"0 0 1,2 * */3", "0 0 1,2 * */3"},
      {"0 0 */30 * 1", "0 0 */30 * 1"},
      {"0 0 1,31 * *", "0 0 1,31 * *"},
      {"0 */6 * * *", "0 */6 * * *"},
      {"0 0 1 */3 *", "0 0 1 */3 *"},
      {"@hourly", "0 * * * *"},
      {"@daily", "0 0 * * *"},
      {"@midnight", "0 0 * * *"},
      {"@weekly", "0 0 * * 0"},
      {"@monthly", "0 0 1 * *"},
      {"@yearly", "0 0 1 1 *"},
      {" @annually ", "0 0 1 1 *"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Cron parsed = cron(row.text);
    CHECK(format(parsed) == row.canonical);
    CHECK(cron(row.canonical) == parsed);
  }
}

TEST_CASE("sets are what they say") {
  const Cron all = cron("* * * * *");
  CHECK(all.minutes == (std::uint64_t{1} << 60) - 1);
  CHECK(all.hours == 0xff'ffffU);
  CHECK(all.days_of_month == 0xffff'fffeU);
  CHECK(all.months == 0x1ffeU);
  CHECK(all.weekdays == 0x7fU);
  CHECK(all.day_rule == DayRule::both);
  CHECK(cron("0 0 13 * fri").day_rule == DayRule::either);
  CHECK(cron("0 0 * * fri").weekdays == weekday_bit(Weekday::friday));
  CHECK(cron("0 0 * * sun").weekdays == weekday_bit(Weekday::sunday));
  CHECK(weekday_bit(Weekday::sunday) == 1);
  CHECK(weekday_bit(Weekday::monday) == 2);
}

TEST_CASE("faults say where and what") {
  struct Row {
    const char* text;
    CronFaultKind kind;
    int field;
    std::size_t offset;
    std::size_t length;
    const char* message;
  };
  using Kind = CronFaultKind;
  const Row rows[] = {
      {"", Kind::field_count, 5, 0, 0, "a schedule has 5 fields (minute hour day-of-month month weekday), this has 0"},
      {"* * * *", Kind::field_count, 5, 0, 7, "a schedule has 5 fields (minute hour day-of-month month weekday), this has 4"},
      {"0 0 9 * * 1", Kind::field_count, 5, 10, 1,
       "a schedule has 5 fields (minute hour day-of-month month weekday), this has 6; seconds are not part of it"},
      {"75 * * * *", Kind::out_of_range, 0, 0, 2, "minute 75 is beyond 59"},
      {"0 24 * * *", Kind::out_of_range, 1, 2, 2, "hour 24 is beyond 23"},
      {"0 0 0 * *", Kind::out_of_range, 2, 4, 1, "day of month 0 is below 1"},
      {"0 0 1-32 * *", Kind::out_of_range, 2, 6, 2, "day of month 32 is beyond 31"},
      {"0 0 * 13 *", Kind::out_of_range, 3, 6, 2, "month 13 is beyond 12"},
      {"0 0 * * 8", Kind::out_of_range, 4, 8, 1, "weekday 8 is beyond 7"},
      {"99999999999999999999 * * * *", Kind::out_of_range, 0, 0, 20, "minute `9999999999999999...` is beyond 59"},
      {"*/0 * * * *", Kind::step_zero, 0, 2, 1, "step 0 never leaves the first minute"},
      {"*/75 * * * *", Kind::step_too_large, 0, 2, 2, "step 75 is beyond the whole range, only minute 0 would be left"},
      {"*/60 * * * *", Kind::step_too_large, 0, 2, 2, "step 60 is beyond the whole range, only minute 0 would be left"},
      {"0 8-10/3 * * *", Kind::step_too_large, 1, 7, 1, "step 3 is beyond the whole range, only hour 8 would be left"},
      {"5/15 * * * *", Kind::step_without_range, 0, 0, 4, "step 15 has no range to walk: write `5-59/15` or only `5`"},
      {"0 22-6 * * *", Kind::backward_range, 1, 2, 4, "hour range `22-6` runs backwards; over the end it is `22-23,0-6`"},
      {"0 0 * * fri-mon", Kind::backward_range, 4, 8, 7, "weekday range `fri-mon` runs backwards; over the end it is `5-6,0-1`"},
      {"0 0 * * 5-0", Kind::backward_range, 4, 8, 3, "weekday range `5-0` runs backwards; over the end it is `5-6,0`"},
      {"*,5 * * * *", Kind::star_in_list, 0, 0, 1, "`*` already means every minute, so a list with it says nothing more"},
      {"5,* * * * *", Kind::star_in_list, 0, 2, 1, "`*` already means every minute, so a list with it says nothing more"},
      {"1,,2 * * * *", Kind::missing_value, 0, 2, 1, "a minute is missing before `,`"},
      {"1, * * * *", Kind::missing_value, 0, 2, 0, "a minute is missing at the end"},
      {"1- * * * *", Kind::missing_value, 0, 2, 0, "a minute is missing at the end"},
      {"*/ * * * *", Kind::missing_value, 0, 2, 0, "a minute is missing at the end"},
      {"-5 * * * *", Kind::missing_value, 0, 0, 1, "a minute is missing before `-`"},
      {"0 0 * foo *", Kind::unknown_name, 3, 6, 3, "`foo` is no month; months are `jan` to `dec`"},
      {"0 0 * * monday", Kind::unknown_name, 4, 8, 6, "`monday` is no weekday; weekdays are `mon` to `sun`"},
      {"0 0 * mon *", Kind::unknown_name, 3, 6, 3, "`mon` is no month; months are `jan` to `dec`"},
      {"0 0 ? * *", Kind::unexpected_character, 2, 4, 1,
       "`?` has no meaning in a day of month field; schedules here have the five plain fields of cron"},
      {"0 0 L * *", Kind::unknown_name, 2, 4, 1, "`L` is no day of month"},
      {"0 0 * * 5#2", Kind::unexpected_character, 4, 9, 1,
       "`#` has no meaning in a weekday field; schedules here have the five plain fields of cron"},
      {"0 0 15W * *", Kind::unexpected_character, 2, 6, 1,
       "`W` has no meaning in a day of month field; schedules here have the five plain fields of cron"},
      {"1.5 * * * *", Kind::unexpected_character, 0, 1, 1, "`.` has no meaning in a minute field"},
      {"1-2-3 * * * *", Kind::unexpected_character, 0, 3, 1, "`-` has no meaning in a minute field"},
      {"** * * * *", Kind::star_in_list, 0, 0, 1, "`*` already means every minute, so a list with it says nothing more"},
      {"\x1b[31m * * * *", Kind::unexpected_character, 0, 0, 1, "a byte outside printable ASCII has no meaning in a minute field"},
      {"@often", Kind::unknown_alias, 5, 0, 6, "`@often` is none of @hourly, @daily, @weekly, @monthly, @yearly"},
      {"@reboot", Kind::unknown_alias, 5, 0, 7, "`@reboot` is none of @hourly, @daily, @weekly, @monthly, @yearly"},
      {"0 0 * *\n*", Kind::field_count, 5, 0, 9, "a schedule has 5 fields (minute hour day-of-month month weekday), this has 4"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto result = parse_cron(row.text);
    CHECK_FALSE(result.cron.has_value());
    REQUIRE(result.faults.size() == 1);
    const CronFault& fault = result.faults.front();
    CHECK(static_cast<int>(fault.kind) == static_cast<int>(row.kind));
    CHECK(fault.field == row.field);
    CHECK(fault.offset == row.offset);
    CHECK(fault.length == row.length);
    CHECK(fault.text == row.message);
  }
}

TEST_CASE("every faulty field is reported once") {
  const auto result = parse_cron("75,76 25 * foo 1");
  REQUIRE(result.faults.size() == 3);
  CHECK(result.faults[0].field == 0);
  CHECK(result.faults[1].field == 1);
  CHECK(result.faults[2].field == 3);
  CHECK(cron_field_name(result.faults[2].field) == "month");
  CHECK(cron_field_name(kCronFields) == "schedule");
  CHECK(parse_cron(std::string(kMaxCronBytes + 1, ' ')).faults.front().kind == CronFaultKind::text_too_long);
}

TEST_CASE("days combine by the declared rule") {
  struct Row {
    const char* text;
    CivilDate date;
    bool fires;
  };
  const Row rows[] = {
      {"0 0 13 * 5", {2026, 2, 13}, true},  // a Friday
      {"0 0 13 * 5", {2026, 2, 20}, true},  // another Friday
      {"0 0 13 * 5", {2026, 4, 13}, true},  // a Monday
      {"0 0 13 * 5", {2026, 4, 14}, false},    {"0 0 13 * *", {2026, 2, 20}, false},
      {"0 0 * * 5", {2026, 4, 13}, false},     {"0 0 */2 * 5", {2026, 2, 13}, true},  // odd and Friday
      {"0 0 */2 * 5", {2026, 2, 20}, false},                                          // even
      {"0 0 */2 * 5", {2026, 2, 15}, false},                                          // Sunday
      {"0 0 1-31/2 * 5", {2026, 2, 20}, true}, {"0 0 1-31/2 * 5", {2026, 2, 15}, true},
      {"0 0 * 3 *", {2026, 2, 1}, false},      {"0 0 13 3 5", {2026, 2, 13}, false},
      {"0 0 29 2 *", {2028, 2, 29}, true},     {"0 0 29 2 *", {2027, 2, 29}, false},  // does not exist
  };
  for (const Row& row : rows) {
    CAPTURE(row.text, format(row.date));
    CHECK(fires_on(cron(row.text), row.date) == row.fires);
  }
}

TEST_CASE("some schedules never fire") {
  for (const char* never : {"0 0 31 2 *", "0 0 30 2 *", "0 0 30,31 2 *", "0 0 31 2,4,6,9,11 *", "0 0 31 4 */2"}) {
    CAPTURE(never);
    CHECK(never_fires(cron(never)));
    CHECK(next_fire(cron(never), utc(), Instant{0}) == std::nullopt);
  }
  for (const char* some : {"0 0 29 2 *", "0 0 31 1,2 *", "0 0 31 2 1", "0 0 29 2 */6", "* * * * *"}) {
    CAPTURE(some);
    CHECK_FALSE(never_fires(cron(some)));
    CHECK(next_fire(cron(some), utc(), Instant{0}).has_value());
  }
  CHECK(never_fires(Cron{}));
}

TEST_CASE("the next time") {
  struct Row {
    const char* text;
    const char* zone;
    const char* after;
    const char* next;
  };
  const Row rows[] = {
      {"0 9 * * 1", "UTC", "2026-05-08T12:00:00Z", "2026-05-11T09:00:00Z"},
      {"0 9 * * 1", "UTC", "2026-05-11T08:59:59.999Z", "2026-05-11T09:00:00Z"},
      {"0 9 * * 1", "UTC", "2026-05-11T09:00:00Z", "2026-05-18T09:00:00Z"},  // strictly later
      {"0 9 * * 1", "Europe/Berlin", "2024-07-05T12:00:00Z", "2024-07-08T07:00:00Z"},
      {"0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z"},
      {"0 0 29 2 */6", "UTC", "2004-03-01T00:00:00Z", "2020-02-29T00:00:00Z"},  // a Saturday or Sunday
      {"59 23 31 12 *", "UTC", "9999-12-31T23:58:59Z", "9999-12-31T23:59:00Z"},
      {"59 23 31 12 *", "UTC", "9999-12-31T23:59:00Z", "never"},
      // Berlin 2024-03-31: 02:00 .. 03:00 is a gap at 01:00Z.
      {"30 2 * * *", "Europe/Berlin", "2024-03-30T12:00:00Z", "2024-03-31T01:00:00Z"},
      {"30 2 * * *", "Europe/Berlin", "2024-03-31T01:00:00Z", "2024-04-01T00:30:00Z"},
      {"*/15 * * * *", "Europe/Berlin", "2024-03-31T00:45:00Z", "2024-03-31T01:00:00Z"},
      {"*/15 * * * *", "Europe/Berlin", "2024-03-31T01:00:00Z", "2024-03-31T01:15:00Z"},
      // Berlin 2024-10-27: 02:00 .. 03:00 happens twice, from 00:00Z and from 01:00Z.
      {"30 2 * * *", "Europe/Berlin", "2024-10-26T12:00:00Z", "2024-10-27T00:30:00Z"},
      {"30 2 * * *", "Europe/Berlin", "2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z"},
      {"*/15 * * * *", "Europe/Berlin", "2024-10-27T00:45:00Z", "2024-10-27T02:00:00Z"},
      {"*/15 * * * *", "Europe/Berlin", "2024-10-27T01:20:00Z", "2024-10-27T02:00:00Z"},
      // The day that Apia skipped fires at its end, once.
      {"0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", "2011-12-30T10:00:00Z"},
      {"0 */6 * * *", "Pacific/Apia", "2011-12-30T04:00:00Z", "2011-12-30T10:00:00Z"},
      {"0 */6 * * *", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T16:00:00Z"},
      {"0 0 * * *", "Europe/Berlin", "2050-12-30T23:00:00Z", "2050-12-31T23:00:00Z"},
      {"0 0 * * *", "Europe/Berlin", "2050-12-31T23:00:00Z", "never"},
      {"0 0 * * *", "Europe/Berlin", "2051-12-31T23:00:00Z", "never"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text, row.zone, row.after);
    const auto next = next_fire(cron(row.text), zone(row.zone), parse_instant(row.after).value());
    CHECK((next ? format(*next) : "never") == row.next);
  }
}
