// One statement's tokens → lines: flat when they fit, else broken at clauses, connectives, brackets and commas, in that order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/format/lines.h"
#include "compiler/format/token.h"

namespace envelope::format {

// The tokens on one line; nothing when a comment among them forbids it.
[[nodiscard]] std::optional<std::string> flat(Tokens tokens);

// Writes one statement on lines of its own, beginning `indent` blanks in. `breaks` are the offsets of tokens that begin a clause beside
// those whose word says so (or alone: `breaks_there_only`); the first token never does. Leaves the last line open.
void lay_out(Tokens tokens, const std::vector<std::uint32_t>& breaks, int indent, Lines& out, bool breaks_there_only = false);

}  // namespace envelope::format
