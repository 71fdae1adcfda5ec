#include "compiler/table/diagrams.h"

#include <cstring>

#include "runtime/format/hash.h"

namespace envelope::table {

using format::NodeRecord;

Target leaf(std::uint8_t effect, std::uint32_t statement_plus_1) {
  return format::kLeafBit | static_cast<Target>(effect) << format::kLeafEffectShift | statement_plus_1;
}

Target Diagrams::ask(format::Operation operation, format::Source source, std::uint32_t index, std::uint32_t operand, bool unknown_is_yes,
                     Target yes, Target no) {
  if (yes == no) return yes;
  const auto place = static_cast<std::uint16_t>(index | (unknown_is_yes ? format::kUnknownIsYes : 0U));
  return intern({static_cast<std::uint8_t>(operation), static_cast<std::uint8_t>(source), place, operand, yes, no});
}

Target Diagrams::mark(std::uint32_t statement, Target target) {
  if ((target & format::kLeafBit) != 0) return (target & format::kLeafStatementMask) != 0 ? target : target | (statement + 1);
  return intern(
      {static_cast<std::uint8_t>(format::Operation::mark), static_cast<std::uint8_t>(format::Source::none), 0, statement, target, target});
}

std::size_t Diagrams::Hash::operator()(const NodeRecord& node) const {
  return format::name_hash(reinterpret_cast<const char*>(&node), sizeof node);  // no padding: 16 bytes of fields
}

bool Diagrams::Equal::operator()(const NodeRecord& a, const NodeRecord& b) const { return std::memcmp(&a, &b, sizeof a) == 0; }

Target Diagrams::intern(const NodeRecord& node) {
  const auto [entry, added] = known_.try_emplace(node, static_cast<Target>(nodes_.size()));
  if (added) nodes_.push_back(node);
  return entry->second;
}

}  // namespace envelope::table
