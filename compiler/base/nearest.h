// Suggestions for misspelt names.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::base {

// Collects the candidate closest to `name`, one by one. Distance is the number of edits, where a swap of neighbours is one edit and ASCII
// case costs nothing; near is 1 edit for names of up to 3 bytes, 2 up to 8, 3 beyond; and a name of four bytes or more that begins the
// other (`prod`, `production`) is as near as the farthest of them. Ties: the first in alphabetical order, so the order of offers does
// not matter. A candidate equal to the name is no suggestion. The names must outlive the search. Cost of an offer: length × length.
class Nearest {
 public:
  explicit Nearest(std::string_view name);
  void offer(std::string_view candidate);
  [[nodiscard]] std::optional<std::string> best() const;

 private:
  void take(std::string_view candidate, unsigned distance);

  std::string_view name_;
  std::string lower_;
  unsigned bound_;
  unsigned best_distance_;
  std::string_view best_;
};

// The nearest of all candidates.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& candidates);
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace envelope::base
