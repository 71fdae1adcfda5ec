#include "runtime/decide/civil.h"

namespace envelope::decide {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr std::int64_t kEndOfTimeMs = 253'402'300'800'000;  // 10000-01-01, as runtime/time/civil.h

// What the clock on the wall has counted since it showed 1970-01-01T00:00.
std::optional<std::int64_t> wall_ms(const env_table& table, std::uint32_t zone, std::int64_t time_ms) {
  const format::ZoneRecord& record = table.sections.zones[zone];
  if (time_ms < 0 || time_ms >= record.horizon_ms) return std::nullopt;
  std::uint32_t low = 0;
  std::uint32_t high = record.transition_count;
  while (low < high) {  // the number of transitions at or before the instant
    const std::uint32_t middle = low + (high - low) / 2;
    if (table.sections.transitions[record.first_transition + middle].at_ms <= time_ms)
      low = middle + 1;
    else
      high = middle;
  }
  const std::int64_t offset_s = low == 0 ? record.first_offset_s : table.sections.transitions[record.first_transition + low - 1].offset_s;
  const std::int64_t wall = time_ms + offset_s * 1000;
  if (wall < 0 || wall >= kEndOfTimeMs) return std::nullopt;
  return wall;
}

}  // namespace

std::optional<std::int64_t> time_of_day(const env_table& table, std::uint32_t zone, std::int64_t time_ms) {
  const auto wall = wall_ms(table, zone, time_ms);
  if (!wall) return std::nullopt;
  return *wall % kMsPerDay;
}

std::optional<std::int64_t> day_of_week(const env_table& table, std::uint32_t zone, std::int64_t time_ms) {
  const auto wall = wall_ms(table, zone, time_ms);
  if (!wall) return std::nullopt;
  return (*wall / kMsPerDay + 3) % 7;  // 1970-01-01 was a thursday
}

}  // namespace envelope::decide
