// A nondeterministic automaton over bytes, for all atoms of a group at once.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/text/truth.h"

namespace envelope::automata {

// A state belongs to one atom and one weight: every state that accepts behind it says `weight` about that atom. A text gets the
// greatest weight among the states that accept at its end, `no` without any.
class Nfa {
 public:
  using StateId = std::uint32_t;
  static constexpr StateId kStart = 0;  // belongs to no atom; nothing leads to it
  static constexpr std::uint16_t kNoAtom = UINT16_MAX;

  struct State {
    std::uint32_t last_edge = kNoEdge;
    std::uint16_t atom = kNoAtom;
    text::Truth weight = text::Truth::no;
    bool accepts = false;
    bool is_absorbing = false;  // accepts every text from here on
    bool is_kept = false;       // reads or accepts something, so that a set of states must remember it
  };

  struct Edge {
    StateId target = 0;
    std::uint32_t previous = kNoEdge;  // of the same state
    std::uint8_t low = 0;
    std::uint8_t high = 0;
    bool is_empty = false;  // reads nothing
  };

  Nfa();

  StateId add_state(std::uint16_t atom, text::Truth weight);
  // A state that remembers how it was reached, and reads nothing.
  StateId add_marker();
  void add_bytes(StateId from, std::uint8_t low, std::uint8_t high, StateId to);
  void add_byte(StateId from, char byte, StateId to);
  void add_empty(StateId from, StateId to);
  void accept(StateId state);

  // The one state that answers `weight` about `atom`, whatever follows.
  StateId absorbing(std::uint16_t atom, text::Truth weight);
  // A state that reads one byte of a range and goes to `to`; the same one for the same arguments.
  StateId reader(std::uint8_t low, std::uint8_t high, StateId to);
  // States that read `bytes` one by one, from `from` on; gives the last, which accepts nothing yet.
  StateId add_literal(StateId from, std::string_view bytes, std::uint16_t atom, text::Truth weight);

  [[nodiscard]] std::size_t size() const { return states_.size(); }
  [[nodiscard]] const State& state(StateId id) const { return states_[id]; }

  // Calls visit(edge) for every edge of the state, last added first.
  template <typename Visit>
  void for_each_edge(StateId id, Visit visit) const {
    for (std::uint32_t at = states_[id].last_edge; at != kNoEdge; at = edges_[at].previous) visit(edges_[at]);
  }

 private:
  static constexpr std::uint32_t kNoEdge = UINT32_MAX;

  void add_edge(StateId from, Edge edge);

  std::vector<State> states_;
  std::vector<Edge> edges_;
  std::unordered_map<std::uint32_t, StateId> absorbing_;  // atom and weight
  std::unordered_map<std::uint64_t, StateId> readers_;    // target, low and high
};

// Collects sets of states: what is reached from some states reading nothing, kept states only, ascending.
class Closure {
 public:
  explicit Closure(const Nfa& nfa) : nfa_(nfa), seen_(nfa.size(), 0) {}

  // Replaces `set` by its closure, without states that can no longer matter to an answer.
  void close(std::vector<Nfa::StateId>& set);

 private:
  void drop_dominated(std::vector<Nfa::StateId>& set) const;

  const Nfa& nfa_;
  std::vector<std::uint32_t> seen_;  // number of the last call that saw the state
  std::uint32_t call_ = 0;
  std::vector<Nfa::StateId> pending_;
};

}  // namespace envelope::automata
