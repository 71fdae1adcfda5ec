#include "runtime/time/posix_tz.h"

#include <algorithm>
#include <iterator>

#include "runtime/time/days.h"

namespace envelope::time {
namespace {

constexpr std::int32_t kMaxOffsetHours = 24;
constexpr std::int32_t kMaxRuleHours = 167;

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Recursive descent over the rule; the first failure empties the input, so nothing after it can succeed.
class RuleParser {
 public:
  explicit RuleParser(std::string_view text) : rest_(text) {}

  std::optional<PosixRule> parse() {
    PosixRule rule;
    skip_name();
    rule.standard_offset_s = -clock_time(kMaxOffsetHours);
    if (!failed_ && !rest_.empty()) {
      rule.has_dst = true;
      skip_name();
      rule.dst_offset_s = rule.standard_offset_s + 3'600;
      if (!rest_.empty() && rest_.front() != ',') rule.dst_offset_s = -clock_time(kMaxOffsetHours);
      rule.dst_begins = date();
      rule.dst_ends = date();
    }
    if (failed_ || !rest_.empty()) return std::nullopt;
    return rule;
  }

 private:
  void fail() {
    failed_ = true;
    rest_ = {};
  }

  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char wanted) {
    if (!take(wanted)) fail();
  }

  // Three letters or more, or `<+0330>`. The abbreviation itself is of no use here.
  void skip_name() {
    const bool quoted = take('<');
    std::size_t length = 0;
    while (length < rest_.size()) {
      const char c = rest_[length];
      if (!is_alpha(c) && !(quoted && (is_digit(c) || c == '+' || c == '-'))) break;
      ++length;
    }
    if (length < 3) return fail();
    rest_.remove_prefix(length);
    if (quoted) expect('>');
  }

  std::int32_t number(std::int32_t low, std::int32_t high) {
    std::int32_t value = 0;
    std::size_t length = 0;
    while (length < rest_.size() && length < 4 && is_digit(rest_[length])) value = value * 10 + (rest_[length++] - '0');
    if (length == 0 || value < low || value > high) {
      fail();
      return low;
    }
    rest_.remove_prefix(length);
    return value;
  }

  // `[+-]hh[:mm[:ss]]` in seconds.
  std::int32_t clock_time(std::int32_t max_hours) {
    const bool negative = take('-');
    if (!negative) take('+');
    std::int32_t seconds = number(0, max_hours) * 3'600;
    if (take(':')) {
      seconds += number(0, 59) * 60;
      if (take(':')) seconds += number(0, 59);
    }
    return negative ? -seconds : seconds;
  }

  RuleDate date() {
    RuleDate result;
    expect(',');
    if (take('M')) {
      result.kind = RuleDate::Kind::nth_weekday;
      result.month = number(1, 12);
      expect('.');
      result.week = number(1, 5);
      expect('.');
      result.weekday = number(0, 6);
    } else if (take('J')) {
      result.kind = RuleDate::Kind::day_without_leap;
      result.day = number(1, 365);
    } else {
      result.kind = RuleDate::Kind::day_with_leap;
      result.day = number(0, 365);
    }
    if (take('/')) result.time_s = clock_time(kMaxRuleHours);
    return result;
  }

  std::string_view rest_;
  bool failed_ = false;
};

// The day number (days.h) that `date` names in `year`.
std::int64_t day_of(const RuleDate& date, std::int32_t year) {
  switch (date.kind) {
    case RuleDate::Kind::day_without_leap:
      return day_number(year, 1, 1) + date.day - 1 + (is_leap_year(year) && date.day > 59 ? 1 : 0);
    case RuleDate::Kind::day_with_leap:
      return day_number(year, 1, 1) + date.day;
    case RuleDate::Kind::nth_weekday:
      break;
  }
  const std::int64_t first = day_number(year, date.month, 1);
  const int wanted = (date.weekday + 6) % 7;  // Monday-based, as weekday_number
  std::int64_t day = first + (wanted - weekday_number(first) + 7) % 7 + (date.week - 1) * 7;
  if (day >= first + days_in_month(year, date.month)) day -= 7;
  return day;
}

std::int64_t instant_ms(const RuleDate& date, std::int32_t year, std::int32_t offset_before_s) {
  return day_of(date, year) * kMsPerDay + (date.time_s - offset_before_s) * kMsPerSecond;
}

}  // namespace

std::optional<PosixRule> parse_posix_rule(std::string_view text) { return RuleParser(text).parse(); }

std::vector<Transition> transitions_of(const PosixRule& rule, std::int32_t first_year, std::int32_t last_year) {
  if (!rule.has_dst) return {};
  std::vector<Transition> ends;
  std::vector<Transition> beginnings;
  for (std::int32_t year = first_year; year <= last_year; ++year) {
    ends.push_back({instant_ms(rule.dst_ends, year, rule.dst_offset_s), rule.standard_offset_s});
    beginnings.push_back({instant_ms(rule.dst_begins, year, rule.standard_offset_s), rule.dst_offset_s});
  }
  // Where one year's end is the next one's beginning (daylight-saving time all year round, as RFC 8536 writes it), merging keeps the
  // end first, and so the beginning is the one in force.
  std::vector<Transition> all;
  std::merge(ends.begin(), ends.end(), beginnings.begin(), beginnings.end(), std::back_inserter(all),
             [](const Transition& a, const Transition& b) { return a.at_ms < b.at_ms; });
  std::vector<Transition> kept;
  for (const Transition& transition : all) {
    if (!kept.empty() && kept.back().at_ms == transition.at_ms) kept.pop_back();
    kept.push_back(transition);
  }
  return kept;
}

}  // namespace envelope::time
