// Are two lists of import arguments the same?
#pragma once

#include <string>

#include "compiler/syntax/ast/value.h"

namespace envelope::project {

// Equal for arguments that say the same: order of named ones, blanks and `_` in numbers do not count. Null and `()` are equal.
[[nodiscard]] std::string canonical_arguments(const syntax::Arguments* arguments);

}  // namespace envelope::project
