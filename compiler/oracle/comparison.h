// One comparison of a known value with the constants of an atom.
#pragma once

#include "compiler/check/typed_expr.h"
#include "compiler/oracle/value.h"
#include "runtime/text/truth.h"

namespace envelope::oracle {

// Ignores `atom.negated`. Unknown only where text cannot tell: paths from `~`, commands that are not plain.
// Comparison::equals_self is not asked here: it depends on who acts.
[[nodiscard]] text::Truth compare(const check::TypedAtom& atom, const Value& left);

}  // namespace envelope::oracle
