// How civil time is written (civil.h, "spelling").
#include <array>

#include "runtime/time/civil.h"

namespace envelope::time {
namespace {

constexpr std::array<std::string_view, 7> kWeekdayNames = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// Reads fixed-width pieces from the front of a text. After the first failure everything fails, so callers ask once, at the end.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  // Exactly `width` decimal digits.
  int digits(std::size_t width) {
    if (rest_.size() < width) return fail();
    int value = 0;
    for (const char c : rest_.substr(0, width)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }

  bool take(char wanted) {
    if (failed_ || rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char wanted) {
    if (!take(wanted)) fail();
  }

  int fail() {
    failed_ = true;
    rest_ = {};
    return 0;
  }

  // How many of the coming characters, at most `limit`, are digits.
  [[nodiscard]] std::size_t count_digits(std::size_t limit) const {
    std::size_t count = 0;
    while (count < limit && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    return count;
  }

  [[nodiscard]] bool at_end() const { return !failed_ && rest_.empty(); }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

CivilDate read_date(Reader& in) {
  const int year = in.digits(4);
  in.expect('-');
  const int month = in.digits(2);
  in.expect('-');
  const int day = in.digits(2);
  const CivilDate date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  if (!is_valid(date)) in.fail();
  return date;
}

// `.5` is 500 ms; more than three decimals would have to be rounded, so they are refused.
int read_decimals(Reader& in) {
  const std::size_t count = in.count_digits(3);
  if (count == 0) return in.fail();
  const int value = in.digits(count);
  return count == 1 ? value * 100 : count == 2 ? value * 10 : value;
}

TimeOfDay read_time_of_day(Reader& in) {
  const int hour = in.digits(2);
  in.expect(':');
  const int minute = in.digits(2);
  int second = 0;
  int ms = 0;
  if (in.take(':')) {
    second = in.digits(2);
    if (in.take('.')) ms = read_decimals(in);
  }
  if (hour > 23 || minute > 59 || second > 59) in.fail();
  return TimeOfDay{((hour * 60 + minute) * 60 + second) * 1'000 + ms};
}

// `Z`, `+01:00`, `-05:30` as milliseconds east of Greenwich.
std::int64_t read_offset(Reader& in) {
  if (in.take('Z')) return 0;
  const bool west = in.take('-');
  if (!west) in.expect('+');
  const int hour = in.digits(2);
  in.expect(':');
  const int minute = in.digits(2);
  if (hour > 23 || minute > 59) in.fail();
  const std::int64_t ms = hour * kMsPerHour + minute * kMsPerMinute;
  return west ? -ms : ms;
}

void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

void append_time(std::string& out, TimeOfDay time, bool always_seconds) {
  append_padded(out, time.ms / kMsPerHour, 2);
  out += ':';
  append_padded(out, time.ms / kMsPerMinute % 60, 2);
  if (!always_seconds && time.ms % kMsPerMinute == 0) return;
  out += ':';
  append_padded(out, time.ms / kMsPerSecond % 60, 2);
  if (time.ms % kMsPerSecond == 0) return;
  out += '.';
  append_padded(out, time.ms % kMsPerSecond, 3);
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  Reader in(text);
  const CivilDate date = read_date(in);
  in.expect('T');
  const TimeOfDay time = read_time_of_day(in);
  const std::int64_t offset = read_offset(in);
  if (!in.at_end()) return std::nullopt;
  const auto wall = wall_ms({date, time});
  if (!wall) return std::nullopt;
  return plus(Instant{*wall}, -offset);
}

std::optional<CivilDate> parse_date(std::string_view text) {
  Reader in(text);
  const CivilDate date = read_date(in);
  if (!in.at_end()) return std::nullopt;
  return date;
}

std::optional<CivilTime> parse_civil(std::string_view text) {
  Reader in(text);
  CivilTime civil;
  civil.date = read_date(in);
  if (in.take('T')) civil.time_of_day = read_time_of_day(in);
  if (!in.at_end()) return std::nullopt;
  return civil;
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
  Reader in(text);
  const TimeOfDay time = read_time_of_day(in);
  if (!in.at_end()) return std::nullopt;
  return time;
}

std::optional<Weekday> parse_weekday(std::string_view text) {
  for (std::size_t i = 0; i < kWeekdayNames.size(); ++i) {
    if (text == kWeekdayNames[i] || text == kWeekdayNames[i].substr(0, 3)) return static_cast<Weekday>(i);
  }
  return std::nullopt;
}

std::string format(Instant instant) {
  const auto civil = civil_from_wall_ms(instant.ms);
  if (!civil) return "@" + std::to_string(instant.ms);
  std::string out = format(civil->date);
  out += 'T';
  append_time(out, civil->time_of_day, true);
  out += 'Z';
  return out;
}

std::string format(CivilDate date) {
  std::string out;
  append_padded(out, date.year, 4);
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
  return out;
}

std::string format(CivilTime civil) {
  std::string out = format(civil.date);
  out += 'T';
  append_time(out, civil.time_of_day, false);
  return out;
}

std::string format(TimeOfDay time) {
  std::string out;
  append_time(out, time, false);
  return out;
}

std::string_view format(Weekday day) { return kWeekdayNames[static_cast<std::size_t>(day) % kWeekdayNames.size()]; }

}  // namespace envelope::time
