#include <algorithm>

#include "compiler/automata/dfa.h"

namespace envelope::automata {

namespace {

// A residual matcher may hold many ways from one state; this bounds its size to a few megabytes.
constexpr std::size_t kResidualTransitionsMax = std::size_t{format::kResidualStatesMax} * 32;

struct Transition {
  std::uint32_t target = 0;
  std::uint32_t range = 0;
};

class ResidualEncoder {
 public:
  explicit ResidualEncoder(const Nfa& nfa) : nfa_(nfa), closure_(nfa), number_of_(nfa.size(), kNone) {}

  std::optional<std::vector<std::uint32_t>> run() {
    const std::vector<std::uint32_t> starts = numbers_from(Nfa::kStart);
    std::vector<std::uint32_t> first{0};
    std::vector<Transition> transitions;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      nfa_.for_each_edge(states_[i], [&](const Nfa::Edge& edge) {
        if (edge.is_empty) return;
        for (const std::uint32_t target : numbers_from(edge.target))
          transitions.push_back({target, edge.low | std::uint32_t{edge.high} << 8U});
      });
      first.push_back(static_cast<std::uint32_t>(transitions.size()));
      if (states_.size() > format::kResidualStatesMax || transitions.size() > kResidualTransitionsMax) return std::nullopt;
    }
    return lay_out(starts, first, transitions);
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  std::vector<std::uint32_t> numbers_from(Nfa::StateId state) {
    std::vector<Nfa::StateId> reached{state};
    closure_.close(reached);
    for (Nfa::StateId& id : reached) {
      if (number_of_[id] == kNone) {
        number_of_[id] = static_cast<std::uint32_t>(states_.size());
        states_.push_back(id);
      }
      id = number_of_[id];
    }
    return reached;
  }

  [[nodiscard]] std::vector<std::uint32_t> lay_out(const std::vector<std::uint32_t>& starts, const std::vector<std::uint32_t>& first,
                                                   const std::vector<Transition>& transitions) const {
    std::vector<std::uint32_t> accepts;
    for (std::uint32_t i = 0; i < states_.size(); ++i) {
      const Nfa::State& state = nfa_.state(states_[i]);
      if (state.accepts) accepts.insert(accepts.end(), {i, static_cast<std::uint32_t>(state.weight)});
    }
    std::vector<std::uint32_t> words{static_cast<std::uint32_t>(states_.size()), static_cast<std::uint32_t>(transitions.size()),
                                     static_cast<std::uint32_t>(starts.size()), static_cast<std::uint32_t>(accepts.size() / 2)};
    words.insert(words.end(), first.begin(), first.end());
    for (const Transition& transition : transitions) words.insert(words.end(), {transition.target, transition.range});
    words.insert(words.end(), starts.begin(), starts.end());
    words.insert(words.end(), accepts.begin(), accepts.end());
    return words;
  }

  const Nfa& nfa_;
  Closure closure_;
  std::vector<std::uint32_t> number_of_;
  std::vector<Nfa::StateId> states_;  // by number
};

}  // namespace

std::optional<std::vector<std::uint32_t>> encode_residual(const Nfa& nfa) { return ResidualEncoder(nfa).run(); }

}  // namespace envelope::automata
