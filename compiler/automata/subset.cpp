#include <algorithm>
#include <bit>
#include <map>
#include <string>

#include "compiler/automata/dfa.h"
#include "runtime/text/command.h"

namespace envelope::automata {

void Dfa::add_edge(std::uint8_t last, StateId target) {
  if (edges.size() > first_edge.back() && edges.back().target == target) {
    edges.back().last = last;
  } else {
    edges.push_back({last, target});
  }
}

void Dfa::add_state(std::uint32_t state_class) {
  classes.push_back(state_class);
  first_edge.push_back(static_cast<std::uint32_t>(edges.size()));
}

namespace {

using Set = std::vector<Nfa::StateId>;

// Sets of states and their numbers, counted up as they come.
class SetTable {
 public:
  SetTable() : slots_(64, kFree) {}

  Dfa::StateId number_of(const Set& set) {
    std::uint64_t hash = 0x9E3779B97F4A7C15U;
    for (const Nfa::StateId id : set) hash = (hash ^ id) * 0xFF51AFD7ED558CCDU;
    hash ^= hash >> 32U;
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at] != kFree; at = (at + 1) & (slots_.size() - 1)) {
      if (hashes_[slots_[at]] == hash && std::ranges::equal(members(slots_[at]), set)) return slots_[at];
    }
    const auto number = static_cast<Dfa::StateId>(size());
    slots_[at] = number;
    hashes_.push_back(hash);
    members_.insert(members_.end(), set.begin(), set.end());
    ends_.push_back(members_.size());
    if (size() * 2 > slots_.size()) grow();
    return number;
  }

  [[nodiscard]] std::size_t size() const { return hashes_.size(); }
  // Valid until the next number_of.
  [[nodiscard]] std::span<const Nfa::StateId> members(Dfa::StateId number) const {
    return std::span(members_).subspan(ends_[number], ends_[number + 1] - ends_[number]);
  }

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;

  void grow() {
    slots_.assign(slots_.size() * 2, kFree);
    for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
      std::size_t at = hashes_[number] & (slots_.size() - 1);
      while (slots_[at] != kFree) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = number;
    }
  }

  std::vector<std::uint32_t> slots_;
  std::vector<std::uint64_t> hashes_;
  std::vector<Nfa::StateId> members_;
  std::vector<std::size_t> ends_{0};
};

class SubsetConstruction {
 public:
  SubsetConstruction(const GroupNfa& group, std::uint32_t atom_count, std::size_t work_max)
      : group_(group), nfa_(group.nfa), closure_(group.nfa), work_max_(work_max), row_bytes_((atom_count + 3) / 4) {}

  std::optional<Dfa> run() {
    class_of_row(std::string(row_bytes_, char{0}));
    Set start{Nfa::kStart};
    closure_.close(start);
    sets_.number_of(start);
    for (Dfa::StateId state = 0; state < sets_.size(); ++state) {
      const auto members = sets_.members(state);
      current_.assign(members.begin(), members.end());
      add_edges();
      if (work_ > work_max_) return std::nullopt;
      dfa_.add_state(class_of_current());
      if (dfa_.class_count > format::kAutomatonClassesMax) return std::nullopt;
    }
    return std::move(dfa_);
  }

 private:
  void add_edges() {
    edges_.clear();
    for (const Nfa::StateId id : current_) {
      nfa_.for_each_edge(id, [this](const Nfa::Edge& edge) {
        if (!edge.is_empty) edges_.push_back(edge);
      });
    }
    if (!add_edges_of_canonical_texts()) add_all_edges();
  }

  // Where canonical texts have few bytes to choose from, the others may lead anywhere.
  bool add_edges_of_canonical_texts() {
    const bool is_start = current_.front() == Nfa::kStart;
    if (group_.domain == format::TextDomain::command_words && is_start) {
      dfa_.add_edge(0x00, target_of(static_cast<std::uint8_t>(text::kTokenMark)));
      dfa_.add_edge(0xFF, target_of(static_cast<std::uint8_t>(text::kExactTextMark)));
      return true;
    }
    if (group_.domain != format::TextDomain::path) return false;
    if (is_start) {
      const Dfa::StateId home = target_of('~');
      dfa_.add_edge('/' - 1, home);
      dfa_.add_edge('/', target_of('/'));
      dfa_.add_edge(0xFF, home);
      return true;
    }
    if (!std::binary_search(current_.begin(), current_.end(), group_.after_tilde)) return false;
    dfa_.add_edge(0xFF, target_of('/'));
    return true;
  }

  void add_all_edges() {
    // Where some edge begins or has just ended, another target may begin.
    std::uint64_t cuts[4] = {1, 0, 0, 0};
    for (const Nfa::Edge& edge : edges_) {
      cuts[edge.low / 64] |= std::uint64_t{1} << edge.low % 64;
      if (edge.high < 0xFF) cuts[(edge.high + 1) / 64] |= std::uint64_t{1} << (edge.high + 1) % 64;
    }
    int begin = -1;
    for (int block = 0; block < 4; ++block) {
      for (std::uint64_t bits = cuts[block]; bits != 0; bits &= bits - 1) {
        const int cut = block * 64 + std::countr_zero(bits);
        if (begin >= 0) dfa_.add_edge(static_cast<std::uint8_t>(cut - 1), target_of(static_cast<std::uint8_t>(begin)));
        begin = cut;
      }
    }
    dfa_.add_edge(0xFF, target_of(static_cast<std::uint8_t>(begin)));
  }

  Dfa::StateId target_of(std::uint8_t byte) {
    next_.clear();
    work_ += edges_.size() + 1;
    for (const Nfa::Edge& edge : edges_) {
      if (edge.low <= byte && byte <= edge.high) next_.push_back(edge.target);
    }
    closure_.close(next_);
    return sets_.number_of(next_);
  }

  std::uint32_t class_of_current() {
    row_.assign(row_bytes_, char{0});
    bool is_first_class = true;
    for (const Nfa::StateId id : current_) {
      const Nfa::State& state = nfa_.state(id);
      if (!state.accepts) continue;
      is_first_class = false;
      char& byte = row_[state.atom / 4];
      const unsigned shift = state.atom % 4 * 2;
      const unsigned weight = std::max(static_cast<unsigned>(byte) >> shift & 3U, static_cast<unsigned>(state.weight));
      byte = static_cast<char>((static_cast<unsigned>(byte) & ~(3U << shift)) | weight << shift);
    }
    return is_first_class ? 0 : class_of_row(row_);
  }

  std::uint32_t class_of_row(const std::string& row) {
    const auto [found, is_new] = classes_.try_emplace(row, dfa_.class_count);
    if (is_new) {
      ++dfa_.class_count;
      dfa_.verdicts.insert(dfa_.verdicts.end(), row.begin(), row.end());
    }
    return found->second;
  }

  const GroupNfa& group_;
  const Nfa& nfa_;
  Closure closure_;
  std::size_t work_max_;
  std::size_t work_ = 0;  // edges looked at
  std::size_t row_bytes_;
  Dfa dfa_;
  SetTable sets_;
  std::map<std::string, std::uint32_t> classes_;
  Set current_;
  Set next_;
  std::vector<Nfa::Edge> edges_;
  std::string row_;
};

}  // namespace

std::optional<Dfa> determinise(const GroupNfa& group, std::uint32_t atom_count, std::size_t work_max) {
  return SubsetConstruction(group, atom_count, work_max).run();
}

}  // namespace envelope::automata
