// The data files of examples/openclaw, read.
#pragma once

#include <compare>
#include <string>
#include <utility>
#include <vector>

namespace envelope::examples {

// One item of the trust matrix.
struct MatrixFact {
  std::string agent, list, item;
  auto operator<=>(const MatrixFact&) const = default;
};

// "agent can request `task` of `of`", with or without a human.
struct TriggerFact {
  std::string agent, of, task, requirement;
  auto operator<=>(const TriggerFact&) const = default;
};

struct Facts {
  std::vector<MatrixFact> matrix;
  std::vector<TriggerFact> triggers;
  std::vector<std::string> non_delegatable;
};

// Requests that stand for an item, and near misses with the effect each must get.
struct Mapping {
  std::vector<std::string> requests;
  std::vector<std::pair<std::string, std::string>> near_misses;
};

[[nodiscard]] Facts read_facts();
// `section` is matrix, triggers or non_delegatable; `path` the keys below it. No requests when there is no such row.
[[nodiscard]] Mapping find_mapping(const std::string& section, const std::vector<std::string>& path);
// How many rows mapping.yaml has in all sections.
[[nodiscard]] std::size_t mapping_count();

[[nodiscard]] std::string read_text(const std::string& path_below_source);

}  // namespace envelope::examples
