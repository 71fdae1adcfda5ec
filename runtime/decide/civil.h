// What the clocks of a zone show, from the transitions in the table.
#pragma once

#include <cstdint>
#include <optional>

#include "runtime/decide/table.h"

namespace envelope::decide {

// Milliseconds since midnight, and the weekday from 0 (monday) to 6. Nothing before 1970, on the clock or off it, and nothing at or beyond
// the horizon of the zone.
[[nodiscard]] std::optional<std::int64_t> time_of_day(const env_table& table, std::uint32_t zone, std::int64_t time_ms);
[[nodiscard]] std::optional<std::int64_t> day_of_week(const env_table& table, std::uint32_t zone, std::int64_t time_ms);

}  // namespace envelope::decide
