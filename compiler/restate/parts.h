// The files of a restated policy, and all of them as one text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace envelope::restate {

struct Part {
  std::string name;  // as the first part imports it; empty for the first
  std::string text;
};

// A line `//--- NAME` stands before every part but the first. No part holds such a line itself: a restated policy has no comments, and
// its strings no line ends.
[[nodiscard]] std::string join(const std::vector<Part>& parts);
// Of any text; at least one part.
[[nodiscard]] std::vector<Part> split(std::string_view text);

}  // namespace envelope::restate
