// What is said when a value does not fit.
#pragma once

#include "compiler/check/values.h"

namespace envelope::check {

// A literal (not text) where another type is wanted: a unit is missing or wrong, or it is another kind of thing altogether.
void report_literal(Context& ctx, const syntax::Value& value, const Expected& expected);
// Text where something else is wanted.
void report_text(Context& ctx, const syntax::Value& value, const Expected& expected);
// A bare word that stands for nothing of the type.
void report_name(Context& ctx, const syntax::Value& value, const Expected& expected);
// One value where a list is wanted.
void report_not_a_list(Context& ctx, const syntax::Value& value, const Expected& expected);
// A `let` declared with another type.
void report_let_type(Context& ctx, const LetInfo& let, const syntax::Value& value, const Expected& expected);

}  // namespace envelope::check
