#include "runtime/time/zone.h"

#include <algorithm>

namespace envelope::time {
namespace {

// The stretch between two transitions: instants `[begin_ms, end_ms)` at one offset.
struct Stretch {
  std::int64_t begin_ms;
  std::int64_t end_ms;
  std::int64_t offset_ms;
};

// Stretch `i` of `transitions.size() + 1`.
Stretch stretch_at(const Zone& zone, std::size_t i) {
  const auto& all = zone.transitions;
  const std::int32_t offset_s = i == 0 ? zone.first_offset_s : all[i - 1].offset_s;
  return {i == 0 ? 0 : all[i - 1].at_ms, i == all.size() ? zone.horizon_ms : all[i].at_ms, offset_s * kMsPerSecond};
}

// How many transitions have happened at `ms`, which is also the number of the stretch that holds it.
std::size_t stretch_number(const Zone& zone, std::int64_t ms) {
  const auto later = std::upper_bound(zone.transitions.begin(), zone.transitions.end(), ms,
                                      [](std::int64_t at, const Transition& transition) { return at < transition.at_ms; });
  return static_cast<std::size_t>(later - zone.transitions.begin());
}

// Calls `visit(stretch, its number)` for each stretch in which clocks could possibly show `wall`, until it returns true.
template <typename Visit>
void visit_stretches_near(const Zone& zone, std::int64_t wall, Visit visit) {
  const std::int64_t earliest = wall - kMaxOffsetSeconds * kMsPerSecond;
  const std::int64_t latest = wall - kMinOffsetSeconds * kMsPerSecond;
  for (std::size_t i = stretch_number(zone, earliest); i <= zone.transitions.size(); ++i) {
    const Stretch stretch = stretch_at(zone, i);
    if (stretch.begin_ms > latest || visit(stretch, i)) return;
  }
}

bool is_offset(std::int32_t offset_s) { return offset_s >= kMinOffsetSeconds && offset_s <= kMaxOffsetSeconds; }

}  // namespace

bool is_well_formed(const Zone& zone) {
  if (!is_offset(zone.first_offset_s) || zone.horizon_ms <= 0 || zone.horizon_ms > kEndOfTimeMs) return false;
  std::int64_t previous_at = 0;
  std::int32_t previous_offset = zone.first_offset_s;
  for (const Transition& transition : zone.transitions) {
    if (transition.at_ms <= previous_at || transition.at_ms >= zone.horizon_ms) return false;
    if (!is_offset(transition.offset_s) || transition.offset_s == previous_offset) return false;
    previous_at = transition.at_ms;
    previous_offset = transition.offset_s;
  }
  return true;
}

Zone utc() {
  Zone zone;
  zone.name = "UTC";
  zone.horizon_ms = kEndOfTimeMs;
  return zone;
}

std::optional<CivilTime> to_civil(const Zone& zone, Instant instant) {
  if (instant.ms < 0 || instant.ms >= zone.horizon_ms) return std::nullopt;
  return civil_from_wall_ms(instant.ms + stretch_at(zone, stretch_number(zone, instant.ms)).offset_ms);
}

std::vector<Instant> to_instants(const Zone& zone, CivilTime civil) {
  std::vector<Instant> found;
  const auto wall = wall_ms(civil);
  if (!wall) return found;
  visit_stretches_near(zone, *wall, [&](const Stretch& stretch, std::size_t) {
    const std::int64_t at = *wall - stretch.offset_ms;
    if (at >= stretch.begin_ms && at < stretch.end_ms) found.push_back(Instant{at});
    return false;
  });
  return found;
}

// The clocks of a stretch run from begin + offset; the first stretch that ends after `wall` on its own clock holds it, or, when it
// begins later than `wall`, the clocks were put forward over `wall` just before it.
std::optional<Instant> resolve(const Zone& zone, CivilTime civil) {
  const auto wall = wall_ms(civil);
  if (!wall) return std::nullopt;
  std::optional<Instant> found;
  visit_stretches_near(zone, *wall, [&](const Stretch& stretch, std::size_t number) {
    const std::int64_t at = *wall - stretch.offset_ms;
    if (at >= stretch.end_ms) return false;
    if (at >= stretch.begin_ms) found = Instant{at};
    if (at < stretch.begin_ms && number > 0) found = Instant{stretch.begin_ms};
    return true;
  });
  return found;
}

}  // namespace envelope::time
