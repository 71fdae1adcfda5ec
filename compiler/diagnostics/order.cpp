#include "compiler/diagnostics/order.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

namespace envelope::diagnostics {

namespace {

// rank[id]: the place of file `id` among all files in the order of their paths.
std::vector<std::size_t> path_ranks(const base::SourceMap& sources) {
  std::vector<std::uint32_t> ids(sources.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) ids[i] = i;
  std::stable_sort(ids.begin(), ids.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sources.file(base::FileId{a}).path < sources.file(base::FileId{b}).path;
  });
  std::vector<std::size_t> rank(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) rank[ids[i]] = i + 1;
  return rank;
}

void drop_duplicates(std::vector<Diagnostic>& diagnostics) {
  // Keyed by message: a thousand findings at one place must not be compared pair by pair.
  std::unordered_map<std::string, std::vector<std::size_t>> kept_by_message;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    std::vector<std::size_t>& rivals = kept_by_message[diagnostics[i].message];
    const auto equals = [&](std::size_t other) { return diagnostics[other] == diagnostics[i]; };
    // Equal findings begin at one place, so after sorting only the latest rivals can match.
    while (!rivals.empty() && diagnostics[rivals.back()].primary.begin != diagnostics[i].primary.begin) rivals.pop_back();
    if (std::any_of(rivals.begin(), rivals.end(), equals)) continue;
    if (kept != i) diagnostics[kept] = std::move(diagnostics[i]);
    rivals.push_back(kept++);
  }
  diagnostics.resize(kept);
}

}  // namespace

void sort_for_reading(std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources) {
  const std::vector<std::size_t> rank = path_ranks(sources);
  const auto key = [&](const Diagnostic& d) {
    return d.primary.is_valid() ? std::pair{rank[d.primary.file.value], d.primary.begin} : std::pair{std::size_t{0}, std::uint32_t{0}};
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  drop_duplicates(diagnostics);
}

}  // namespace envelope::diagnostics
