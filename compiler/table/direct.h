// Text atoms that need no automaton: literals, prefixes, suffixes and what lies between them are compared where they stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/automata/compile.h"
#include "runtime/format/table_format.h"

namespace envelope::table {

// One way for a text to match (format::TextForm).
struct DirectText {
  format::TextForm form{};
  bool needs_middle = false;
  std::string a, b;
};

// The ways of which a text needs one to satisfy the atom; nothing when some of them are of another kind, or there are too many. Exact: what
// comparing answers, `unknown` included, is what the atom's automaton answers.
[[nodiscard]] std::optional<std::vector<DirectText>> direct_texts(const automata::TextAtom& atom);

}  // namespace envelope::table
