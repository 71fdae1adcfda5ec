#include "compiler/restate/parts.h"

#include <algorithm>

namespace envelope::restate {

namespace {

constexpr std::string_view kMark = "//--- ";

}  // namespace

std::string join(const std::vector<Part>& parts) {
  std::string text;
  for (const Part& part : parts) {
    if (!part.name.empty()) text.append(kMark).append(part.name).append("\n");
    text += part.text;
  }
  return text;
}

std::vector<Part> split(std::string_view text) {
  std::vector<Part> parts(1);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with(kMark))
      parts.push_back({std::string(line.substr(kMark.size())), {}});
    else
      parts.back().text.append(line).append("\n");
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return parts;
}

}  // namespace envelope::restate
