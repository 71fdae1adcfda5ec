// Suggestions for misspelt names.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::base {

struct Suggestion {
  std::string name;
  // Nothing else can have been meant: the name is one edit away, no other candidate is, and both are long enough (four bytes) and have
  // the same digits (`bolt_1` is no slip for `bolt_2`).
  bool is_certain = false;
};

// Collects the candidate closest to `name`, one by one. Distance is the number of edits, where a swap of neighbours is one edit and ASCII
// case costs nothing; near is 1 edit for names of up to 3 bytes, 2 up to 8, 3 beyond; and a name of four bytes or more that begins the
// other (`prod`, `production`) is as near as the farthest of them. Ties: the first in alphabetical order, so the order of offers does
// not matter. A candidate equal to the name is no suggestion. The names must outlive the search. Cost of an offer: length × length.
class Nearest {
 public:
  explicit Nearest(std::string_view name);
  void offer(std::string_view candidate);
  [[nodiscard]] std::optional<Suggestion> best() const;

 private:
  void take(std::string_view candidate, unsigned distance);

  std::string_view name_;
  std::string lower_;
  unsigned bound_;
  unsigned best_distance_;
  std::size_t one_edit_away_ = 0;  // candidates
  std::string_view best_;
};

// The nearest of all candidates.
[[nodiscard]] std::optional<Suggestion> nearest(std::string_view name, const std::vector<std::string>& candidates);
[[nodiscard]] std::optional<Suggestion> nearest(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace envelope::base
