// Time zones as plain values: when the clocks of a place were and will be changed, and what that makes of an instant.
//
// The transitions are the real ones of the installed tz database, from 1970 up to a stated horizon. Beyond the horizon nothing is
// guessed: a civil time there is unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/time/civil.h"

namespace envelope::time {

// The last year whose transitions are loaded; the horizon is the end of that year (UTC).
inline constexpr std::int32_t kZoneHorizonYear = 2050;

// No place is further from Greenwich than this (RFC 8536 bounds).
inline constexpr std::int32_t kMinOffsetSeconds = -(25 * 3'600 - 1);
inline constexpr std::int32_t kMaxOffsetSeconds = 26 * 3'600 - 1;

// From `at_ms` (milliseconds since the epoch) on, clocks show UTC + `offset_s`.
struct Transition {
  std::int64_t at_ms = 0;
  std::int32_t offset_s = 0;
  bool operator==(const Transition&) const = default;
};

// Invariant (`is_well_formed`): transitions ascend strictly, lie in `(0, horizon_ms)`, each changes the offset.
struct Zone {
  std::string name;                     // as asked for, e.g. `Europe/Berlin`
  std::string tzdata_version;           // e.g. `2026a`; `unknown` where the system does not say; empty for `UTC`
  std::int64_t horizon_ms = 0;          // first instant about which nothing is known
  std::vector<Transition> transitions;  // only real changes of the offset
  std::int32_t first_offset_s = 0;      // in force from 1970-01-01T00:00Z to the first transition
  bool operator==(const Zone&) const = default;
};

// Holds for everything `load_zone` returns; a zone from anywhere else must be asked before the functions below are used with it.
[[nodiscard]] bool is_well_formed(const Zone& zone);

// The zone called `name` in the tz database. nullopt: there is no such zone, its file is malformed or unreadable, or the name is not
// one of a place (`localtime`, `posix/...`, `right/...`, `..`, a leading `/`). Names are case-sensitive.
// Reads one small file and the first line of another, nothing at start-up; `UTC` reads nothing and has no horizon before 9999.
[[nodiscard]] std::optional<Zone> load_zone(std::string_view name);

// `UTC`, from no file.
[[nodiscard]] Zone utc();

// Every name `load_zone` knows, sorted; for suggestions. Walks a directory of some 600 files: for error messages only.
[[nodiscard]] std::vector<std::string> zone_names();

// What the clocks show at an instant. nullopt = unknown: before 1970 (UTC or on the wall), or at or beyond the horizon.
[[nodiscard]] std::optional<CivilTime> to_civil(const Zone& zone, Instant instant);

// Every instant at which the clocks show `civil`, ascending: none in a gap (clocks were put forward over it), two in a fold (clocks
// were put back over it), else one. Also none when `civil` is not valid or unknown to the zone; `resolve` tells the two apart.
[[nodiscard]] std::vector<Instant> to_instants(const Zone& zone, CivilTime civil);

// The one instant meant by `civil`, by the declared rule: in a gap the instant of the transition, in a fold the first.
// A later civil time never resolves to an earlier instant. nullopt: not valid, before 1970, or beyond the horizon.
[[nodiscard]] std::optional<Instant> resolve(const Zone& zone, CivilTime civil);

}  // namespace envelope::time
