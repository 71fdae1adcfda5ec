#include "runtime/time/tzif.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <limits>
#include <random>

#include "runtime/time/posix_tz.h"
#include "tests/unit/time/tzif_builder.h"

using namespace envelope::time;

namespace {

constexpr std::int64_t kEnd2050 = 2'556'144'000'000;

std::string written(std::int64_t ms) { return format(Instant{ms}); }

}  // namespace

TEST_CASE("a file without transitions follows its rule") {
  TzifBuilder file;
  file.footer = "\n<+0530>-5:30\n";
  const auto zone = parse_tzif(file.build());
  REQUIRE(zone.has_value());
  CHECK(zone->first_offset_s == 19'800);
  CHECK(zone->transitions.empty());
  CHECK(zone->horizon_ms == kEnd2050);

  file.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
  const auto berlin = parse_tzif(file.build(), 1971);
  REQUIRE(berlin.has_value());
  REQUIRE(berlin->transitions.size() == 4);
  CHECK(berlin->first_offset_s == 3'600);
  CHECK(written(berlin->transitions[0].at_ms) == "1970-03-29T01:00:00Z");
  CHECK(written(berlin->transitions[1].at_ms) == "1970-10-25T01:00:00Z");
  CHECK(written(berlin->horizon_ms) == "1972-01-01T00:00:00Z");

  // The new year of the year after the last one begins within the last year, in the far east.
  file.footer = "\n<+14>-14<+15>-15,0/0,J180/0\n";
  const auto east = parse_tzif(file.build(), 1970);
  REQUIRE(east.has_value());
  REQUIRE(east->transitions.size() == 2);
  CHECK(written(east->transitions[1].at_ms) == "1970-12-31T10:00:00Z");

  // South of the equator the year begins in daylight-saving time.
  file.footer = "\n<+1030>-10:30<+11>-11,M10.1.0,M4.1.0\n";
  const auto lord_howe = parse_tzif(file.build(), 1970);
  REQUIRE(lord_howe.has_value());
  CHECK(lord_howe->first_offset_s == 39'600);
  REQUIRE(lord_howe->transitions.size() == 2);
  CHECK(lord_howe->transitions[0] == Transition{parse_instant("1970-04-04T15:00:00Z")->ms, 37'800});
  CHECK(lord_howe->transitions[1] == Transition{parse_instant("1970-10-03T15:30:00Z")->ms, 39'600});
}

TEST_CASE("listed transitions come first, the rule continues them") {
  TzifBuilder file;
  file.offsets = {-2'670, 0, 3'600};
  file.times = {-1'000, 0, 86'400, 172'800, 1'000'000'000};
  file.type_of = {1, 2, 2, 1, 2};
  file.footer = "\n<+01>-1\n";
  const auto zone = parse_tzif(file.build());
  REQUIRE(zone.has_value());
  CHECK(zone->first_offset_s == 3'600);  // the transition at 0 is in force at 0
  CHECK(zone->transitions == std::vector<Transition>{{172'800'000, 0}, {1'000'000'000'000, 3'600}});
  CHECK(zone->horizon_ms == kEnd2050);

  SECTION("transitions before 1970 leave the last of their offsets") {
    file.times = {-3'000, -2'000, -1'000, 5, 6};
    CHECK(parse_tzif(file.build())->first_offset_s == 3'600);
  }
  SECTION("a time before the age of the universe in milliseconds is still a time") {
    file.times[0] = std::numeric_limits<std::int64_t>::min();
    CHECK(parse_tzif(file.build()) == zone);
  }
  SECTION("without a rule nothing is known after the last transition") {
    file.footer = "\n\n";
    const auto short_zone = parse_tzif(file.build());
    REQUIRE(short_zone.has_value());
    CHECK(short_zone->horizon_ms == 1'000'000'000'000);
    CHECK(short_zone->transitions == std::vector<Transition>{{172'800'000, 0}});
  }
  SECTION("transitions beyond the horizon are dropped") {
    const auto short_zone = parse_tzif(file.build(), 1999);
    REQUIRE(short_zone.has_value());
    CHECK(short_zone->transitions.size() == 1);
  }
}

TEST_CASE("malformed files are refused") {
  TzifBuilder good;
  good.offsets = {0, 3'600};
  good.times = {100, 200};
  good.type_of = {1, 0};
  const std::string bytes = good.build();
  REQUIRE(parse_tzif(bytes).has_value());

  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CAPTURE(length);
    // The rule is a text that may end early and still be a rule; its closing newline is what counts.
    CHECK_FALSE(parse_tzif(bytes.substr(0, length)).has_value());
  }
  CHECK_FALSE(parse_tzif(bytes + "\n").has_value());
  CHECK_FALSE(parse_tzif(bytes + "x").has_value());
  CHECK_FALSE(parse_tzif(std::string(kMaxTzifBytes + 1, 'T')).has_value());

  struct Row {
    const char* what;
    void (*damage)(TzifBuilder&);
  };
  const Row rows[] = {
      {"version 1", [](TzifBuilder& f) { f.version = f.second_version = '\0'; }},
      {"version 9", [](TzifBuilder& f) { f.version = f.second_version = '9'; }},
      {"two versions", [](TzifBuilder& f) { f.second_version = '3'; }},
      {"leap seconds", [](TzifBuilder& f) { f.leap_count = 1; }},
      {"a count of UT flags that is not the count of types", [](TzifBuilder& f) { f.ut_count = 1; }},
      {"no types", [](TzifBuilder& f) { f.offsets.clear(), f.times.clear(), f.type_of.clear(); }},
      {"equal times", [](TzifBuilder& f) { f.times = {100, 100}; }},
      {"falling times", [](TzifBuilder& f) { f.times = {100, 99}; }},
      {"type index", [](TzifBuilder& f) { f.type_of = {1, 2}; }},
      {"offset in the east", [](TzifBuilder& f) { f.offsets = {0, kMaxOffsetSeconds + 1}; }},
      {"offset in the west", [](TzifBuilder& f) { f.offsets = {0, kMinOffsetSeconds - 1}; }},
      {"daylight-saving flag", [](TzifBuilder& f) { f.is_dst = 2; }},
      {"name index", [](TzifBuilder& f) { f.name_index = 4; }},
      {"rule", [](TzifBuilder& f) { f.footer = "\nUTC\n"; }},
      {"two rules", [](TzifBuilder& f) { f.footer = "\nUTC0\nUTC0\n"; }},
      {"no rule and no transition", [](TzifBuilder& f) { f.footer = "\n\n", f.times.clear(), f.type_of.clear(); }},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    TzifBuilder file = good;
    row.damage(file);
    CHECK_FALSE(parse_tzif(file.build()).has_value());
  }
}

TEST_CASE("whatever the bytes, the answer is no zone or a well-formed one") {
  TzifBuilder good;
  good.offsets = {0, 3'600, -7'200};
  good.times = {-5'000'000'000, 100, 200, 300'000'000};
  good.type_of = {0, 1, 0, 2};
  good.footer = "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
  const std::string bytes = good.build();
  std::mt19937 random(7);
  int accepted = 0;
  int refused = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string mutated = bytes;
    for (auto n = random() % 3 + 1; n > 0; --n) mutated[random() % mutated.size()] = static_cast<char>(random() % 256);
    const auto zone = parse_tzif(mutated);
    ++(zone ? accepted : refused);
    if (zone && !is_well_formed(*zone)) FAIL("a zone that is not well-formed");
  }
  CHECK(accepted > 1'000);
  CHECK(refused > 1'000);
}

TEST_CASE("closing rules are read strictly") {
  for (const char* wrong : {"",
                            "UT0",
                            "UTC",
                            "UTC0 ",
                            "UTC25",
                            "UTC0:60",
                            "UTC-",
                            "<+01-1",
                            "<>0",
                            "U+C0",
                            "EST5EDT",
                            "EST5EDT,M3.2.0",
                            "EST5EDT,M3.2.0,",
                            "EST5EDT,M13.2.0,M11.1.0",
                            "EST5EDT,M3.6.0,M11.1.0",
                            "EST5EDT,M3.0.0,M11.1.0",
                            "EST5EDT,M3.2.7,M11.1.0",
                            "EST5EDT,M3.2.0,M11.1.0,",
                            "EST5EDT,M3.2.0/168,M11.1.0",
                            "EST5EDT,J0,J365",
                            "EST5EDT,J366,J1",
                            "EST5EDT,366,1",
                            "EST5EDT,M3.2.0/,M11.1.0",
                            "EST99999999999EDT",
                            "EST5ED,M3.2.0,M11.1.0"}) {
    CAPTURE(wrong);
    CHECK(parse_posix_rule(wrong) == std::nullopt);
  }
  const auto new_york = parse_posix_rule("EST5EDT,M3.2.0,M11.1.0");
  REQUIRE(new_york.has_value());
  CHECK(new_york->standard_offset_s == -18'000);
  CHECK(new_york->dst_offset_s == -14'400);
  CHECK(new_york->dst_ends.time_s == 7'200);
  CHECK(parse_posix_rule("<-00>0")->standard_offset_s == 0);
  CHECK(parse_posix_rule("ABC-5:45:30")->standard_offset_s == 20'730);
}

TEST_CASE("closing rules make transitions") {
  struct Row {
    const char* rule;
    std::int32_t year;
    std::vector<const char*> instants;
  };
  const Row rows[] = {
      {"EST5EDT,M3.2.0,M11.1.0", 2026, {"2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"}},
      {"CET-1CEST,M3.5.0,M10.5.0/3", 2040, {"2040-03-25T01:00:00Z", "2040-10-28T01:00:00Z"}},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", 2040, {"2040-03-25T01:00:00Z", "2040-10-28T01:00:00Z"}},        // negative: winter is the exception
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2040, {"2040-03-25T01:00:00Z", "2040-10-28T01:00:00Z"}},   // an hour before midnight
      {"EET-2EEST,M4.5.5/0,M10.5.4/24", 2026, {"2026-04-23T22:00:00Z", "2026-10-29T21:00:00Z"}},     // 24:00
      {"<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", 2026, {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"}},  // two hours
      {"AAA0BBB,J60,J365", 2024, {"2024-03-01T02:00:00Z", "2024-12-31T01:00:00Z"}},                  // J60 is always 1 March
      {"AAA0BBB,J59,J365", 2024, {"2024-02-28T02:00:00Z", "2024-12-31T01:00:00Z"}},
      {"AAA0BBB,59,365", 2024, {"2024-02-29T02:00:00Z", "2024-12-31T01:00:00Z"}},
      {"UTC0", 2026, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    const auto rule = parse_posix_rule(row.rule);
    REQUIRE(rule.has_value());
    const auto transitions = transitions_of(*rule, row.year, row.year);
    REQUIRE(transitions.size() == row.instants.size());
    for (std::size_t i = 0; i < transitions.size(); ++i) CHECK(written(transitions[i].at_ms) == row.instants[i]);
  }
}

TEST_CASE("daylight-saving time all year round is one offset") {
  TzifBuilder file;
  file.footer = "\nEST5EDT,0/0,J365/25\n";
  const auto zone = parse_tzif(file.build());
  REQUIRE(zone.has_value());
  CHECK(zone->first_offset_s == -14'400);
  CHECK(zone->transitions.empty());
}
