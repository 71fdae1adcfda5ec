// A request that two models of one vocabulary decide differently.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/model/policy_model.h"
#include "compiler/mutation/boundary.h"
#include "compiler/request/outcome.h"

namespace envelope::mutation {

struct Difference {
  request::Request request;
  request::Outcome original, changed;
};

// Two outcomes that a test can tell apart: by their effect, or by the approvals they ask.
[[nodiscard]] bool differ(const request::Outcome& a, const request::Outcome& b);

// A model that decides requests of one cell as the whole model does, and holds no other records.
[[nodiscard]] model::PolicyModel part_of(const model::PolicyModel& model, const Cell& cell);

// Searches requests at the boundaries of what both models ask. One instance for many changes of one model, which outlives it.
class DifferenceSearch {
 public:
  // How far one search goes before it gives up; both are counted, so that the answer is the same on every machine.
  static constexpr std::size_t kCellsMax = 48;
  static constexpr std::size_t kDecisionsMax = 4'000;

  DifferenceSearch(const model::PolicyModel& original, bool is_timed) : original_(original), is_timed_(is_timed) {}

  // `statement`: where the change was made; `cells`: what it can concern, in the order they are tried. What comes back was decided by both
  // models as they were given. Nothing: none was found, and the two may or may not be equal.
  [[nodiscard]] std::optional<Difference> find(const model::PolicyModel& changed, base::Span statement, const std::vector<Cell>& cells);

  // A request for which the condition of the statement is certainly true (`inside`) or certainly false, whether or not that changes what is
  // decided.
  [[nodiscard]] std::optional<request::Request> example(base::Span statement, bool inside, const std::vector<Cell>& cells);

 private:
  const model::PolicyModel& part(const Cell& cell);

  const model::PolicyModel& original_;
  bool is_timed_;
  std::map<Cell, model::PolicyModel> parts_;
};

}  // namespace envelope::mutation
