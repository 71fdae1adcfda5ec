// Conditions: `when …`, `unless …`.
#pragma once

#include <vector>

#include "compiler/check/attributes.h"

namespace envelope::check {

// Resolves and types all conditions of a statement. What cannot be typed becomes TypedExprKind::error, after a message.
[[nodiscard]] std::vector<TypedCondition> type_conditions(Context& ctx, const ConditionScope& scope,
                                                          const std::vector<syntax::Condition>& conditions);

}  // namespace envelope::check
