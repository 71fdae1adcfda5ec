#include "runtime/time/duration.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace envelope::time;

TEST_CASE("durations are read and written canonically") {
  struct Row {
    const char* text;
    std::optional<std::int64_t> ms;
    const char* written;
  };
  const Row rows[] = {
      {"0s", 0, "0s"},
      {"0w", 0, "0s"},
      {"1ms", 1, "1ms"},
      {"1500ms", 1'500, "1500ms"},
      {"60s", 60'000, "1min"},
      {"90s", 90'000, "90s"},
      {"90min", 5'400'000, "90min"},
      {"120min", 7'200'000, "2h"},
      {"4h", 14'400'000, "4h"},
      {"24h", 86'400'000, "1d"},
      {"36h", 129'600'000, "36h"},
      {"14d", 1'209'600'000, "2w"},
      {"90d", 7'776'000'000, "90d"},
      {"1_000s", 1'000'000, "1000s"},
      {"1_0_0s", 100'000, "100s"},
      {"007s", 7'000, "7s"},
      {"9223372036854775807ms", std::numeric_limits<std::int64_t>::max(), "9223372036854775807ms"},
      {"9223372036854775808ms", {}, ""},
      {"9223372036854776s", {}, ""},
      {"15250284453w", {}, ""},
      {"99999999999999999999999w", {}, ""},
      {"_1s", {}, ""},
      {"1_s", {}, ""},
      {"1__0s", {}, ""},
      {"s", {}, ""},
      {"4", {}, ""},
      {"4 h", {}, ""},
      {"4H", {}, ""},
      {"4m", {}, ""},
      {"4hours", {}, ""},
      {"-4h", {}, ""},
      {"1.5h", {}, ""},
      {"1h30min", {}, ""},
      {"", {}, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto parsed = parse_duration(row.text);
    REQUIRE(parsed == row.ms);
    if (!parsed) continue;
    CHECK(format_duration(*parsed) == row.written);
    CHECK(parse_duration(row.written) == parsed);
  }
}

TEST_CASE("a count and a unit make a duration") {
  CHECK(duration_of(3, "w") == 1'814'400'000);
  CHECK(duration_of(-1, "s") == std::nullopt);
  CHECK(duration_of(1, "y") == std::nullopt);
  CHECK(duration_of(15'250'284'453, "w") == std::nullopt);
  CHECK(duration_of(15'250'284'452, "w").has_value());
  CHECK(duration_unit("min") == 60'000);
  CHECK(duration_unit("") == std::nullopt);
  CHECK(format_duration(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808ms");
  CHECK(format_duration(-7'200'000) == "-2h");
}
