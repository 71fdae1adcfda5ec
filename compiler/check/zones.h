// Civil time: the zone in which a module's times are read.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/check/context.h"

namespace envelope::check {

// The zone called `name`, loaded once a program; invalid after reporting at `place`.
[[nodiscard]] base::ZoneId load_zone(Context& ctx, std::string_view name, base::Span place);

// The zone of the module at hand; invalid after reporting that it declares none (once a module). `what` needs it: `a time of day`.
[[nodiscard]] base::ZoneId zone_of_module(Context& ctx, base::Span place, std::string_view what);

// `2026-05-10`, `2026-05-10T09:30` (in the module's zone), `…Z`: milliseconds since the epoch; nothing after reporting.
[[nodiscard]] std::optional<std::int64_t> read_instant(Context& ctx, const syntax::Value& value);

// `22:00`: milliseconds since midnight; nothing after reporting.
[[nodiscard]] std::optional<std::int64_t> read_time_of_day(Context& ctx, const syntax::Value& value);

}  // namespace envelope::check
