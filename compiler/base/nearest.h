// Suggestions for misspelt names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::base {

// The candidate closest to `name` by edit distance (a swap of neighbours is one edit, ASCII case is ignored), or nothing when none is near:
// at most a third of its length away, and at most 3 edits. Ties: the first in alphabetical order. Cost: candidates × length of name.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace envelope::base
