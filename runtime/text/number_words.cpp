#include "runtime/text/number_words.h"

#include <cstddef>

namespace envelope::text {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

// `B` ends every other name, so it comes last.
constexpr Unit kByteUnits[] = {
    {"KiB", std::int64_t{1} << 10},
    {"MiB", std::int64_t{1} << 20},
    {"GiB", std::int64_t{1} << 30},
    {"TiB", std::int64_t{1} << 40},
    {"KB", 1'000},
    {"MB", 1'000'000},
    {"GB", 1'000'000'000},
    {"TB", 1'000'000'000'000},
    {"B", 1},
};

constexpr std::int64_t kMoneyScale = 1'000'000;
constexpr std::int64_t kPercentScale = 10'000;

bool is_digit_at(std::string_view text, std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

}  // namespace

std::optional<std::int64_t> parse_scaled(std::string_view text, std::int64_t scale) {
  std::int64_t value = 0;
  bool is_fraction = false;
  if (!is_digit_at(text, 0)) return std::nullopt;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit_at(text, at)) {
      const bool is_point = text[at] == '.' && !is_fraction;
      const bool is_between_digits = is_digit_at(text, at - 1) && is_digit_at(text, at + 1);
      if (!is_between_digits || (!is_point && text[at] != '_')) return std::nullopt;
      is_fraction = is_fraction || is_point;
      continue;
    }
    if (is_fraction) {
      if (scale % 10 != 0) return std::nullopt;
      scale /= 10;
    }
    if (__builtin_mul_overflow(value, std::int64_t{10}, &value)) return std::nullopt;
    if (__builtin_add_overflow(value, std::int64_t{text[at] - '0'}, &value)) return std::nullopt;
  }
  if (__builtin_mul_overflow(value, scale, &value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_count(std::string_view text) { return parse_scaled(text, 1); }

std::optional<std::int64_t> parse_bytes(std::string_view text) {
  for (const Unit& unit : kByteUnits)
    if (text.ends_with(unit.name)) return parse_scaled(text.substr(0, text.size() - unit.name.size()), unit.factor);
  return parse_scaled(text, 1);
}

std::optional<std::int64_t> parse_money(std::string_view text) {
  return parse_scaled(text.starts_with('$') ? text.substr(1) : text, kMoneyScale);
}

std::optional<std::int64_t> parse_percent(std::string_view text) {
  return parse_scaled(text.ends_with('%') ? text.substr(0, text.size() - 1) : text, kPercentScale);
}

}  // namespace envelope::text
