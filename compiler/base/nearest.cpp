#include "compiler/base/nearest.h"

#include <llvm/ADT/StringRef.h>

#include <algorithm>

namespace envelope::base {

std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string lower = llvm::StringRef(name.data(), name.size()).lower();
  unsigned limit = static_cast<unsigned>(std::clamp<std::size_t>(name.size() / 3, 1, 3));
  std::optional<std::string> best;
  for (const std::string& candidate : candidates) {
    const std::string folded = llvm::StringRef(candidate).lower();
    const unsigned distance = llvm::StringRef(folded).edit_distance(lower, /*AllowReplacements=*/true, limit);
    if (distance > limit || (best && distance == limit && candidate >= *best)) continue;
    limit = distance;
    best = candidate;
  }
  return best;
}

}  // namespace envelope::base
