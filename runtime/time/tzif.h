// Reads a compiled tz database file (TZif, RFC 8536, versions 2 to 4) from memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/time/zone.h"

namespace envelope::time {

// The largest file ever installed is under 4 KiB.
inline constexpr std::size_t kMaxTzifBytes = 64 * 1024;

// The zone a file describes, without name and version; transitions after the file's last one come from its closing POSIX rule, up to
// the end of `last_year` (1970..9998). A file without that rule knows nothing after its last transition, which is then the horizon.
// nullopt for anything that is not exactly a well-formed file: version 1, a wrong length, unsorted transitions, an index or offset out
// of bounds, leap seconds (the `right/` files count other seconds than POSIX time), a closing rule that does not parse.
[[nodiscard]] std::optional<Zone> parse_tzif(std::string_view bytes, std::int32_t last_year = kZoneHorizonYear);

}  // namespace envelope::time
