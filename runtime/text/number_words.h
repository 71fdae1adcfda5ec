// Amounts as people write them: `1_000`, `10MB`, `$0.50`, `80%`. Exact, checked, no allocation.
//
// A number is decimal digits, where single underscores may stand between two of them, and perhaps a point with digits on both sides.
// No sign, no exponent, no blanks. What is no such number, has more decimals than its unit can hold or does not fit 64 bits is nullopt.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace envelope::text {

// The number times `scale`, a positive factor: "2.5" with scale 1000 is 2500. Only decimals that a power of ten in `scale` makes whole.
[[nodiscard]] std::optional<std::int64_t> parse_scaled(std::string_view text, std::int64_t scale);

[[nodiscard]] std::optional<std::int64_t> parse_count(std::string_view text);
// In bytes; the units are B, KB, MB, GB, TB (thousands) and KiB, MiB, GiB, TiB (1024s), directly behind the number. None is bytes.
[[nodiscard]] std::optional<std::int64_t> parse_bytes(std::string_view text);
// In millionths; `$` in front may be left out.
[[nodiscard]] std::optional<std::int64_t> parse_money(std::string_view text);
// In ten-thousandths of a percent; `%` behind may be left out.
[[nodiscard]] std::optional<std::int64_t> parse_percent(std::string_view text);

}  // namespace envelope::text
