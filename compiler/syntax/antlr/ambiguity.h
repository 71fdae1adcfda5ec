// For the tests of the grammar: what its decisions need beyond the tokens ahead. No type of the parser library stands here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace envelope::syntax {

// Parses `text` with exact ambiguity detection and gives one line for each ambiguity and each decision that needed the context it was made
// in. Empty for a grammar that the fast prediction mode reads exactly. Slow.
[[nodiscard]] std::vector<std::string> find_ambiguities(std::string_view text);

}  // namespace envelope::syntax
