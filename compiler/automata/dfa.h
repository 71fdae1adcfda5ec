// A deterministic automaton over bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "compiler/automata/nfa_text.h"

namespace envelope::automata {

struct Dfa {
  using StateId = std::uint32_t;
  static constexpr StateId kStart = 0;

  // Bytes behind the edge before, up to `last`. The edges of a state take in all bytes; neighbours have different targets.
  struct Edge {
    std::uint8_t last = 0;
    StateId target = 0;
    bool operator==(const Edge&) const = default;
  };

  std::vector<std::uint32_t> first_edge{0};  // per state, and one behind the last
  std::vector<Edge> edges;
  std::vector<std::uint32_t> classes;  // of each state
  std::vector<std::uint8_t> verdicts;  // rows as in Group::verdicts
  std::uint32_t class_count = 0;

  [[nodiscard]] std::size_t size() const { return classes.size(); }
  [[nodiscard]] std::span<const Edge> edges_of(StateId state) const {
    return std::span(edges).subspan(first_edge[state], first_edge[state + 1] - first_edge[state]);
  }
  // Adds an edge to the state that is added next.
  void add_edge(std::uint8_t last, StateId target);
  void add_state(std::uint32_t state_class);
};

// The subset construction; states in the order in which they are reached. Given up, with nothing, once it has looked at `work_max` edges
// or there are more than kAutomatonClassesMax classes. A chain of bytes takes about ten looks per byte, whereas sets of many states with
// many ways on, which is what grows beyond bounds, take thousands each.
[[nodiscard]] std::optional<Dfa> determinise(const GroupNfa& group, std::uint32_t atom_count, std::size_t work_max);

// The smallest automaton that answers the same classes.
[[nodiscard]] Dfa minimise(const Dfa& dfa);

// The words of automaton_format.h, or nothing when they would have more than `states_max` states. Chains become lines.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> encode(const Dfa& dfa, std::uint32_t states_max);

// The words of a residual matcher for the group's only atom, or nothing when it would have more than kResidualStatesMax states.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> encode_residual(const Nfa& nfa);

}  // namespace envelope::automata
