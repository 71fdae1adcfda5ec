#include "compiler/bdd/bdd.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace envelope::bdd {

namespace {

constexpr Variable kLeafVariable = UINT32_MAX;  // behind every variable
constexpr std::size_t kSlotsAtFirst = 256;
constexpr std::size_t kComputedSlots = 1024;
constexpr std::size_t kComputedSlotsMax = std::size_t{1} << 18U;

std::size_t hash(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t h = a * 0x9E3779B97F4A7C15ULL ^ b * 0xC2B2AE3D27D4EB4FULL ^ c * 0x165667B19E3779F9ULL;
  h ^= h >> 32U;
  h *= 0xD6E8FEB86659FD93ULL;
  return h ^ h >> 32U;
}

}  // namespace

Space::Space(std::size_t nodes_max) : nodes_max_(nodes_max) { clear(); }

void Space::clear() {
  nodes_.assign({{kLeafVariable, kFalse, kFalse}, {kLeafVariable, kTrue, kTrue}});
  slots_.assign(kSlotsAtFirst, kFalse);
  computed_.assign(kComputedSlots, {});
  overflowed_ = false;
}

std::size_t Space::slot_of(Variable v, Node yes, Node no) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash(v, yes, no) & mask;
  while (slots_[at] != kFalse) {
    const Record& record = nodes_[slots_[at]];
    if (record.variable == v && record.yes == yes && record.no == no) break;
    at = (at + 1) & mask;
  }
  return at;
}

void Space::grow() {
  slots_.assign(slots_.size() * 2, kFalse);
  for (Node node = 2; node < nodes_.size(); ++node) slots_[slot_of(nodes_[node].variable, nodes_[node].yes, nodes_[node].no)] = node;
  if (computed_.size() < kComputedSlotsMax) computed_.assign(computed_.size() * 2, {});
}

Node Space::make(Variable v, Node yes, Node no) {
  if (yes == no) return yes;
  const std::size_t at = slot_of(v, yes, no);
  if (slots_[at] != kFalse) return slots_[at];
  if (nodes_.size() >= nodes_max_) {
    overflowed_ = true;
    return kFalse;
  }
  const auto node = static_cast<Node>(nodes_.size());
  nodes_.push_back({v, yes, no});
  slots_[at] = node;
  if (nodes_.size() * 2 > slots_.size()) grow();
  return node;
}

Node Space::branch(Node f, Variable v, bool way) const {
  const Record& record = nodes_[f];
  if (record.variable != v) return f;
  return way ? record.yes : record.no;
}

Node Space::variable(Variable v) { return make(v, kTrue, kFalse); }

Node Space::ite(Node condition, Node yes, Node no) {
  if (overflowed_) return kFalse;
  if (condition == kTrue || yes == no) return yes;
  if (condition == kFalse) return no;
  if (yes == kTrue && no == kFalse) return condition;
  {
    const Computed& known = computed_[hash(condition, yes, no) & (computed_.size() - 1)];
    if (known.condition == condition && known.yes == yes && known.no == no) return known.result;
  }
  const Variable v = std::min({nodes_[condition].variable, nodes_[yes].variable, nodes_[no].variable});
  const Node high = ite(branch(condition, v, true), branch(yes, v, true), branch(no, v, true));
  const Node low = ite(branch(condition, v, false), branch(yes, v, false), branch(no, v, false));
  const Node result = make(v, high, low);
  if (!overflowed_) computed_[hash(condition, yes, no) & (computed_.size() - 1)] = {condition, yes, no, result};
  return result;
}

Node Space::of_number(Variable first, std::uint32_t bits, const std::vector<bool>& values) {
  // A single number among many, as "is this member": a chain, without a look at all the others.
  const auto only = std::find(values.begin(), values.end(), true);
  if (only != values.end() && only + 1 < values.end() && std::find(only + 1, values.end(), true) == values.end()) {
    const auto number = static_cast<std::uint32_t>(only - values.begin());
    Node chain = kTrue;
    for (std::uint32_t bit = bits; bit-- > 0;)
      chain = (number >> (bits - 1 - bit) & 1U) != 0 ? make(first + bit, chain, kFalse) : make(first + bit, kFalse, chain);
    return chain;
  }
  // Level by level from the last bit on: functions of the numbers that share a prefix.
  std::vector<Node> level(std::size_t{1} << bits);
  for (std::size_t i = 0; i < level.size(); ++i) level[i] = values[std::min(i, values.size() - 1)] ? kTrue : kFalse;
  for (std::uint32_t bit = bits; bit-- > 0;) {
    for (std::size_t i = 0; i < level.size() / 2; ++i) level[i] = make(first + bit, level[2 * i + 1], level[2 * i]);
    level.resize(level.size() / 2);
  }
  return level[0];
}

Node Space::where_number(Node f, Variable first, std::uint32_t bits, std::uint32_t number) const {
  for (std::uint32_t bit = 0; bit < bits; ++bit) f = branch(f, first + bit, (number >> (bits - 1 - bit) & 1U) != 0);
  return f;
}

Node Space::restricted(Node f, Variable first, std::uint32_t bits, std::uint32_t number) {
  std::unordered_map<Node, Node> known;
  return restricted_below({first, bits, number}, f, known);
}

std::vector<Variable> Space::variables_of(Node f) const {
  std::unordered_set<Node> seen;
  std::set<Variable> variables;
  for (std::vector<Node> open{f}; !open.empty();) {
    const Node here = open.back();
    open.pop_back();
    if (here == kFalse || here == kTrue || !seen.insert(here).second) continue;
    variables.insert(nodes_[here].variable);
    open.insert(open.end(), {nodes_[here].yes, nodes_[here].no});
  }
  return {variables.begin(), variables.end()};
}

Node Space::restricted_below(const Spelled& spelled, Node f, std::unordered_map<Node, Node>& known) {
  const Record record = nodes_[f];
  if (record.variable >= spelled.first) return where_number(f, spelled.first, spelled.bits, spelled.number);
  if (const auto found = known.find(f); found != known.end()) return found->second;
  const Node yes = restricted_below(spelled, record.yes, known);
  const Node no = restricted_below(spelled, record.no, known);
  return known[f] = make(record.variable, yes, no);
}

}  // namespace envelope::bdd
