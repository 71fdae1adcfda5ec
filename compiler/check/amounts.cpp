#include "compiler/check/amounts.h"

#include <fmt/format.h>

#include <array>

#include "compiler/base/nearest.h"
#include "compiler/check/lets.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"
#include "compiler/check/values.h"
#include "compiler/check/zones.h"
#include "runtime/time/civil.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

struct PeriodRow {
  std::string_view name;
  PeriodKind kind;
  std::int64_t length_ms;
};

constexpr std::array<PeriodRow, 8> kPeriods = {{
    {"day", PeriodKind::day, 0},
    {"week", PeriodKind::week, 0},
    {"month", PeriodKind::month, 0},
    {"hour", PeriodKind::rolling, time::kMsPerHour},
    {"minute", PeriodKind::rolling, time::kMsPerMinute},
    {"second", PeriodKind::rolling, time::kMsPerSecond},
    {"call", PeriodKind::call, 0},
    {"run", PeriodKind::run, 0},
}};

base::Type type_of(const Context& ctx, const TargetRef& item) {
  switch (item.kind) {
    case TargetKind::meter:
      return ctx.program.meters[item.meter.index()].type;
    case TargetKind::attribute: {
      const Attribute* attribute = find_attribute(ctx.program.actions[item.action.index()].attributes, item.attribute);
      return attribute == nullptr ? base::Type{} : attribute->type;
    }
    case TargetKind::anything:
    case TargetKind::action:
    case TargetKind::class_:
    case TargetKind::event:
      return simple(base::TypeKind::count);
  }
  return {};
}

// `30% of parent`, `100% of limit`
std::optional<Amount> type_share(Context& ctx, const syntax::Amount& amount, base::Type counted) {
  Amount out;
  out.type = counted;
  if (amount.of->text == "parent") {
    out.kind = AmountKind::percent_of_parent;
  } else if (amount.of->text == "limit") {
    out.kind = AmountKind::percent_of_limit;
  } else {
    if (amount.of->is_missing()) return std::nullopt;
    Diagnostic& diagnostic =
        ctx.report(Code::UnknownName, amount.of->span, fmt::format("a share is of `parent` or of `limit`, not of `{}`", amount.of->text));
    suggest(diagnostic, amount.of->span, base::nearest(amount.of->text, std::vector<std::string_view>{"parent", "limit"}));
    return std::nullopt;
  }
  const auto percent = type_value(ctx, amount.value, {simple(base::TypeKind::percent), "the share", TextUse::value, false});
  if (!percent) return std::nullopt;
  out.number = percent->number;
  return out;
}

std::optional<Amount> type_usual(Context& ctx, const syntax::Amount& amount, base::Type counted) {
  if (amount.value.kind != syntax::ValueKind::ratio) {
    ctx.report(Code::WrongUnit, amount.value.span,
               fmt::format("`usual` takes a multiple, and `{}` is {}", ctx.sources.text(amount.value.span), value_phrase(amount.value)))
        .with_help("write `10x usual`");
    return std::nullopt;
  }
  const auto number = literal_number(ctx, amount.value);
  if (!number) return std::nullopt;
  return Amount{AmountKind::times_usual, *number, counted};
}

Period calendar(Context& ctx, const PeriodRow& row, base::Span place) {
  Period period{row.kind, row.length_ms, {}};
  const bool civil = row.kind == PeriodKind::day || row.kind == PeriodKind::week || row.kind == PeriodKind::month;
  if (civil) period.zone = zone_of_module(ctx, place, fmt::format("`per {}`", row.name));
  return period;
}

Period type_span(Context& ctx, const syntax::Value& value) {
  if (value.kind == syntax::ValueKind::name && value.path.parts.size() == 1) {
    const syntax::Name& name = value.path.parts.front();
    if (name.is_missing()) return {};
    for (const PeriodRow& row : kPeriods)
      if (row.name == name.text) return calendar(ctx, row, value.span);
    if (find_let(ctx, value) == nullptr) {
      std::vector<std::string_view> names;
      for (const PeriodRow& row : kPeriods) names.push_back(row.name);
      Diagnostic& diagnostic = ctx.report(Code::UnknownPeriod, name.span, fmt::format("there is no period `{}`", name.text));
      if (!suggest(diagnostic, name.span, base::nearest(name.text, names)))
        diagnostic.with_help(fmt::format("a period is a duration such as `15min`, or one of: {}", fmt::join(names, ", ")));
      return {};
    }
  }
  const auto length = type_duration(ctx, value, "the period");
  if (!length) return {};
  if (*length > 0) return {PeriodKind::rolling, *length, {}};
  ctx.report(Code::EmptyRange, value.span, "a period of no length holds nothing");
  return {};
}

}  // namespace

base::Type counted_type(Context& ctx, const ResolvedTargets& targets) {
  if (targets.fact.is_valid()) return ctx.program.facts[targets.fact.index()].type;
  if (targets.is_poisoned || targets.targets.items.empty()) return {};
  const TargetRef& first = targets.targets.items.front();
  const base::Type type = type_of(ctx, first);
  for (const TargetRef& item : targets.targets.items) {
    const base::Type other = type_of(ctx, item);
    if (other.kind == base::TypeKind::error) return {};
    if (other == type) continue;
    ctx.report(Code::MixedMeter, item.span,
               fmt::format("these cannot be added up: {} and {}", type_phrase(ctx.program, type), type_phrase(ctx.program, other)))
        .under(type_phrase(ctx.program, other))
        .label(first.span, type_phrase(ctx.program, type))
        .with_help("write one statement for each unit");
    return {};
  }
  return type;
}

std::optional<Amount> type_amount(Context& ctx, const syntax::Amount& amount, base::Type counted, std::string_view subject) {
  if (amount.value.kind == syntax::ValueKind::error) return std::nullopt;
  if (amount.usual) return type_usual(ctx, amount, counted);
  if (amount.of) return type_share(ctx, amount, counted);
  const auto constant = type_value(ctx, amount.value, {counted, subject, TextUse::value, false});
  if (!constant) return std::nullopt;
  return Amount{AmountKind::absolute, constant->number, counted};
}

Period type_period(Context& ctx, const std::optional<syntax::Period>& period) {
  if (!period) return {};
  switch (period->kind) {
    case syntax::PeriodKind::per:
      return period->span_value ? type_span(ctx, *period->span_value) : Period{};
    case syntax::PeriodKind::at_once:
      return {PeriodKind::at_once, 0, {}};
    case syntax::PeriodKind::consecutive:
      return {PeriodKind::consecutive, 0, {}};
  }
  return {};
}

}  // namespace envelope::check
