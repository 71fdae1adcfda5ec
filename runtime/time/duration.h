// Lengths of time as checked milliseconds: `4h`, `15min`, `1_000s`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace envelope::time {

// One of `ms s min h d w` as milliseconds; nullopt for any other word. A day is 24 hours and a week 7 such days, whatever the clocks do.
[[nodiscard]] std::optional<std::int64_t> duration_unit(std::string_view unit);

// `count` times the unit; nullopt when the unit is unknown, the count negative or the product beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> duration_of(std::int64_t count, std::string_view unit);

// A whole number and a unit with nothing between: `90d`. Single underscores may stand between digits. No sign, no fraction, no sum.
[[nodiscard]] std::optional<std::int64_t> parse_duration(std::string_view text);

// Canonical: the largest unit that divides evenly (`90min`, `2h`, `1d`, `2w`); zero is `0s`. Parses back to the same number unless
// negative.
[[nodiscard]] std::string format_duration(std::int64_t ms);

}  // namespace envelope::time
