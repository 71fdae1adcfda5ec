#include "compiler/check/zones.h"

#include <fmt/format.h>

#include "compiler/base/nearest.h"
#include "compiler/check/passes.h"
#include "compiler/check/resolve.h"
#include "runtime/time/civil.h"
#include "runtime/time/zone.h"

namespace envelope::check {

using diagnostics::Code;

base::ZoneId load_zone(Context& ctx, std::string_view name, base::Span place) {
  auto& zones = ctx.program.zones;
  for (std::size_t i = 0; i < zones.size(); ++i)
    if (zones[i].name == name) return base::ZoneId{static_cast<std::uint32_t>(i)};
  const auto [failure, first] = ctx.unknown_zones.try_emplace(std::string(name));
  std::optional<time::Zone> zone = first ? time::load_zone(name) : std::nullopt;
  if (zone) {
    ctx.unknown_zones.erase(failure);
    zones.push_back(std::move(*zone));
    return base::ZoneId{static_cast<std::uint32_t>(zones.size() - 1)};
  }
  diagnostics::Diagnostic& diagnostic = ctx.report(Code::UnknownTimezone, place, fmt::format("there is no time zone `{}`", name));
  if (first) {
    if (ctx.zone_names.empty()) ctx.zone_names = time::zone_names();
    failure->second = base::nearest(name, std::vector<std::string_view>(ctx.zone_names.begin(), ctx.zone_names.end()));
  }
  if (const std::optional<base::Suggestion>& near = failure->second) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", near->name))
        .fix(fmt::format("write `{}`", near->name), place, fmt::format("\"{}\"", near->name), near->is_certain);
  } else {
    diagnostic.with_help("use a name of the tz database, such as `Europe/Berlin`, `America/New_York` or `UTC`");
  }
  return {};
}

void load_zones(Context& ctx) {
  ctx.module_zones.resize(ctx.modules.size());
  for (std::size_t i = 0; i < ctx.modules.size(); ++i) {
    const auto& header = ctx.modules[i].tree->header;
    if (!header || !header->timezone) continue;
    ctx.module_zones[i].id = load_zone(ctx, header->timezone->value, header->timezone->span);
    ctx.module_zones[i].reported = !ctx.module_zones[i].id.is_valid();
  }
}

base::ZoneId zone_of_module(Context& ctx, base::Span place, std::string_view what) {
  ModuleZone& zone = ctx.module_zones[ctx.module];
  if (zone.id.is_valid() || zone.reported) return zone.id;
  zone.reported = true;
  diagnostics::Diagnostic& diagnostic =
      ctx.report(Code::MissingTimezone, place, fmt::format("{} needs a time zone, and this file declares none", what));
  diagnostic.under("whose clock?");
  const syntax::PolicyFile& tree = *ctx.modules[ctx.module].tree;
  if (tree.header) {
    diagnostic.with_help("name the zone in the first line: `timezone \"UTC\"`, or `timezone \"Europe/Berlin\"`")
        .propose("add `timezone \"UTC\"`", {tree.file, tree.header->span.end, tree.header->span.end}, " timezone \"UTC\"");
  } else {
    diagnostic.with_help("begin the file with `policy NAME timezone \"UTC\"`")
        .propose("begin with `policy main timezone \"UTC\"`", {tree.file, 0, 0}, "policy main timezone \"UTC\"\n\n");
  }
  return {};
}

namespace {

void report_impossible(Context& ctx, const syntax::Value& value, std::string_view why) {
  ctx.report(Code::ImpossibleDate, value.span, fmt::format("`{}` does not exist", value.text)).under(std::string(why));
}

}  // namespace

std::optional<std::int64_t> read_instant(Context& ctx, const syntax::Value& value) {
  if (!value.text.empty() && value.text.back() == 'Z') {
    if (const auto instant = time::parse_instant(value.text)) return instant->ms;
    report_impossible(ctx, value, "no such date and time between 1970 and 9999");
    return std::nullopt;
  }
  const auto civil = time::parse_civil(value.text);
  if (!civil) {
    report_impossible(ctx, value, "no such date and time between 1970 and 9999");
    return std::nullopt;
  }
  const base::ZoneId zone = zone_of_module(ctx, value.span, "a date");
  if (!zone.is_valid()) return std::nullopt;
  const time::Zone& rules = ctx.program.zones[zone.index()];
  const auto instant = time::resolve(rules, *civil);
  if (instant) return instant->ms;
  ctx.report(Code::ImpossibleDate, value.span,
             fmt::format("what the clocks of `{}` will show at `{}` is not known", rules.name, value.text))
      .under(fmt::format("the rules of a zone are known from 1970 to {}", time::kZoneHorizonYear))
      .with_help("write the instant in UTC, ending in `Z`");
  return std::nullopt;
}

std::optional<std::int64_t> read_time_of_day(Context& ctx, const syntax::Value& value) {
  if (const auto time = time::parse_time_of_day(value.text)) return time->ms;
  diagnostics::Diagnostic& diagnostic = ctx.report(Code::ImpossibleDate, value.span, fmt::format("no clock shows `{}`", value.text));
  if (value.text.starts_with("24:")) diagnostic.with_help("the day ends at `00:00`, and a range may run over midnight: `22:00..00:00`");
  return std::nullopt;
}

}  // namespace envelope::check
