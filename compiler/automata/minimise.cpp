#include <algorithm>
#include <numeric>

#include "compiler/automata/dfa.h"
#include "compiler/automata/fault.h"

namespace envelope::automata {

namespace {

// Partition refinement. The states of a block are believed equal until one of them leads elsewhere; only states that lead to a state
// whose block has changed are looked at again.
class Refinement {
 public:
  explicit Refinement(const Dfa& dfa) : dfa_(dfa), block_of_(dfa.size()), position_(dfa.size()) {
    std::vector<std::vector<Dfa::StateId>> by_class(dfa.class_count);
    for (Dfa::StateId state = 0; state < dfa.size(); ++state) by_class[dfa.classes[state]].push_back(state);
    for (const std::vector<Dfa::StateId>& states : by_class) {
      if (states.empty()) continue;
      const auto begin = static_cast<std::uint32_t>(members_.size());
      members_.insert(members_.end(), states.begin(), states.end());
      add_block(begin, static_cast<std::uint32_t>(members_.size()));
      blocks_.back().marked = static_cast<std::uint32_t>(states.size());
      pending_.push_back(block_count() - 1);
    }
    find_predecessors();
  }

  void run() {
    while (!pending_.empty()) {
      const std::uint32_t block = pending_.back();
      pending_.pop_back();
      split(block);
    }
  }

  [[nodiscard]] std::uint32_t block_count() const { return static_cast<std::uint32_t>(blocks_.size()); }
  [[nodiscard]] std::uint32_t block_of(Dfa::StateId state) const { return block_of_[state]; }

 private:
  // members_[begin, end), the marked ones first.
  struct Block {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t marked = 0;
  };

  // Where a state leads, block by block: what tells it from others of its block.
  struct Signature {
    Dfa::StateId state = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void add_block(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
      block_of_[members_[i]] = block_count();
      position_[members_[i]] = i;
    }
    blocks_.push_back({begin, end, 0});
  }

  void find_predecessors() {
    first_predecessor_.assign(dfa_.size() + 1, 0);
    for (const Dfa::Edge& edge : dfa_.edges) ++first_predecessor_[edge.target + 1];
    std::partial_sum(first_predecessor_.begin(), first_predecessor_.end(), first_predecessor_.begin());
    predecessors_.resize(dfa_.edges.size());
    std::vector<std::uint32_t> next(first_predecessor_.begin(), first_predecessor_.end() - 1);
    for (Dfa::StateId state = 0; state < dfa_.size(); ++state) {
      for (const Dfa::Edge& edge : dfa_.edges_of(state)) predecessors_[next[edge.target]++] = state;
    }
  }

  Signature sign(Dfa::StateId state) {
    Signature signature{.state = state, .begin = words_.size()};
    for (const Dfa::Edge& edge : dfa_.edges_of(state)) {
      const std::uint32_t block = block_of_[edge.target];
      const bool goes_on = words_.size() > signature.begin && static_cast<std::uint32_t>(words_.back()) == block;
      if (goes_on) words_.pop_back();
      words_.push_back(std::uint64_t{edge.last} << 32U | block);
    }
    signature.end = words_.size();
    return signature;
  }

  [[nodiscard]] std::span<const std::uint64_t> words_of(const Signature& signature) const {
    return std::span(words_).subspan(signature.begin, signature.end - signature.begin);
  }
  [[nodiscard]] bool equal(const Signature& a, const Signature& b) const { return std::ranges::equal(words_of(a), words_of(b)); }
  [[nodiscard]] bool precedes(const Signature& a, const Signature& b) const {
    if (equal(a, b)) return a.state < b.state;
    return std::ranges::lexicographical_compare(words_of(a), words_of(b));
  }

  // Signs the marked states of a block, equal ones side by side.
  void sign_marked(Block& block) {
    words_.clear();
    signatures_.clear();
    for (std::uint32_t i = block.begin; i < block.begin + block.marked; ++i) signatures_.push_back(sign(members_[i]));
    block.marked = 0;
    std::sort(signatures_.begin(), signatures_.end(), [this](const Signature& a, const Signature& b) { return precedes(a, b); });
  }

  [[nodiscard]] std::size_t end_of_equals(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < signatures_.size() && equal(signatures_[begin], signatures_[end])) ++end;
    return end;
  }

  [[nodiscard]] Signature most_frequent() const {
    std::size_t best = 0;
    std::size_t best_count = 0;
    for (std::size_t i = 0; i < signatures_.size();) {
      const std::size_t end = end_of_equals(i);
      if (end - i > best_count) {
        best = i;
        best_count = end - i;
      }
      i = end;
    }
    return signatures_[best];
  }

  // Tells the marked states of a block from each other and from the rest, which are equal among themselves. Those that differ move to
  // new blocks.
  void split(std::uint32_t number) {
    const Block before = blocks_[number];
    sign_marked(blocks_[number]);
    const bool has_rest = before.begin + before.marked < before.end;
    const Signature stay = has_rest ? sign(members_[before.end - 1]) : most_frequent();
    std::uint32_t at = before.begin;
    std::uint32_t last = before.begin + before.marked;
    const std::uint32_t first_new = block_count();
    for (std::size_t i = 0; i < signatures_.size();) {
      const std::size_t end = end_of_equals(i);
      const std::uint32_t begin = at;
      const bool stays = equal(signatures_[i], stay);
      for (; i < end; ++i) {
        const std::uint32_t position = stays ? --last : at++;
        members_[position] = signatures_[i].state;
        position_[signatures_[i].state] = position;
      }
      if (!stays) add_block(begin, at);
    }
    blocks_[number].begin = at;
    for (std::uint32_t block = first_new; block < block_count(); ++block) mark_predecessors_of_block(block);
  }

  void mark_predecessors_of_block(std::uint32_t block) {
    // Marking moves members of this very block, so that they are taken down first.
    moved_.assign(members_.begin() + blocks_[block].begin, members_.begin() + blocks_[block].end);
    for (const Dfa::StateId state : moved_) {
      for (std::uint32_t i = first_predecessor_[state]; i < first_predecessor_[state + 1]; ++i) mark(predecessors_[i]);
    }
  }

  void mark(Dfa::StateId state) {
    const std::uint32_t number = block_of_[state];
    Block& block = blocks_[number];
    const std::uint32_t first_unmarked = block.begin + block.marked;
    if (block.end - block.begin == 1 || position_[state] < first_unmarked) return;
    const Dfa::StateId other = members_[first_unmarked];
    std::swap(members_[first_unmarked], members_[position_[state]]);
    std::swap(position_[state], position_[other]);
    if (block.marked++ == 0) pending_.push_back(number);
  }

  const Dfa& dfa_;
  std::vector<std::uint32_t> block_of_;
  std::vector<std::uint32_t> position_;  // in members_
  std::vector<Dfa::StateId> members_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> pending_;  // blocks with marked states
  std::vector<std::uint32_t> first_predecessor_;
  std::vector<Dfa::StateId> predecessors_;
  std::vector<std::uint64_t> words_;
  std::vector<Signature> signatures_;
  std::vector<Dfa::StateId> moved_;
};

// Numbers of the blocks in the order of their first states, so that the start stays the first.
struct Numbering {
  std::vector<Dfa::StateId> state_of_block;
  std::vector<Dfa::StateId> representatives;
};

Numbering number_blocks(const Dfa& dfa, const Refinement& refinement) {
  Numbering numbering{.state_of_block = std::vector<Dfa::StateId>(refinement.block_count(), UINT32_MAX), .representatives = {}};
  for (Dfa::StateId state = 0; state < dfa.size(); ++state) {
    Dfa::StateId& number = numbering.state_of_block[refinement.block_of(state)];
    if (number != UINT32_MAX) continue;
    number = static_cast<Dfa::StateId>(numbering.representatives.size());
    numbering.representatives.push_back(state);
  }
  return numbering;
}

// Takes a state for another one of its class.
void merge_two(const Dfa& dfa, Numbering& numbering) {
  const std::vector<Dfa::StateId>& states = numbering.representatives;
  for (std::size_t last = 1; last < states.size(); ++last) {
    for (std::size_t first = 0; first < last; ++first) {
      if (dfa.classes[states[first]] != dfa.classes[states[last]]) continue;
      std::replace(numbering.state_of_block.begin(), numbering.state_of_block.end(), static_cast<Dfa::StateId>(last),
                   static_cast<Dfa::StateId>(first));
      return;
    }
  }
}

}  // namespace

Dfa minimise(const Dfa& dfa) {
  Refinement refinement(dfa);
  refinement.run();
  Numbering numbering = number_blocks(dfa, refinement);
  if (testing::minimising_fault_injected()) merge_two(dfa, numbering);
  Dfa small;
  small.class_count = dfa.class_count;
  small.verdicts = dfa.verdicts;
  for (const Dfa::StateId state : numbering.representatives) {
    for (const Dfa::Edge& edge : dfa.edges_of(state)) small.add_edge(edge.last, numbering.state_of_block[refinement.block_of(edge.target)]);
    small.add_state(dfa.classes[state]);
  }
  return small;
}

}  // namespace envelope::automata
