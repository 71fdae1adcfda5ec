// Matching of texts against a naive matcher that shares no code with runtime/text: both evaluators use the same library, so its
// faults are found here and not between them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace envelope::differential {

struct MatchingResult {
  std::uint64_t pairs = 0;
  std::uint64_t matched = 0;
  std::optional<std::string> difference;  // the first one ends the run
};

// `pairs` random patterns and canonical values near them, of strings, hosts and absolute paths.
[[nodiscard]] MatchingResult compare_matching(std::uint64_t seed, std::uint64_t pairs);

}  // namespace envelope::differential
