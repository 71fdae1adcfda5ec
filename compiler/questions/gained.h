// What a change of a policy newly permits.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/questions/answer.h"

namespace envelope::questions {

// The most general conditions under which `after` decides milder than `before`, each line with what is decided then. Names stand in for
// ids: the two policies number things on their own.
struct Gained {
  std::vector<std::string> principals;  // by name
  std::string action, requested;        // requested: empty for none
  std::vector<Line> lines;
  bool holds_more = false;  // some of it was decided so before: what is new alone cannot be said as a condition
  bool operator==(const Gained&) const = default;
};

struct AllGained {
  std::vector<Gained> gained;
  std::vector<std::string> limits;
};

// `after` is `before` with other statements: both declare the same. Deterministic. Principals that gain the same stand together.
[[nodiscard]] AllGained gained(const model::PolicyModel& before, const model::PolicyModel& after, std::size_t diagram_nodes);

}  // namespace envelope::questions
