#include "compiler/reach/cuts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace envelope::reach {
namespace {

using prove::Proof;
using prove::Without;

constexpr std::size_t kCutSizeMax = 3;
constexpr std::size_t kStepsMax = 20;
constexpr std::size_t kCutWorkMax = 20'000;  // cells times tries

// Statements on the path that could go: rules of the library are not the author's to change.
std::vector<model::StatementId> removable(const Proof& proof, const Story& story) {
  std::vector<model::StatementId> all;
  const auto add = [&](model::StatementId id) {
    if (!proof.sources().file(proof.statement(id).span.file).path.starts_with('<') && std::find(all.begin(), all.end(), id) == all.end())
      all.push_back(id);
  };
  for (const Step& step : story) {
    for (const model::StatementId id : step.deciding) add(id);
    for (const model::StatementId id : step.enabling) add(id);
  }
  return all;
}

}  // namespace

std::size_t whole_graph_tries(const Proof& proof, const Story& story) {
  if (story.size() > kStepsMax) return 0;
  return std::min(kCutTriesMax, kCutWorkMax / std::max<std::size_t>(proof.cells().size(), 1));
}

std::vector<std::vector<model::StatementId>> cuts(const Proof& proof, const Story& story, const LookAgain& look_again,
                                                  std::size_t tries_max) {
  struct Open {
    Without without;
    std::vector<model::StatementId> candidates;
  };
  std::vector<Open> open{{{}, removable(proof, story)}};
  std::set<Without> tried, found;
  for (std::size_t size = 1; size <= kCutSizeMax && found.empty(); ++size) {
    std::vector<Open> next;
    for (const Open& from : open)
      for (const model::StatementId id : from.candidates) {
        Without without = from.without;
        if (!without.insert(id).second || !tried.insert(without).second || tried.size() > tries_max) continue;
        const auto left = look_again(without);
        if (left)
          next.push_back({without, removable(proof, *left)});
        else
          found.insert(without);
      }
    open = std::move(next);
  }
  std::vector<std::vector<model::StatementId>> sets;
  for (const Without& without : found) sets.emplace_back(without.begin(), without.end());
  const auto span = [&](model::StatementId id) { return proof.statement(id).span; };
  for (auto& set : sets) std::sort(set.begin(), set.end(), [&](auto a, auto b) { return span(a) < span(b); });
  std::sort(sets.begin(), sets.end(), [&](const auto& a, const auto& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [&](auto x, auto y) { return span(x) < span(y); });
  });
  return sets;
}

std::string advice_of(const Proof& proof, const std::vector<std::vector<model::StatementId>>& sets, const std::string& closed) {
  if (sets.empty()) return {};
  std::vector<std::string> ways;
  for (const auto& set : sets) {
    ways.push_back(rules_of(proof, set));
  }
  const char* const without = sets.size() > 1 ? "one of these" : sets.front().size() > 1 ? "these" : "this";
  return fmt::format("narrow or take out {}: without {} {}", fmt::join(ways, ", or "), without, closed);
}

}  // namespace envelope::reach
