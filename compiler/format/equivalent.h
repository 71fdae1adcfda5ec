// Whether two texts say the same: the oracle for the formatter, in tests and under fuzzing.
#pragma once

#include "compiler/syntax/ast/policy_file.h"

namespace envelope::format {

// True when the trees are equal but for spans and the file they belong to. Order counts, spelling of numbers too; what was broken must be
// broken in both.
[[nodiscard]] bool same_tree(const syntax::PolicyFile& left, const syntax::PolicyFile& right);

}  // namespace envelope::format
