#include <algorithm>
#include <array>

#include "runtime/time/cron.h"
#include "runtime/time/cron_fields.h"

namespace envelope::time {
namespace {

struct Alias {
  std::string_view name;
  std::string_view fields;
};

constexpr std::array<Alias, 7> kAliases = {{
    {"@hourly", "0 * * * *"},
    {"@daily", "0 0 * * *"},
    {"@midnight", "0 0 * * *"},
    {"@weekly", "0 0 * * 0"},
    {"@monthly", "0 0 1 * *"},
    {"@yearly", "0 0 1 1 *"},
    {"@annually", "0 0 1 1 *"},
}};

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// A piece of the author's text for a message: short, and nothing in it that a terminal would act on.
std::string quoted(std::string_view piece) {
  constexpr std::size_t kLongest = 16;
  std::string out = "`";
  for (const char c : piece.substr(0, kLongest)) out += c >= ' ' && c <= '~' ? c : '?';
  if (piece.size() > kLongest) out += "...";
  return out + "`";
}

std::string range_text(int first, int last) {
  return first >= last ? std::to_string(first) : std::to_string(first) + "-" + std::to_string(last);
}

// Where a piece of the schedule stands.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;
};

class FieldParser {
 public:
  FieldParser(std::uint8_t index, Piece piece) : index_(index), field_(kCronFieldTable[index]), text_(piece.text), base_(piece.offset) {}

  // The field's set; empty exactly if `fault` is set.
  std::uint64_t parse() {
    std::uint64_t set = 0;
    do {
      set |= element();
    } while (!fault && take(','));
    if (!fault && at_ < text_.size()) unexpected();
    return fault ? 0 : set;
  }

  std::optional<CronFault> fault;

 private:
  // `*`, `*/n`, `a`, `a-b`, `a-b/n`; consumes nothing beyond.
  std::uint64_t element() {
    const std::size_t begin = at_;
    const bool star = take('*');
    int first = field_.low;
    int last = field_.high;
    bool is_range = star;
    if (!star) {
      first = last = value();
      if (!fault && take('-')) {
        is_range = true;
        last = range_end(first, begin);
      }
    }
    int step = 1;
    const bool has_step = !fault && take('/');
    if (has_step) step = step_of(first, last, is_range, begin);
    if (fault) return 0;
    if (star && !has_step && text_ != "*") {
      fail(CronFaultKind::star_in_list, begin, 1, "`*` already means every " + name() + ", so a list with it says nothing more");
      return 0;
    }
    return fold_sunday(stepped_set(first, last, step));
  }

  // The end of `first-...`. Sunday ends a week as well as it begins one: `fri-sun`.
  int range_end(int first, std::size_t begin) {
    const bool by_name = at_ < text_.size() && is_alpha(text_[at_]);
    int last = value();
    if (fault) return last;
    if (index_ == kWeekday && by_name && last == 0 && first > 0) last = 7;
    if (last < first) {
      const std::string advice = range_text(first, field_.high) + "," + range_text(field_.low, last);
      fail(CronFaultKind::backward_range, begin, at_ - begin,
           name() + " range " + quoted(text_.substr(begin, at_ - begin)) + " runs backwards; over the end it is `" + advice + "`");
    }
    return last;
  }

  int step_of(int first, int last, bool is_range, std::size_t begin) {
    const std::size_t step_begin = at_;
    const auto step = number();
    if (!step) return 1;
    const std::string shown(text_.substr(step_begin, at_ - step_begin));
    if (!is_range) {
      const std::string from = std::to_string(first);
      fail(CronFaultKind::step_without_range, begin, at_ - begin,
           "step " + shown + " has no range to walk: write `" + from + "-" + std::to_string(field_.high) + "/" + shown + "` or only `" +
               from + "`");
    } else if (*step == 0) {
      fail(CronFaultKind::step_zero, step_begin, at_ - step_begin, "step 0 never leaves the first " + name());
    } else if (*step > last - first) {
      fail(CronFaultKind::step_too_large, step_begin, at_ - step_begin,
           "step " + shown + " is beyond the whole range, only " + name() + " " + std::to_string(first) + " would be left");
    }
    return fault ? 1 : *step;
  }

  // A number or a name of the field, in its range.
  int value() {
    const std::size_t begin = at_;
    if (at_ < text_.size() && is_alpha(text_[at_])) return named_value();
    const auto parsed = number();
    if (!parsed) return field_.low;
    const std::string shown = name() + " " + std::string(text_.substr(begin, at_ - begin));
    if (*parsed > field_.highest_spelling) {
      fail(CronFaultKind::out_of_range, begin, at_ - begin, shown + " is beyond " + std::to_string(field_.highest_spelling));
    } else if (*parsed < field_.low) {
      fail(CronFaultKind::out_of_range, begin, at_ - begin, shown + " is below " + std::to_string(field_.low));
    }
    return *parsed;
  }

  int named_value() {
    const std::size_t begin = at_;
    std::string word;
    for (; at_ < text_.size() && is_alpha(text_[at_]); ++at_) word += to_lower(text_[at_]);
    for (std::size_t i = 0; i + 3 <= field_.names.size(); i += 3) {
      if (word == field_.names.substr(i, 3)) return field_.low + static_cast<int>(i / 3);
    }
    const std::string known = index_ == kMonth ? "; months are `jan` to `dec`" : index_ == kWeekday ? "; weekdays are `mon` to `sun`" : "";
    fail(CronFaultKind::unknown_name, begin, at_ - begin, quoted(text_.substr(begin, at_ - begin)) + " is no " + name() + known);
    return field_.low;
  }

  // One to three digits; more are out of every field's range, and are all consumed for the message.
  std::optional<int> number() {
    const std::size_t begin = at_;
    int number = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) number = std::min(number * 10 + (text_[at_] - '0'), 9'999);
    if (at_ - begin > 3) {
      fail(CronFaultKind::out_of_range, begin, at_ - begin,
           name() + " " + quoted(text_.substr(begin, at_ - begin)) + " is beyond " + std::to_string(field_.highest_spelling));
      return std::nullopt;
    }
    if (at_ > begin) return number;
    if (at_ == text_.size() || text_[at_] == ',' || text_[at_] == '-' || text_[at_] == '/') {
      const std::size_t length = at_ < text_.size() ? 1 : 0;
      fail(CronFaultKind::missing_value, at_, length,
           "a " + name() + " is missing " + (length == 0 ? "at the end" : "before " + quoted(text_.substr(at_, 1))));
    } else {
      unexpected();
    }
    return std::nullopt;
  }

  void unexpected() {
    const char c = text_[at_];
    const std::string shown = c >= ' ' && c <= '~' ? quoted(text_.substr(at_, 1)) : "a byte outside printable ASCII";
    const bool is_quartz = c == '?' || c == '#' || is_alpha(c);
    fail(CronFaultKind::unexpected_character, at_, 1,
         shown + " has no meaning in a " + name() + " field" + (is_quartz ? "; schedules here have the five plain fields of cron" : ""));
  }

  // Bit 7 is bit 0.
  [[nodiscard]] std::uint64_t fold_sunday(std::uint64_t set) const {
    if (index_ != kWeekday) return set;
    return (set | set >> 7U) & full_set(field_);
  }

  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  void fail(CronFaultKind kind, std::size_t at, std::size_t length, std::string text) {
    if (!fault) fault = CronFault{kind, index_, base_ + at, length, std::move(text)};
  }

  [[nodiscard]] std::string name() const { return std::string(field_.name); }

  std::uint8_t index_;
  const CronField& field_;
  std::string_view text_;
  std::size_t base_;
  std::size_t at_ = 0;
};

std::vector<Piece> split(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    pieces.push_back({text.substr(at, end - at), at});
    at = end;
  }
  return pieces;
}

CronResult failed(CronFault fault) {
  CronResult result;
  result.faults.push_back(std::move(fault));
  return result;
}

CronResult wrong_count(std::string_view text, const std::vector<Piece>& pieces) {
  std::string shown = "a schedule has 5 fields (minute hour day-of-month month weekday), this has " + std::to_string(pieces.size());
  std::size_t begin = 0;
  if (pieces.size() == kCronFields + 1) shown += "; seconds are not part of it";
  if (pieces.size() > kCronFields) begin = pieces[kCronFields].offset;
  return failed({CronFaultKind::field_count, kCronFields, begin, text.size() - begin, std::move(shown)});
}

CronResult parse_alias(Piece piece) {
  for (const Alias& alias : kAliases) {
    if (piece.text == alias.name) return parse_cron(alias.fields);
  }
  return failed({CronFaultKind::unknown_alias, kCronFields, piece.offset, piece.text.size(),
                 quoted(piece.text) + " is none of @hourly, @daily, @weekly, @monthly, @yearly"});
}

}  // namespace

std::string_view cron_field_name(std::uint8_t field) { return field < kCronFields ? kCronFieldTable[field].name : "schedule"; }

CronResult parse_cron(std::string_view text) {
  if (text.size() > kMaxCronBytes) {
    return failed(
        {CronFaultKind::text_too_long, kCronFields, 0, text.size(), "a schedule of more than " + std::to_string(kMaxCronBytes) + " bytes"});
  }
  const std::vector<Piece> pieces = split(text);
  if (pieces.size() == 1 && pieces[0].text.front() == '@') return parse_alias(pieces[0]);
  if (pieces.size() != kCronFields) return wrong_count(text, pieces);

  CronResult result;
  std::array<std::uint64_t, kCronFields> sets{};
  for (std::uint8_t i = 0; i < kCronFields; ++i) {
    FieldParser parser(i, pieces[i]);
    sets[i] = parser.parse();
    if (parser.fault) result.faults.push_back(std::move(*parser.fault));
  }
  if (!result.faults.empty()) return result;
  const bool has_star = pieces[kDayOfMonth].text.front() == '*' || pieces[kWeekday].text.front() == '*';
  result.cron = Cron{.minutes = sets[kMinute],
                     .hours = static_cast<std::uint32_t>(sets[kHour]),
                     .days_of_month = static_cast<std::uint32_t>(sets[kDayOfMonth]),
                     .months = static_cast<std::uint16_t>(sets[kMonth]),
                     .weekdays = static_cast<std::uint8_t>(sets[kWeekday]),
                     .day_rule = has_star ? DayRule::both : DayRule::either};
  return result;
}

}  // namespace envelope::time
