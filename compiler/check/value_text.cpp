#include "compiler/check/value_text.h"

#include <fmt/format.h>

#include "runtime/time/civil.h"
#include "runtime/time/duration.h"

namespace envelope::check {

using base::TypeKind;

namespace {

// `5.5` for 5'500'000 millionths; the fraction only as long as needed.
std::string decimal(std::int64_t number, std::int64_t unit) {
  std::string text = fmt::format("{}", number / unit);
  std::int64_t rest = number % unit;
  if (rest == 0) return text;
  text += '.';
  for (unit /= 10; rest != 0; unit /= 10) {
    text += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
  return text;
}

}  // namespace

std::string_view built_in_word(BuiltIn built_in) {
  switch (built_in) {
    case BuiltIn::agent:
      return "agent";
    case BuiltIn::tier:
      return "tier";
    case BuiltIn::origin:
      return "origin";
    case BuiltIn::depth:
      return "depth";
    case BuiltIn::time:
      return "time";
    case BuiltIn::day:
      return "day";
    case BuiltIn::job:
      return "job";
    case BuiltIn::labels:
      return "labels";
    case BuiltIn::outcome:
      return "outcome";
    case BuiltIn::decision:
      return "decision";
  }
  return {};
}

std::string_view comparison_word(Comparison comparison) {
  switch (comparison) {
    case Comparison::truth:
      return "";
    case Comparison::equals:
    case Comparison::equals_self:
      return "is";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      return ">=";
    case Comparison::one_of:
    case Comparison::in_range:
      return "in";
    case Comparison::matches:
      return "matches";
    case Comparison::under:
      return "under";
    case Comparison::has:
      return "has";
  }
  return {};
}

std::string print_percent(std::int64_t number) { return decimal(number, 10'000) + "%"; }

std::string print_number(TypeKind kind, std::int64_t number) {
  if (kind == TypeKind::money) return "$" + decimal(number, 1'000'000);
  if (kind == TypeKind::percent) return print_percent(number);
  if (kind == TypeKind::bytes) return fmt::format("{}B", number);
  if (kind == TypeKind::duration) return time::format_duration(number);
  if (kind == TypeKind::time) return time::format(time::Instant{number});
  if (kind == TypeKind::boolean) return number != 0 ? "true" : "false";
  return fmt::format("{}", number);
}

std::string print_amount(const Amount& amount) {
  switch (amount.kind) {
    case AmountKind::absolute:
      return print_number(amount.type.kind, amount.number);
    case AmountKind::percent_of_parent:
      return print_percent(amount.number) + " of parent";
    case AmountKind::percent_of_limit:
      return print_percent(amount.number) + " of limit";
    case AmountKind::times_usual:
      return decimal(amount.number, 1'000) + "x usual";
  }
  return {};
}

std::string print_period(const Period& period) {
  switch (period.kind) {
    case PeriodKind::none:
      return {};
    case PeriodKind::day:
      return " per day";
    case PeriodKind::week:
      return " per week";
    case PeriodKind::month:
      return " per month";
    case PeriodKind::rolling:
      return " per " + time::format_duration(period.length_ms);
    case PeriodKind::call:
      return " per call";
    case PeriodKind::run:
      return " per run";
    case PeriodKind::at_once:
      return " at once";
    case PeriodKind::consecutive:
      return " consecutive";
  }
  return {};
}

}  // namespace envelope::check
