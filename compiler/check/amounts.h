// Amounts and periods of limits, watches and totals.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/check/targets.h"

namespace envelope::check {

// What an amount on these targets counts: the type of the attribute or meter, Count for actions and events. Kind error after reporting
// (targets of different units) or when the targets are poisoned.
[[nodiscard]] base::Type counted_type(Context& ctx, const ResolvedTargets& targets);

// `1_000`, `$5`, `30% of parent`, `100% of limit`, `10x usual`. Nothing after reporting. `subject` is whose amount it is.
[[nodiscard]] std::optional<Amount> type_amount(Context& ctx, const syntax::Amount& amount, base::Type counted, std::string_view subject);

// Kind none when there is none, or after reporting.
[[nodiscard]] Period type_period(Context& ctx, const std::optional<syntax::Period>& period);

}  // namespace envelope::check
