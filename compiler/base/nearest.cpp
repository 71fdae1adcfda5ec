#include "compiler/base/nearest.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>

namespace envelope::base {
namespace {

// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours cost one each. LLVM's edit_distance knows no
// swaps, and `chekc` is the commonest slip there is. Anything beyond `limit` comes back as limit + 1.
unsigned distance_within(llvm::StringRef a, llvm::StringRef b, unsigned limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  using Row = llvm::SmallVector<unsigned, 64>;
  Row before(b.size() + 1);
  Row last(b.size() + 1);
  Row row(b.size() + 1);
  for (unsigned j = 0; j <= b.size(); ++j) last[j] = j;
  for (unsigned i = 1; i <= a.size(); ++i) {
    row[0] = i;
    unsigned best = row[0];
    for (unsigned j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], limit + 1);
}

}  // namespace

std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string lower = llvm::StringRef(name.data(), name.size()).lower();
  unsigned limit = static_cast<unsigned>(std::clamp<std::size_t>(name.size() / 3, 1, 3));
  std::optional<std::string> best;
  for (const std::string& candidate : candidates) {
    const unsigned distance = distance_within(llvm::StringRef(candidate).lower(), lower, limit);
    if (distance > limit || (best && distance == limit && candidate >= *best)) continue;
    limit = distance;
    best = candidate;
  }
  return best;
}

}  // namespace envelope::base
