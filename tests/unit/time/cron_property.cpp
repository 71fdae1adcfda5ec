// next_fire against the plain definition: every civil minute of four years, and the instant it happened, by walking real minutes.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "runtime/time/cron.h"

using namespace envelope::time;

namespace {

// One random field: its text, and the values that text stands for, found without the parser.
struct Field {
  std::string text;
  std::set<int> values;
  bool begins_with_star = false;
};

Field random_field(std::mt19937& random, int low, int high, unsigned star_of_ten) {
  const auto pick = [&](int from, int to) { return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)); };
  Field field;
  const auto add = [&](int first, int last, int step) {
    for (int value = first; value <= last; value += step) field.values.insert(value);
  };
  if (random() % 10 < star_of_ten) {
    field.begins_with_star = true;
    const int step = random() % 2 == 0 ? 1 : pick(2, (high - low) / 2);
    field.text = step == 1 ? "*" : "*/" + std::to_string(step);
    add(low, high, step);
    return field;
  }
  for (auto parts = random() % 3 + 1; parts > 0; --parts) {
    if (!field.text.empty()) field.text += ',';
    const int first = pick(low, high);
    const int last = pick(first, high);
    switch (random() % 3) {
      case 0:
        field.text += std::to_string(first);
        add(first, first, 1);
        break;
      case 1:
        field.text += std::to_string(first) + "-" + std::to_string(last);
        add(first, last, 1);
        break;
      default:
        const int step = last > first ? pick(1, last - first) : 0;
        field.text += std::to_string(first) + "-" + std::to_string(last) + (step == 0 ? "" : "/" + std::to_string(step));
        add(first, last, step == 0 ? 1 : step);
        break;
    }
  }
  return field;
}

struct Years {
  std::int64_t first_wall_minute = 0;
  std::vector<std::int64_t> instant_of;  // for each civil minute: the first real minute at which clocks showed it or had passed it
};

// Four years of `zone`, minute by real minute: the clocks' highest reading so far decides, so a minute shown again adds nothing and
// minutes jumped over happen at once. Zones with offsets of whole minutes only.
Years walk(const Zone& zone, std::int64_t begin_ms, std::int64_t end_ms) {
  Years years;
  std::int64_t highest = 0;
  for (std::int64_t ms = begin_ms; ms < end_ms; ms += kMsPerMinute) {
    const std::int64_t shown = *wall_ms(*to_civil(zone, Instant{ms})) / kMsPerMinute;
    if (ms == begin_ms) years.first_wall_minute = highest = shown - 1;
    for (; highest < shown; ++highest) years.instant_of.push_back(ms);
  }
  ++years.first_wall_minute;
  return years;
}

bool in(const std::set<int>& set, int value) { return set.count(value) != 0; }

// All fires in four years by the definition, ascending, each once.
std::vector<std::int64_t> fires(const Years& years, const std::array<Field, 5>& fields) {
  std::vector<std::int64_t> found;
  const bool both = fields[2].begins_with_star || fields[4].begins_with_star;
  const auto end_minute = years.first_wall_minute + static_cast<std::int64_t>(years.instant_of.size());
  for (std::int64_t days = years.first_wall_minute / 1'440; days * 1'440 < end_minute; ++days) {
    const CivilDate date = *civil_from_days(days);
    const bool day = in(fields[2].values, date.day);
    const bool weekday = in(fields[4].values, static_cast<int>((days + 4) % 7));
    if (!in(fields[3].values, date.month) || !(both ? day && weekday : day || weekday)) continue;
    for (const int hour : fields[1].values) {
      for (const int minute : fields[0].values) {
        const std::int64_t wall = (days * 24 + hour) * 60 + minute;
        if (wall < years.first_wall_minute || wall >= end_minute) continue;
        const std::int64_t ms = years.instant_of[static_cast<std::size_t>(wall - years.first_wall_minute)];
        if (found.empty() || found.back() != ms) found.push_back(ms);
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("next_fire finds exactly the fires of four years") {
  struct Span {
    const char* zone;
    const char* begin;
  };
  // Each span holds changes of its zone, Apia's the day it skipped.
  const Span spans[] = {{"UTC", "2023-01-01T00:00:00Z"},
                        {"Europe/Berlin", "2022-01-01T00:00:00Z"},
                        {"America/Sao_Paulo", "2009-01-01T00:00:00Z"},
                        {"Australia/Lord_Howe", "2010-01-01T00:00:00Z"},
                        {"Pacific/Apia", "2009-01-01T00:00:00Z"}};
  std::mt19937 random(20'260'308);
  std::size_t checked = 0;
  std::size_t fired = 0;
  for (const Span& span : spans) {
    const Zone zone = load_zone(span.zone).value();
    const Instant begin = parse_instant(span.begin).value();
    const Instant end{begin.ms + 4 * 365 * kMsPerDay};
    const Years years = walk(zone, begin.ms, end.ms);
    for (int round = 0; round < 12; ++round) {
      const std::array<Field, 5> fields = {random_field(random, 0, 59, 2), random_field(random, 0, 23, 3), random_field(random, 1, 31, 5),
                                           random_field(random, 1, 12, 7), random_field(random, 0, 6, 5)};
      const std::string text = fields[0].text + " " + fields[1].text + " " + fields[2].text + " " + fields[3].text + " " + fields[4].text;
      CAPTURE(span.zone, text);
      const auto parsed = parse_cron(text);
      REQUIRE(parsed.cron.has_value());
      CHECK(parse_cron(format(*parsed.cron)).cron == parsed.cron);
      const auto expected = fires(years, fields);
      CHECK((!never_fires(*parsed.cron) || expected.empty()));
      ++checked;
      fired += expected.size();

      Instant at{begin.ms - 1};
      for (std::size_t i = 0; i < std::min<std::size_t>(expected.size(), 5'000); ++i) {
        const auto next = next_fire(*parsed.cron, zone, at);
        if (!next || next->ms != expected[i]) {
          FAIL("after " << format(at) << ": " << (next ? format(*next) : "never") << ", not " << format(Instant{expected[i]}));
        }
        at = *next;
      }
      for (int probe = 0; probe < 300; ++probe) {
        const Instant after{begin.ms + static_cast<std::int64_t>(random() % (4U * 365U * 1'440U)) * kMsPerMinute +
                            static_cast<int>(random() % 3) - 1};
        const auto wanted = std::upper_bound(expected.begin(), expected.end(), after.ms);
        const auto next = next_fire(*parsed.cron, zone, after);
        const bool same = wanted == expected.end() ? !next || *next >= end : next && next->ms == *wanted;
        if (!same) FAIL("after " << format(after) << ": " << (next ? format(*next) : "never"));
      }
    }
  }
  CHECK(checked == 60);
  CHECK(fired > 100'000);
}
