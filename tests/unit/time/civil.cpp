#include "runtime/time/civil.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace envelope::time;

namespace {

CivilDate date(int year, int month, int day) { return {year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)}; }

}  // namespace

TEST_CASE("every day from 1970 to 9999 is the day after the one before") {
  const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  CivilDate expected = date(1970, 1, 1);
  int weekday = 3;
  std::int32_t days = 0;
  bool same = true;
  for (; expected.year <= 9999; ++days) {
    same = same && civil_from_days(days) == expected && days_from_civil(expected) == days;
    same = same && weekday_of(expected) == static_cast<Weekday>(weekday);
    weekday = (weekday + 1) % 7;
    const bool leap = (expected.year % 4 == 0 && expected.year % 100 != 0) || expected.year % 400 == 0;
    const int length = lengths[expected.month - 1] + (expected.month == 2 && leap ? 1 : 0);
    if (expected.day < length) {
      ++expected.day;
    } else {
      expected.day = 1;
      expected.month = static_cast<std::uint8_t>(expected.month % 12 + 1);
      if (expected.month == 1) ++expected.year;
    }
  }
  CHECK(same);
  CHECK(days == 2'932'897);
  CHECK(civil_from_days(days) == std::nullopt);
  CHECK(civil_from_days(-1) == std::nullopt);
  CHECK(civil_from_days(std::numeric_limits<std::int64_t>::max()) == std::nullopt);
  CHECK(civil_from_days(std::numeric_limits<std::int64_t>::min()) == std::nullopt);
}

TEST_CASE("dates that do not exist have no day number") {
  for (const CivilDate wrong : {date(1969, 12, 31), date(10'000, 1, 1), date(2026, 0, 1), date(2026, 13, 1), date(2026, 2, 29),
                                date(2100, 2, 29), date(2026, 4, 31), date(2026, 1, 0), date(std::numeric_limits<int>::min(), 1, 1)}) {
    CAPTURE(format(wrong));
    CHECK_FALSE(is_valid(wrong));
    CHECK(days_from_civil(wrong) == std::nullopt);
    CHECK(weekday_of(wrong) == std::nullopt);
  }
  CHECK(is_valid(date(2000, 2, 29)));
}

TEST_CASE("adding to an instant is checked") {
  CHECK(plus(Instant{5}, -5) == Instant{0});
  CHECK(plus(Instant{5}, -6) == std::nullopt);
  CHECK(plus(Instant{0}, kEndOfTimeMs - 1) == Instant{kEndOfTimeMs - 1});
  CHECK(plus(Instant{0}, kEndOfTimeMs) == std::nullopt);
  CHECK(plus(Instant{std::numeric_limits<std::int64_t>::max()}, 1) == std::nullopt);
  CHECK(plus(Instant{std::numeric_limits<std::int64_t>::min()}, -1) == std::nullopt);
}

TEST_CASE("instants are read and written") {
  struct Row {
    const char* text;
    std::optional<std::int64_t> ms;
    const char* written;
  };
  const Row rows[] = {
      {"1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"},
      {"2026-03-08T02:30:00Z", 1'772'937'000'000, "2026-03-08T02:30:00Z"},
      {"2026-03-08T02:30:00+01:00", 1'772'933'400'000, "2026-03-08T01:30:00Z"},
      {"2026-03-08T02:30:00-05:30", 1'772'956'800'000, "2026-03-08T08:00:00Z"},
      {"2026-03-08T02:30Z", 1'772'937'000'000, "2026-03-08T02:30:00Z"},
      {"2026-03-08T02:30:00.5Z", 1'772'937'000'500, "2026-03-08T02:30:00.500Z"},
      {"2026-03-08T02:30:00.007Z", 1'772'937'000'007, "2026-03-08T02:30:00.007Z"},
      {"9999-12-31T23:59:59.999Z", kEndOfTimeMs - 1, "9999-12-31T23:59:59.999Z"},
      {"9999-12-31T23:59:59-00:01", {}, ""},  // in the year 10000
      {"1970-01-01T00:30:00+01:00", {}, ""},  // in 1969
      {"1969-12-31T23:59:59Z", {}, ""},
      {"2026-03-08T02:30:00", {}, ""},
      {"2026-03-08 02:30:00Z", {}, ""},
      {"2026-03-08t02:30:00z", {}, ""},
      {"2026-03-08T02:30:00z", {}, ""},
      {"2026-03-08T25:00:00Z", {}, ""},
      {"2026-03-08T24:00:00Z", {}, ""},
      {"2026-03-08T02:60:00Z", {}, ""},
      {"2026-03-08T02:30:60Z", {}, ""},
      {"2026-02-31T00:00:00Z", {}, ""},
      {"2026-03-08T02:30:00.Z", {}, ""},
      {"2026-03-08T02:30:00.1234Z", {}, ""},
      {"2026-03-08T02:30.5Z", {}, ""},
      {"2026-03-08T02:30:00+24:00", {}, ""},
      {"2026-03-08T02:30:00+01:60", {}, ""},
      {"2026-03-08T02:30:00+0100", {}, ""},
      {"2026-03-08T02:30:00ZZ", {}, ""},
      {"+2026-03-08T02:30:00Z", {}, ""},
      {"12026-03-08T02:30:00Z", {}, ""},
      {"2026-3-8T02:30:00Z", {}, ""},
      {" 2026-03-08T02:30:00Z", {}, ""},
      {"", {}, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto parsed = parse_instant(row.text);
    REQUIRE(parsed.has_value() == row.ms.has_value());
    if (!parsed) continue;
    CHECK(parsed->ms == *row.ms);
    CHECK(format(*parsed) == row.written);
    CHECK(parse_instant(row.written) == parsed);
  }
  CHECK(format(Instant{-1}) == "@-1");
  CHECK(parse_instant(std::string_view("2026-03-08T02:30:00Z\0", 21)) == std::nullopt);
}

TEST_CASE("dates, civil times and times of day are read and written") {
  struct Row {
    const char* text;
    const char* civil;  // as written back; null = refused
    const char* time;
  };
  const Row rows[] = {
      {"2026-05-10", "2026-05-10T00:00", nullptr},
      {"2024-02-29", "2024-02-29T00:00", nullptr},
      {"2026-05-10T09:30", "2026-05-10T09:30", nullptr},
      {"2026-05-10T09:30:00", "2026-05-10T09:30", nullptr},
      {"2026-05-10T09:30:15", "2026-05-10T09:30:15", nullptr},
      {"2026-05-10T23:59:59.999", "2026-05-10T23:59:59.999", nullptr},
      {"2026-02-31", nullptr, nullptr},
      {"2026-02-29", nullptr, nullptr},
      {"2026-00-10", nullptr, nullptr},
      {"2026-05-10T", nullptr, nullptr},
      {"2026-05-10T09", nullptr, nullptr},
      {"2026-05-10T09:30Z", nullptr, nullptr},
      {"10-05-2026", nullptr, nullptr},
      {"22:00", nullptr, "22:00"},
      {"00:00", nullptr, "00:00"},
      {"22:00:30", nullptr, "22:00:30"},
      {"22:00:30.25", nullptr, "22:00:30.250"},
      {"22:00:00.001", nullptr, "22:00:00.001"},
      {"25:00", nullptr, nullptr},
      {"24:00", nullptr, nullptr},
      {"22:60", nullptr, nullptr},
      {"22:00:60", nullptr, nullptr},
      {"9:30", nullptr, nullptr},
      {"22", nullptr, nullptr},
      {"22:0", nullptr, nullptr},
      {"-1:00", nullptr, nullptr},
      {"22:00 ", nullptr, nullptr},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto civil = parse_civil(row.text);
    const auto time = parse_time_of_day(row.text);
    CHECK((civil ? format(*civil) : "refused") == (row.civil ? row.civil : "refused"));
    CHECK((time ? format(*time) : "refused") == (row.time ? row.time : "refused"));
    if (civil) CHECK(parse_civil(format(*civil)) == civil);
    if (time) CHECK(parse_time_of_day(format(*time)) == time);
  }
  CHECK(parse_date("2026-05-10") == date(2026, 5, 10));
  CHECK(parse_date("2026-05-10T09:30") == std::nullopt);
  CHECK(parse_time_of_day("00:00")->ms == 0);
  CHECK(parse_time_of_day("23:59:59.999")->ms == kMsPerDay - 1);
}

TEST_CASE("a clock on the wall counts milliseconds") {
  for (const std::int64_t ms : {std::int64_t{0}, kMsPerDay - 1, kMsPerDay, std::int64_t{1'772'937'000'123}, kEndOfTimeMs - 1}) {
    const auto civil = civil_from_wall_ms(ms);
    REQUIRE(civil.has_value());
    CHECK(wall_ms(*civil) == ms);
  }
  CHECK(civil_from_wall_ms(-1) == std::nullopt);
  CHECK(civil_from_wall_ms(kEndOfTimeMs) == std::nullopt);
  CHECK(wall_ms({date(2026, 5, 10), TimeOfDay{-1}}) == std::nullopt);
  CHECK(wall_ms({date(2026, 5, 10), TimeOfDay{static_cast<std::int32_t>(kMsPerDay)}}) == std::nullopt);
}

TEST_CASE("weekdays have two spellings") {
  for (int i = 0; i < 7; ++i) {
    const auto day = static_cast<Weekday>(i);
    CHECK(parse_weekday(format(day)) == day);
    CHECK(parse_weekday(format(day).substr(0, 3)) == day);
  }
  CHECK(parse_weekday("Monday") == std::nullopt);
  CHECK(parse_weekday("mond") == std::nullopt);
  CHECK(weekday_of(date(2026, 3, 8)) == Weekday::sunday);
}
