// A pool of decision-diagram nodes in which equal nodes are one node: cells of many agents share what they have in common.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "runtime/format/table_format.h"

namespace envelope::table {

// A node's number or a leaf, as NodeRecord names them.
using Target = std::uint32_t;

// `statement` as leaves and marks name it: 0 stands for the one marked on the way.
[[nodiscard]] Target leaf(std::uint8_t effect, std::uint32_t statement_plus_1);

class Diagrams {
 public:
  // The node that asks this question; `yes` itself when both ways lead there.
  Target ask(format::Operation operation, format::Source source, std::uint32_t index, std::uint32_t operand, bool unknown_is_yes,
             Target yes, Target no);
  // Remembers `statement` for the leaf that `target` leads to; settles it at once where `target` is a leaf.
  Target mark(std::uint32_t statement, Target target);

  [[nodiscard]] const std::vector<format::NodeRecord>& nodes() const { return nodes_; }

 private:
  struct Hash {
    std::size_t operator()(const format::NodeRecord& node) const;
  };
  struct Equal {
    bool operator()(const format::NodeRecord& a, const format::NodeRecord& b) const;
  };
  Target intern(const format::NodeRecord& node);

  std::vector<format::NodeRecord> nodes_;
  std::unordered_map<format::NodeRecord, Target, Hash, Equal> known_;
};

}  // namespace envelope::table
