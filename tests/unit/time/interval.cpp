#include "runtime/time/interval.h"

#include <catch2/catch.hpp>

using namespace envelope::time;

namespace {

TimeOfDay at(const char* text) { return parse_time_of_day(text).value(); }

}  // namespace

TEST_CASE("an interval holds its begin and not its end") {
  struct Row {
    const char* begin;
    const char* end;
    const char* time;
    bool inside;
  };
  const Row rows[] = {
      {"09:00", "17:00", "08:59:59.999", false}, {"09:00", "17:00", "09:00", true},         {"09:00", "17:00", "16:59:59.999", true},
      {"09:00", "17:00", "17:00", false},        {"22:00", "06:00", "21:59:59.999", false}, {"22:00", "06:00", "22:00", true},
      {"22:00", "06:00", "23:59:59.999", true},  {"22:00", "06:00", "00:00", true},         {"22:00", "06:00", "05:59:59.999", true},
      {"22:00", "06:00", "06:00", false},        {"22:00", "06:00", "12:00", false},        {"18:00", "00:00", "23:59:59.999", true},
      {"18:00", "00:00", "18:00", true},         {"18:00", "00:00", "00:00", false},        {"00:00", "06:00", "00:00", true},
      {"08:00", "08:00", "08:00", false},        {"08:00", "08:00", "09:00", false},        {"00:00", "00:00", "00:00", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.begin, row.end, row.time);
    CHECK(contains(at(row.begin), at(row.end), at(row.time)) == row.inside);
  }
}

TEST_CASE("an interval is its pieces") {
  struct Row {
    const char* begin;
    const char* end;
    std::size_t pieces;
    bool wraps;
    std::int64_t hours;
  };
  for (const Row& row : {Row{"09:00", "17:00", 1, false, 8}, Row{"22:00", "06:00", 2, true, 8}, Row{"18:00", "00:00", 1, false, 6},
                         Row{"00:00", "06:00", 1, false, 6}, Row{"06:00", "05:00", 2, true, 23}}) {
    CAPTURE(row.begin, row.end);
    const auto interval = make_interval(at(row.begin), at(row.end));
    REQUIRE(interval.has_value());
    const auto cut = pieces(*interval);
    CHECK(cut.size() == row.pieces);
    CHECK(wraps(*interval) == row.wraps);
    CHECK(length_ms(*interval) == row.hours * kMsPerHour);
    for (std::int32_t ms = 0; ms < kMsPerDay; ms += 60'000) {
      bool in_piece = false;
      for (const DayPiece piece : cut) in_piece = in_piece || (piece.begin <= ms && ms < piece.end);
      if (in_piece != contains(*interval, TimeOfDay{ms})) FAIL("differs at " << format(TimeOfDay{ms}));
    }
  }
}

TEST_CASE("an interval whose ends are equal is refused") {
  CHECK(make_interval(at("08:00"), at("08:00")) == std::nullopt);
  CHECK(make_interval(at("00:00"), at("00:00")) == std::nullopt);
  CHECK(make_interval(TimeOfDay{-1}, at("08:00")) == std::nullopt);
  CHECK(make_interval(at("08:00"), TimeOfDay{static_cast<std::int32_t>(kMsPerDay)}) == std::nullopt);
  CHECK(pieces({at("08:00"), at("08:00")}).empty());
}
