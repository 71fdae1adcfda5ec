// Texts as a friendly or hostile caller writes them.
#pragma once

#include <string>

#include "compiler/base/type.h"
#include "tests/differential/random.h"

namespace envelope::differential {

// A text of the kind that no condition names.
[[nodiscard]] std::string ordinary_text(base::TypeKind kind, Random& random);
// One character more, less or other.
[[nodiscard]] std::string one_edit(std::string text, Random& random);
// The same thing or a neighbour of it in another spelling: `//`, `/./`, case, ports, quotes, a step up, a longer name.
[[nodiscard]] std::string other_spelling(base::TypeKind kind, const std::string& text, Random& random);
// No value of the kind at all: `..`, userinfo, NUL, bad UTF-8.
[[nodiscard]] std::string unreadable_text(base::TypeKind kind, Random& random);

}  // namespace envelope::differential
