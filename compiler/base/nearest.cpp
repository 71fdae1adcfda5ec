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

llvm::StringRef ref(std::string_view text) { return {text.data(), text.size()}; }

// In a shorter name each letter makes another word: `rm` and `rd`, `get` and `set`.
constexpr std::size_t kCertainBytesMin = 4;

std::string digits(std::string_view text) {
  std::string found;
  for (const char c : text)
    if (c >= '0' && c <= '9') found += c;
  return found;
}

template <typename Candidates>
std::optional<Suggestion> nearest_of(std::string_view name, const Candidates& candidates) {
  Nearest search(name);
  for (const std::string_view candidate : candidates) search.offer(candidate);
  return search.best();
}

}  // namespace

Nearest::Nearest(std::string_view name)
    : name_(name),
      lower_(ref(name).lower()),
      bound_(name.size() <= 3   ? 1
             : name.size() <= 8 ? 2
                                : 3),
      best_distance_(bound_ + 1) {}

void Nearest::offer(std::string_view candidate) {
  if (candidate == name_) return;
  const std::size_t longer = std::max(candidate.size(), name_.size());
  const std::size_t shorter = std::min(candidate.size(), name_.size());
  if (longer - shorter > bound_) {
    if (shorter >= 4 && (candidate.starts_with(name_) || name_.starts_with(candidate))) take(candidate, bound_);
    return;
  }
  const unsigned distance = distance_within(ref(candidate).lower(), lower_, bound_);
  const bool has_something_in_common = distance == 0 || distance < shorter;
  if (distance <= bound_ && has_something_in_common) take(candidate, distance);
}

std::optional<Suggestion> Nearest::best() const {
  if (best_distance_ > bound_) return std::nullopt;
  const bool is_long_enough = std::min(name_.size(), best_.size()) >= kCertainBytesMin;
  return Suggestion{std::string(best_), best_distance_ <= 1 && one_edit_away_ == 1 && is_long_enough && digits(name_) == digits(best_)};
}

void Nearest::take(std::string_view candidate, unsigned distance) {
  if (distance <= 1) ++one_edit_away_;
  if (distance > best_distance_ || (distance == best_distance_ && candidate >= best_)) return;
  best_distance_ = distance;
  best_ = candidate;
}

std::optional<Suggestion> nearest(std::string_view name, const std::vector<std::string>& candidates) {
  return nearest_of(name, candidates);
}
std::optional<Suggestion> nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
  return nearest_of(name, candidates);
}

}  // namespace envelope::base
