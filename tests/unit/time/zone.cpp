#include "runtime/time/zone.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <limits>

using namespace envelope::time;

namespace {

Zone load(const char* name) {
  CAPTURE(name);
  auto zone = load_zone(name);
  REQUIRE(zone.has_value());
  return *zone;
}

Instant instant(const char* text) { return parse_instant(text).value(); }
CivilTime civil(const char* text) { return parse_civil(text).value(); }

std::string shown(const std::optional<Instant>& value) { return value ? format(*value) : "unknown"; }

}  // namespace

TEST_CASE("clocks were changed when they were changed") {
  struct Row {
    const char* zone;
    const char* instant;  // of the change
    const char* before;   // what clocks showed a second earlier
    const char* at;       // and then
  };
  const Row rows[] = {
      {"Europe/Berlin", "1993-03-28T01:00:00Z", "1993-03-28T01:59:59", "1993-03-28T03:00"},
      {"Europe/Berlin", "1993-09-26T01:00:00Z", "1993-09-26T02:59:59", "1993-09-26T02:00"},
      {"Europe/Berlin", "2024-10-27T01:00:00Z", "2024-10-27T02:59:59", "2024-10-27T02:00"},
      {"America/New_York", "1972-04-30T07:00:00Z", "1972-04-30T01:59:59", "1972-04-30T03:00"},
      {"America/New_York", "2018-11-04T06:00:00Z", "2018-11-04T01:59:59", "2018-11-04T01:00"},
      {"Asia/Kolkata", "2018-11-04T06:00:00Z", "2018-11-04T11:29:59", "2018-11-04T11:30"},
      {"Australia/Lord_Howe", "2011-04-02T15:00:00Z", "2011-04-03T01:59:59", "2011-04-03T01:30"},
      {"Australia/Lord_Howe", "2011-10-01T15:30:00Z", "2011-10-02T01:59:59", "2011-10-02T02:30"},
      {"Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-29T23:59:59", "2011-12-31T00:00"},
      {"Pacific/Kwajalein", "1993-08-21T12:00:00Z", "1993-08-20T23:59:59", "1993-08-22T00:00"},
      {"Africa/Casablanca", "2018-05-13T02:00:00Z", "2018-05-13T02:59:59", "2018-05-13T02:00"},
      {"Africa/Casablanca", "2018-10-28T02:00:00Z", "2018-10-28T02:59:59", "2018-10-28T03:00"},  // a name changed, not the clocks
      {"Africa/Monrovia", "1972-01-07T00:44:30Z", "1972-01-06T23:59:59", "1972-01-07T00:44:30"},
      {"America/Sao_Paulo", "2011-10-16T03:00:00Z", "2011-10-15T23:59:59", "2011-10-16T01:00"},
      {"America/Sao_Paulo", "2011-02-20T02:00:00Z", "2011-02-19T23:59:59", "2011-02-19T23:00"},
      {"Asia/Tehran", "2018-03-21T20:30:00Z", "2018-03-21T23:59:59", "2018-03-22T01:00"},
      {"Asia/Tehran", "2018-09-21T19:30:00Z", "2018-09-21T23:59:59", "2018-09-21T23:00"},
      {"Antarctica/Troll", "2018-03-25T01:00:00Z", "2018-03-25T00:59:59", "2018-03-25T03:00"},
      {"Antarctica/Troll", "2018-10-28T01:00:00Z", "2018-10-28T02:59:59", "2018-10-28T01:00"},
      {"Europe/Dublin", "1972-03-19T02:00:00Z", "1972-03-19T01:59:59", "1972-03-19T03:00"},
      {"Europe/Dublin", "1993-10-24T01:00:00Z", "1993-10-24T01:59:59", "1993-10-24T01:00"},
      {"UTC", "1993-10-24T01:00:00Z", "1993-10-24T00:59:59", "1993-10-24T01:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.zone, row.instant);
    const Zone zone = load(row.zone);
    const Instant at = instant(row.instant);
    CHECK(to_civil(zone, Instant{at.ms - 1'000}) == civil(row.before));
    CHECK(to_civil(zone, at) == civil(row.at));
  }
}

// Not only our own reading: the C library reads the same files by other code and extends them by their closing rules itself.
TEST_CASE("every zone agrees with the C library from 1970 to the horizon") {
  const auto names = zone_names();
  REQUIRE(names.size() > 300);
  std::size_t compared = 0;
  for (const std::string& name : names) {
    CAPTURE(name);
    const auto zone = load_zone(name);
    REQUIRE(zone.has_value());
    CHECK(is_well_formed(*zone));
    REQUIRE(setenv("TZ", (":" + name).c_str(), 1) == 0);
    tzset();
    const auto same_at = [&](std::int64_t second) {
      const std::time_t at = second;
      std::tm wall{};
      if (localtime_r(&at, &wall) == nullptr) return false;
      const auto ours = to_civil(*zone, Instant{second * 1'000});
      ++compared;
      if (!ours) return wall.tm_year + 1900 < kFirstYear;
      const std::int32_t seconds = (wall.tm_hour * 60 + wall.tm_min) * 60 + wall.tm_sec;
      return ours->date.year == wall.tm_year + 1900 && ours->date.month == wall.tm_mon + 1 && ours->date.day == wall.tm_mday &&
             ours->time_of_day.ms == seconds * 1'000;
    };
    const std::int64_t end = instant("2051-01-01T00:00:00Z").ms / 1'000;
    for (std::int64_t second = 0; second < end; second += 20 * 86'400 + 12'345) {
      if (!same_at(second)) FAIL("differs at " << format(Instant{second * 1'000}));
    }
    for (const Transition& transition : zone->transitions) {
      const std::int64_t second = transition.at_ms / 1'000;
      if (!same_at(second - 1) || !same_at(second)) FAIL("differs around " << format(Instant{transition.at_ms}));
    }
  }
  unsetenv("TZ");
  tzset();
  CHECK(compared > 500'000);
}

TEST_CASE("civil times in a gap, in a fold and elsewhere") {
  struct Row {
    const char* zone;
    const char* civil;
    std::vector<const char*> instants;
    const char* resolved;
  };
  const Row rows[] = {
      {"Europe/Berlin", "2024-01-10T12:00", {"2024-01-10T11:00:00Z"}, "2024-01-10T11:00:00Z"},
      {"Europe/Berlin", "2024-03-31T01:59:59", {"2024-03-31T00:59:59Z"}, "2024-03-31T00:59:59Z"},
      {"Europe/Berlin", "2024-03-31T02:00", {}, "2024-03-31T01:00:00Z"},
      {"Europe/Berlin", "2024-03-31T02:59:59", {}, "2024-03-31T01:00:00Z"},
      {"Europe/Berlin", "2024-03-31T03:00", {"2024-03-31T01:00:00Z"}, "2024-03-31T01:00:00Z"},
      {"Europe/Berlin", "2024-10-27T02:00", {"2024-10-27T00:00:00Z", "2024-10-27T01:00:00Z"}, "2024-10-27T00:00:00Z"},
      {"Europe/Berlin", "2024-10-27T02:59:59", {"2024-10-27T00:59:59Z", "2024-10-27T01:59:59Z"}, "2024-10-27T00:59:59Z"},
      {"Europe/Berlin", "2024-10-27T03:00", {"2024-10-27T02:00:00Z"}, "2024-10-27T02:00:00Z"},
      {"Australia/Lord_Howe", "2011-10-02T02:15", {}, "2011-10-01T15:30:00Z"},
      {"Australia/Lord_Howe", "2011-04-03T01:45", {"2011-04-02T14:45:00Z", "2011-04-02T15:15:00Z"}, "2011-04-02T14:45:00Z"},
      {"Pacific/Apia", "2011-12-30T00:00", {}, "2011-12-30T10:00:00Z"},
      {"Pacific/Apia", "2011-12-30T23:59:59", {}, "2011-12-30T10:00:00Z"},
      {"Antarctica/Troll", "2018-03-25T01:00", {}, "2018-03-25T01:00:00Z"},
      {"Antarctica/Troll", "2018-10-28T01:00", {"2018-10-27T23:00:00Z", "2018-10-28T01:00:00Z"}, "2018-10-27T23:00:00Z"},
      {"Europe/Berlin", "1970-01-01T00:59:59", {}, "unknown"},
      {"Europe/Berlin", "1970-01-01T01:00", {"1970-01-01T00:00:00Z"}, "1970-01-01T00:00:00Z"},
      {"Europe/Berlin", "2051-01-01T00:59:59", {"2050-12-31T23:59:59Z"}, "2050-12-31T23:59:59Z"},
      {"Europe/Berlin", "2051-01-01T01:00", {}, "unknown"},
      {"Europe/Berlin", "9999-12-31T23:59", {}, "unknown"},
      {"UTC", "9999-12-31T23:59", {"9999-12-31T23:59:00Z"}, "9999-12-31T23:59:00Z"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.zone, row.civil);
    const Zone zone = load(row.zone);
    const auto found = to_instants(zone, civil(row.civil));
    REQUIRE(found.size() == row.instants.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(format(found[i]) == row.instants[i]);
    CHECK(shown(resolve(zone, civil(row.civil))) == row.resolved);
  }
  CHECK(to_instants(utc(), {{2026, 2, 31}, {}}).empty());
  CHECK(resolve(utc(), {{2026, 2, 31}, {}}) == std::nullopt);
}

TEST_CASE("around every transition civil time and instant are each other's inverse") {
  for (const char* name : {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
                           "America/Sao_Paulo", "Asia/Tehran", "Antarctica/Troll", "Europe/Dublin", "Africa/Monrovia", "America/Caracas"}) {
    CAPTURE(name);
    const Zone zone = load(name);
    for (const Transition& transition : zone.transitions) {
      std::optional<Instant> last;
      // Five hours to either side in steps that meet full minutes and miss them; a first millisecond, a last one.
      for (std::int64_t delta = -5 * kMsPerHour; delta <= 5 * kMsPerHour; delta += 449'999) {
        for (const std::int64_t ms : {transition.at_ms + delta, transition.at_ms + (delta < 0 ? -1 : 0)}) {
          const auto wall = to_civil(zone, Instant{ms});
          if (!wall) continue;
          const auto back = to_instants(zone, *wall);
          const auto meant = resolve(zone, *wall);
          if (std::find(back.begin(), back.end(), Instant{ms}) == back.end()) FAIL("lost " << format(Instant{ms}));
          if (!std::is_sorted(back.begin(), back.end()) || meant != back.front()) FAIL("not the first of both at " << format(Instant{ms}));
          for (const Instant other : back) {
            if (to_civil(zone, other) != wall) FAIL("shows something else: " << format(other));
          }
        }
        // Civil times in order resolve in order, gaps and folds included.
        const auto wall = civil_from_wall_ms(transition.at_ms + transition.offset_s * kMsPerSecond + delta);
        const auto meant = wall ? resolve(zone, *wall) : std::nullopt;
        if (last && meant && *meant < *last) FAIL("goes back at " << format(*wall));
        if (meant) last = meant;
      }
    }
  }
}

TEST_CASE("what is beyond the horizon is unknown") {
  const Zone zone = load("Europe/Berlin");
  CHECK(zone.name == "Europe/Berlin");
  CHECK_FALSE(zone.tzdata_version.empty());
  CHECK(format(Instant{zone.horizon_ms}) == "2051-01-01T00:00:00Z");
  CHECK(to_civil(zone, Instant{zone.horizon_ms - 1}).has_value());
  CHECK(to_civil(zone, Instant{zone.horizon_ms}) == std::nullopt);
  CHECK(to_civil(zone, Instant{-1}) == std::nullopt);
  CHECK(to_civil(zone, Instant{std::numeric_limits<std::int64_t>::max()}) == std::nullopt);
  CHECK(to_civil(zone, Instant{std::numeric_limits<std::int64_t>::min()}) == std::nullopt);
  CHECK(to_civil(load("America/New_York"), Instant{0}) == std::nullopt);  // still 1969 there
  CHECK(to_civil(utc(), Instant{kEndOfTimeMs - 1}).has_value());
  CHECK(to_civil(utc(), Instant{kEndOfTimeMs}) == std::nullopt);
}

TEST_CASE("only names of places are zones") {
  for (const char* wrong : {"",
                            "/",
                            "Europe",
                            "Europe/",
                            "/Europe/Berlin",
                            "Europe//Berlin",
                            "Europe/Berlin/",
                            "../zoneinfo/UTC",
                            "Europe/../UTC",
                            "europe/berlin",
                            "Europe/Atlantis",
                            "posix/Europe/Berlin",
                            "right/Europe/Berlin",
                            "localtime",
                            "posixrules",
                            "Factory",
                            "tzdata.zi",
                            "zone.tab",
                            "Europe/Berlin ",
                            "Europe/Ber\nlin",
                            "Europe\\Berlin",
                            "./UTC",
                            "~/x"}) {
    CAPTURE(wrong);
    CHECK(load_zone(wrong) == std::nullopt);
  }
  CHECK(load_zone(std::string_view("Europe/Berlin\0", 14)) == std::nullopt);
  CHECK(load_zone(std::string(5'000, 'A')) == std::nullopt);
}

TEST_CASE("the list of zones is sorted and holds no copies") {
  const auto names = zone_names();
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  for (const char* expected : {"UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "Etc/GMT+5"}) {
    CAPTURE(expected);
    CHECK(std::binary_search(names.begin(), names.end(), expected));
  }
  for (const std::string& name : names) {
    if (name.rfind("posix/", 0) == 0 || name.rfind("right/", 0) == 0 || name.find('.') != std::string::npos) FAIL(name);
  }
}

TEST_CASE("a zone from elsewhere is checked before it is used") {
  Zone zone = utc();
  CHECK(is_well_formed(zone));
  zone.transitions = {{100, 3'600}, {200, 0}};
  CHECK(is_well_formed(zone));
  for (const std::vector<Transition>& wrong : {std::vector<Transition>{{0, 3'600}},
                                               {{100, 0}},
                                               {{100, 3'600}, {100, 0}},
                                               {{200, 3'600}, {100, 0}},
                                               {{100, 3'600}, {200, 3'600}},
                                               {{100, kMaxOffsetSeconds + 1}},
                                               {{100, kMinOffsetSeconds - 1}},
                                               {{kEndOfTimeMs, 3'600}}}) {
    zone.transitions = wrong;
    CHECK_FALSE(is_well_formed(zone));
  }
  zone = utc();
  zone.horizon_ms = 0;
  CHECK_FALSE(is_well_formed(zone));
  zone.horizon_ms = kEndOfTimeMs + 1;
  CHECK_FALSE(is_well_formed(zone));
  zone = utc();
  zone.first_offset_s = kMaxOffsetSeconds + 1;
  CHECK_FALSE(is_well_formed(zone));
}
