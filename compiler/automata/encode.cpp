#include <algorithm>
#include <array>

#include "compiler/automata/dfa.h"
#include "compiler/automata/fault.h"

namespace envelope::automata {

namespace {

constexpr std::size_t kLineBytesMax = 0xFFFF;
constexpr std::size_t kTableMapWords = 256 / 4;

std::size_t words_for_bytes(std::size_t bytes) { return (bytes + 3) / 4; }

// What a state of the automaton becomes.
struct Plan {
  format::StateKind kind = format::StateKind::fan;
  bool stays = false;
  Dfa::StateId other = 0;             // line, fan
  std::vector<std::uint8_t> bytes;    // line: in a row; fan: ascending
  std::vector<Dfa::StateId> targets;  // line: the one behind it; fan: per byte; table: each once
  std::size_t words = 0;
};

class Encoder {
 public:
  explicit Encoder(const Dfa& dfa) : dfa_(dfa), offset_(dfa.size(), kNotPlaced), plans_(dfa.size()), ways_in_(dfa.size(), 0) {
    for (Dfa::StateId state = 0; state < dfa.size(); ++state) {
      for (const Dfa::Edge& edge : dfa.edges_of(state)) {
        if (edge.target != state) ++ways_in_[edge.target];
      }
    }
  }

  std::optional<std::vector<std::uint32_t>> run(std::uint32_t states_max) {
    place(Dfa::kStart);
    if (order_.size() > states_max) return std::nullopt;
    std::vector<std::uint32_t> words;
    words.reserve(end_);
    for (const Dfa::StateId state : order_) write(state, words);
    return words;
  }

 private:
  static constexpr std::uint32_t kNotPlaced = UINT32_MAX;

  // Lays out everything that can be reached, what follows a line or the first byte of a fan next to it.
  void place(Dfa::StateId start) {
    std::vector<Dfa::StateId> pending{start};
    while (!pending.empty()) {
      const Dfa::StateId state = pending.back();
      pending.pop_back();
      if (offset_[state] != kNotPlaced) continue;
      Plan& plan = plans_[state] = plan_of(state);
      offset_[state] = static_cast<std::uint32_t>(end_);
      end_ += plan.words;
      order_.push_back(state);
      if (plan.kind != format::StateKind::table) pending.push_back(plan.other);
      pending.insert(pending.end(), plan.targets.rbegin(), plan.targets.rend());
    }
  }

  [[nodiscard]] Plan plan_of(Dfa::StateId state) const {
    Plan plan;
    plan.other = most_frequent_target(state);
    plan.stays = dfa_.edges_of(state).size() == 1 && plan.other == state;
    if (const auto byte = only_byte(state, plan.other)) return plan_line(state, plan, *byte);
    std::size_t begin = 0;
    for (const Dfa::Edge& edge : dfa_.edges_of(state)) {
      for (std::size_t byte = begin; byte <= edge.last && edge.target != plan.other; ++byte) {
        plan.bytes.push_back(static_cast<std::uint8_t>(byte));
        plan.targets.push_back(edge.target);
      }
      begin = edge.last + std::size_t{1};
    }
    plan.words = 2 + plan.targets.size() + words_for_bytes(plan.bytes.size());
    const std::vector<Dfa::StateId> all = distinct_targets(state);
    const std::size_t table_words = 1 + kTableMapWords + all.size();
    if (plan.words <= table_words) return plan;
    return {.kind = format::StateKind::table, .bytes = {}, .targets = all, .words = table_words};
  }

  [[nodiscard]] std::vector<Dfa::StateId> distinct_targets(Dfa::StateId state) const {
    std::vector<Dfa::StateId> targets;
    for (const Dfa::Edge& edge : dfa_.edges_of(state)) {
      if (std::find(targets.begin(), targets.end(), edge.target) == targets.end()) targets.push_back(edge.target);
    }
    return targets;
  }

  [[nodiscard]] Dfa::StateId most_frequent_target(Dfa::StateId state) const {
    const auto edges = dfa_.edges_of(state);
    Dfa::StateId best = edges[0].target;
    std::size_t best_count = 0;
    for (const Dfa::StateId target : distinct_targets(state)) {
      std::size_t count = 0;
      std::size_t begin = 0;
      for (const Dfa::Edge& edge : edges) {
        if (edge.target == target) count += edge.last + std::size_t{1} - begin;
        begin = edge.last + std::size_t{1};
      }
      if (count > best_count) {
        best = target;
        best_count = count;
      }
    }
    return best;
  }

  struct OnlyByte {
    std::uint8_t byte = 0;
    Dfa::StateId target = 0;
  };

  // The byte that alone leads elsewhere than `other`, if there is one.
  [[nodiscard]] std::optional<OnlyByte> only_byte(Dfa::StateId state, Dfa::StateId other) const {
    std::optional<OnlyByte> found;
    std::size_t begin = 0;
    for (const Dfa::Edge& edge : dfa_.edges_of(state)) {
      if (edge.target != other) {
        if (found || begin != edge.last) return std::nullopt;
        found = OnlyByte{edge.last, edge.target};
      }
      begin = edge.last + std::size_t{1};
    }
    return found;
  }

  // Takes along the states behind it that differ in their byte alone, as long as nothing else leads there.
  [[nodiscard]] Plan plan_line(Dfa::StateId state, Plan plan, OnlyByte first) const {
    plan.kind = format::StateKind::line;
    plan.bytes.push_back(first.byte);
    Dfa::StateId next = first.target;
    while (next != Dfa::kStart && ways_in_[next] == 1 && dfa_.classes[next] == dfa_.classes[state] && plan.bytes.size() < kLineBytesMax) {
      if (most_frequent_target(next) != plan.other) break;
      const auto byte = only_byte(next, plan.other);
      if (!byte) break;
      plan.bytes.push_back(byte->byte);
      next = byte->target;
    }
    if (testing::encoding_fault_injected() && plan.bytes.size() > 1) plan.bytes.pop_back();
    plan.targets = {next};
    plan.words = 3 + words_for_bytes(plan.bytes.size());
    return plan;
  }

  static void write_bytes(std::span<const std::uint8_t> bytes, std::vector<std::uint32_t>& words) {
    const std::size_t begin = words.size();
    words.resize(begin + words_for_bytes(bytes.size()), 0);
    for (std::size_t i = 0; i < bytes.size(); ++i) words[begin + i / 4] |= std::uint32_t{bytes[i]} << (i % 4 * 8);
  }

  void write(Dfa::StateId state, std::vector<std::uint32_t>& words) const {
    const Plan& plan = plans_[state];
    const bool is_line = plan.kind == format::StateKind::line;
    const auto count = static_cast<std::uint32_t>(is_line ? plan.bytes.size() : plan.targets.size());
    words.push_back(static_cast<std::uint32_t>(plan.kind) | (plan.stays ? format::kStateStays : 0U) |
                    dfa_.classes[state] << format::kStateClassShift | count << format::kStateCountShift);
    switch (plan.kind) {
      case format::StateKind::line:
        words.push_back(offset_[plan.targets[0]]);
        words.push_back(offset_[plan.other]);
        write_bytes(plan.bytes, words);
        return;
      case format::StateKind::fan:
        words.push_back(offset_[plan.other]);
        for (const Dfa::StateId target : plan.targets) words.push_back(offset_[target]);
        write_bytes(plan.bytes, words);
        return;
      case format::StateKind::table:
        write_bytes(map_of(state, plan.targets), words);
        for (const Dfa::StateId target : plan.targets) words.push_back(offset_[target]);
        return;
    }
  }

  [[nodiscard]] std::array<std::uint8_t, 256> map_of(Dfa::StateId state, const std::vector<Dfa::StateId>& targets) const {
    std::array<std::uint8_t, 256> map{};
    std::size_t byte = 0;
    for (const Dfa::Edge& edge : dfa_.edges_of(state)) {
      const auto index = std::find(targets.begin(), targets.end(), edge.target) - targets.begin();
      for (; byte <= edge.last; ++byte) map[byte] = static_cast<std::uint8_t>(index);
    }
    return map;
  }

  const Dfa& dfa_;
  std::vector<std::uint32_t> offset_;  // word at which the state begins
  std::vector<Plan> plans_;
  std::vector<std::uint32_t> ways_in_;  // edges from other states
  std::vector<Dfa::StateId> order_;
  std::size_t end_ = 0;
};

}  // namespace

std::optional<std::vector<std::uint32_t>> encode(const Dfa& dfa, std::uint32_t states_max) { return Encoder(dfa).run(states_max); }

}  // namespace envelope::automata
