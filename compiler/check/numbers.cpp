#include "compiler/check/numbers.h"

#include <array>
#include <optional>
#include <utility>

#include "runtime/time/duration.h"

namespace envelope::check {

using syntax::ValueKind;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> size_unit(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 9> kUnits = {{
      {"B", 1},
      {"KB", 1'000},
      {"MB", 1'000'000},
      {"GB", 1'000'000'000},
      {"TB", 1'000'000'000'000},
      {"KiB", std::int64_t{1} << 10},
      {"MiB", std::int64_t{1} << 20},
      {"GiB", std::int64_t{1} << 30},
      {"TiB", std::int64_t{1} << 40},
  }};
  for (const auto& [name, factor] : kUnits)
    if (name == unit) return factor;
  return std::nullopt;
}

// The factor of what stands after the digits; nothing when the unit does not belong to the kind.
std::optional<std::int64_t> scale(ValueKind kind, std::string_view unit) {
  switch (kind) {
    case ValueKind::integer:
      return unit.empty() ? std::optional<std::int64_t>(1) : std::nullopt;
    case ValueKind::percent:
      return unit == "%" ? std::optional<std::int64_t>(10'000) : std::nullopt;
    case ValueKind::money:
      return unit.empty() ? std::optional<std::int64_t>(1'000'000) : std::nullopt;
    case ValueKind::ratio:
      return unit == "x" ? std::optional<std::int64_t>(1'000) : std::nullopt;
    case ValueKind::size:
      return size_unit(unit);
    case ValueKind::duration:
      return time::duration_unit(unit);
    case ValueKind::error:
    case ValueKind::decimal:
    case ValueKind::date:
    case ValueKind::time:
    case ValueKind::string:
    case ValueKind::text:
    case ValueKind::boolean:
    case ValueKind::name:
    case ValueKind::effect:
    case ValueKind::list:
    case ValueKind::range:
      return std::nullopt;
  }
  return std::nullopt;
}

bool add_digit(std::int64_t& number, char digit) {
  return !__builtin_mul_overflow(number, std::int64_t{10}, &number) && !__builtin_add_overflow(number, std::int64_t{digit - '0'}, &number);
}

}  // namespace

NumberResult read_number(ValueKind kind, std::string_view spelling) {
  if (kind == ValueKind::money && !spelling.empty() && spelling.front() == '$') spelling.remove_prefix(1);
  std::size_t at = 0;
  std::int64_t whole = 0;
  bool overflow = false, any = false;
  for (; at < spelling.size() && (is_digit(spelling[at]) || spelling[at] == '_'); ++at) {
    if (spelling[at] == '_') continue;
    any = true;
    overflow = overflow || !add_digit(whole, spelling[at]);
  }
  std::string_view fraction;
  if (at < spelling.size() && spelling[at] == '.') {
    const std::size_t begin = ++at;
    while (at < spelling.size() && is_digit(spelling[at])) ++at;
    fraction = spelling.substr(begin, at - begin);
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  }
  const std::optional<std::int64_t> factor = scale(kind, spelling.substr(at));
  if (!any || !factor) return {0, NumberFault::unreadable};

  std::int64_t number = 0;
  if (overflow || __builtin_mul_overflow(whole, *factor, &number)) return {0, NumberFault::too_large};
  std::int64_t step = *factor;
  for (const char digit : fraction) {
    if (step % 10 != 0) return {0, NumberFault::too_precise};
    step /= 10;
    if (__builtin_add_overflow(number, step * (digit - '0'), &number)) return {0, NumberFault::too_large};
  }
  return {number, NumberFault::none};
}

std::string_view largest_spelling(ValueKind kind) {
  switch (kind) {
    case ValueKind::integer:
      return "9_223_372_036_854_775_807";
    case ValueKind::percent:
      return "922337203685477.5807%";
    case ValueKind::money:
      return "$9223372036854.775807";
    case ValueKind::ratio:
      return "9223372036854775.807x";
    case ValueKind::size:
      return "9223372036854775807B";
    case ValueKind::duration:
      return "9223372036854775807ms";
    case ValueKind::error:
    case ValueKind::decimal:
    case ValueKind::date:
    case ValueKind::time:
    case ValueKind::string:
    case ValueKind::text:
    case ValueKind::boolean:
    case ValueKind::name:
    case ValueKind::effect:
    case ValueKind::list:
    case ValueKind::range:
      return {};
  }
  return {};
}

std::string_view smallest_spelling(ValueKind kind) {
  if (kind == ValueKind::percent) return "0.0001%";
  if (kind == ValueKind::money) return "$0.000001";
  if (kind == ValueKind::ratio) return "0.001x";
  return "1";
}

}  // namespace envelope::check
