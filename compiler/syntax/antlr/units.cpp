#include "compiler/syntax/antlr/units.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "EnvelopeParser.h"

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;

struct UnitWord {
  std::string_view word;  // lower case
  std::string_view unit;
  std::size_t type;
};

constexpr std::array kUnits = std::to_array<UnitWord>({
    {"ms", "ms", T::DURATION},
    {"msec", "ms", T::DURATION},
    {"msecs", "ms", T::DURATION},
    {"millis", "ms", T::DURATION},
    {"millisecond", "ms", T::DURATION},
    {"milliseconds", "ms", T::DURATION},
    {"s", "s", T::DURATION},
    {"sec", "s", T::DURATION},
    {"secs", "s", T::DURATION},
    {"second", "s", T::DURATION},
    {"seconds", "s", T::DURATION},
    {"m", "min", T::DURATION},
    {"min", "min", T::DURATION},
    {"mins", "min", T::DURATION},
    {"minute", "min", T::DURATION},
    {"minutes", "min", T::DURATION},
    {"h", "h", T::DURATION},
    {"hr", "h", T::DURATION},
    {"hrs", "h", T::DURATION},
    {"hour", "h", T::DURATION},
    {"hours", "h", T::DURATION},
    {"d", "d", T::DURATION},
    {"day", "d", T::DURATION},
    {"days", "d", T::DURATION},
    {"w", "w", T::DURATION},
    {"wk", "w", T::DURATION},
    {"week", "w", T::DURATION},
    {"weeks", "w", T::DURATION},
    {"b", "B", T::SIZE},
    {"byte", "B", T::SIZE},
    {"bytes", "B", T::SIZE},
    {"k", "KB", T::SIZE},
    {"kb", "KB", T::SIZE},
    {"mb", "MB", T::SIZE},
    {"gb", "GB", T::SIZE},
    {"g", "GB", T::SIZE},
    {"tb", "TB", T::SIZE},
    {"kib", "KiB", T::SIZE},
    {"mib", "MiB", T::SIZE},
    {"gib", "GiB", T::SIZE},
    {"tib", "TiB", T::SIZE},
    {"megabytes", "MB", T::SIZE},
    {"gigabytes", "GB", T::SIZE},
    {"kilobytes", "KB", T::SIZE},
    {"percent", "%", T::PERCENT},
    {"pct", "%", T::PERCENT},
    {"times", "x", T::RATIO},
    {"dollar", "$", T::MONEY},
    {"dollars", "$", T::MONEY},
    {"usd", "$", T::MONEY},
});

struct FinerUnit {
  std::string_view unit;
  std::string_view finer;
  std::int64_t factor;
};
constexpr std::array kFiner =
    std::to_array<FinerUnit>({{"s", "ms", 1000}, {"min", "s", 60}, {"h", "min", 60}, {"d", "h", 24}, {"w", "d", 7}});

std::string lower(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

const UnitWord* find_unit(std::string_view word) {
  const std::string key = lower(word);
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(), [&](const UnitWord& unit) { return unit.word == key; });
  return found == kUnits.end() ? nullptr : found;
}

std::optional<std::int64_t> whole(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value > 1'000'000'000'000) return std::nullopt;
  return value;
}

// `1.5h` → `90min`: the next finer unit, when that makes it whole.
std::optional<std::string> in_finer_unit(std::string_view number, std::string_view unit) {
  const auto* finer = std::find_if(kFiner.begin(), kFiner.end(), [&](const FinerUnit& each) { return each.unit == unit; });
  const std::size_t dot = number.find('.');
  if (finer == kFiner.end() || number.size() - dot > 4) return std::nullopt;
  std::int64_t scale = 1;
  for (std::size_t i = dot + 1; i < number.size(); ++i) scale *= 10;
  const auto value = whole(number.substr(0, dot));
  const auto fraction = whole(number.substr(dot + 1));
  if (!value || !fraction || (*fraction * finer->factor) % scale != 0) return std::nullopt;
  return fmt::format("{}{}", *value * finer->factor + *fraction * finer->factor / scale, finer->finer);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

std::string padded(std::string_view digits) { return fmt::format("{:0>2}", digits); }

}  // namespace

std::optional<MendedNumber> mend_number(std::string_view number, std::string_view unit_word) {
  const UnitWord* unit = find_unit(unit_word);
  if (unit == nullptr || number.starts_with('$')) return std::nullopt;
  const bool is_whole = number.find('.') == std::string_view::npos;
  const bool is_certain = unit_word.size() > 1 || (unit_word == unit->word && unit->type != T::SIZE);
  if (unit->type == T::MONEY) return MendedNumber{T::MONEY, fmt::format("${}", number), is_certain};
  if (is_whole || unit->type == T::PERCENT || unit->type == T::RATIO) {
    return MendedNumber{unit->type, fmt::format("{}{}", number, unit->unit), is_certain};
  }
  const auto finer = in_finer_unit(number, unit->unit);
  if (!finer) return std::nullopt;
  return MendedNumber{unit->type, *finer, is_certain};
}

bool is_calendar_word(std::string_view word) {
  const std::string key = lower(word);
  return key == "month" || key == "months" || key == "year" || key == "years" || key == "mo" || key == "y" || key == "yr" || key == "yrs";
}

bool is_unit_word(std::string_view word) { return find_unit(word) != nullptr || is_calendar_word(word); }

std::optional<std::string> mend_date(std::string_view text) {
  const auto parts = split(text, '-');
  if (parts.size() != 3 || parts[0].size() != 4 || parts[1].size() > 2 || parts[2].size() > 2) return std::nullopt;
  return fmt::format("{}-{}-{}", parts[0], padded(parts[1]), padded(parts[2]));
}

std::optional<std::string> mend_clock(std::string_view number, std::string_view word) {
  const std::string half = lower(word);
  const auto parts = split(number, ':');
  const auto hour = whole(parts.front());
  const auto minute = parts.size() == 1 ? std::optional<std::int64_t>(0) : whole(parts[1]);
  if ((half != "am" && half != "pm") || parts.size() > 2 || !hour || *hour < 1 || *hour > 12 || !minute || *minute > 59)
    return std::nullopt;
  return fmt::format("{:02}:{:02}", *hour % 12 + (half == "pm" ? 12 : 0), *minute);
}

std::optional<std::string> mend_time(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 2 || parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
  return fmt::format("{}:{}", padded(parts[0]), padded(parts[1]));
}

}  // namespace envelope::syntax
