// The left side of a condition.
#pragma once

#include <optional>

#include "compiler/check/attributes.h"

namespace envelope::check {

// What the left side of `atom` (not in_switch) stands for; nothing after reporting. `session` and `labels` both give BuiltIn::labels.
[[nodiscard]] std::optional<Operand> resolve_operand(Context& ctx, const ConditionScope& scope, const syntax::Expr& atom);

}  // namespace envelope::check
