#include "runtime/time/duration.h"

#include <array>

#include "runtime/time/civil.h"

namespace envelope::time {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t ms;
};

// Largest first, as `format_duration` tries them.
constexpr std::array<Unit, 6> kUnits = {{
    {"w", kMsPerWeek},
    {"d", kMsPerDay},
    {"h", kMsPerHour},
    {"min", kMsPerMinute},
    {"s", kMsPerSecond},
    {"ms", 1},
}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<std::int64_t> duration_unit(std::string_view unit) {
  for (const Unit& known : kUnits) {
    if (known.name == unit) return known.ms;
  }
  return std::nullopt;
}

std::optional<std::int64_t> duration_of(std::int64_t count, std::string_view unit) {
  const auto factor = duration_unit(unit);
  std::int64_t product = 0;
  if (!factor || count < 0 || __builtin_mul_overflow(count, *factor, &product)) return std::nullopt;
  return product;
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  std::int64_t count = 0;
  std::size_t i = 0;
  for (; i < text.size() && (is_digit(text[i]) || text[i] == '_'); ++i) {
    if (text[i] == '_') {
      const bool between_digits = i > 0 && is_digit(text[i - 1]) && i + 1 < text.size() && is_digit(text[i + 1]);
      if (!between_digits) return std::nullopt;
      continue;
    }
    if (__builtin_mul_overflow(count, std::int64_t{10}, &count) || __builtin_add_overflow(count, text[i] - '0', &count))
      return std::nullopt;
  }
  if (i == 0) return std::nullopt;
  return duration_of(count, text.substr(i));
}

std::string format_duration(std::int64_t ms) {
  if (ms == 0) return "0s";
  for (const Unit& unit : kUnits) {
    if (ms % unit.ms == 0) return std::to_string(ms / unit.ms).append(unit.name);
  }
  return std::to_string(ms).append("ms");
}

}  // namespace envelope::time
