#include "compiler/automata/nfa.h"

#include <algorithm>

namespace envelope::automata {

Nfa::Nfa() {
  add_state(kNoAtom, text::Truth::no);
  states_[kStart].is_kept = true;
}

Nfa::StateId Nfa::add_state(std::uint16_t atom, text::Truth weight) {
  states_.push_back({.atom = atom, .weight = weight});
  return static_cast<StateId>(states_.size() - 1);
}

Nfa::StateId Nfa::add_marker() {
  const StateId marker = add_state(kNoAtom, text::Truth::no);
  states_[marker].is_kept = true;
  return marker;
}

void Nfa::add_edge(StateId from, Edge edge) {
  edge.previous = states_[from].last_edge;
  states_[from].last_edge = static_cast<std::uint32_t>(edges_.size());
  edges_.push_back(edge);
}

void Nfa::add_bytes(StateId from, std::uint8_t low, std::uint8_t high, StateId to) {
  add_edge(from, {.target = to, .low = low, .high = high});
  states_[from].is_kept = true;
}

void Nfa::add_byte(StateId from, char byte, StateId to) {
  add_bytes(from, static_cast<std::uint8_t>(byte), static_cast<std::uint8_t>(byte), to);
}

void Nfa::add_empty(StateId from, StateId to) { add_edge(from, {.target = to, .is_empty = true}); }

void Nfa::accept(StateId state) {
  states_[state].accepts = true;
  states_[state].is_kept = true;
}

Nfa::StateId Nfa::absorbing(std::uint16_t atom, text::Truth weight) {
  const std::uint32_t key = std::uint32_t{atom} << 2U | static_cast<std::uint32_t>(weight);
  const auto [found, is_new] = absorbing_.try_emplace(key, 0);
  if (!is_new) return found->second;
  const StateId state = add_state(atom, weight);
  accept(state);
  add_bytes(state, 0x00, 0xFF, state);
  states_[state].is_absorbing = true;
  return found->second = state;
}

Nfa::StateId Nfa::reader(std::uint8_t low, std::uint8_t high, StateId to) {
  const std::uint64_t key = std::uint64_t{to} << 16U | std::uint64_t{low} << 8U | high;
  const auto [found, is_new] = readers_.try_emplace(key, 0);
  if (!is_new) return found->second;
  const StateId state = add_state(states_[to].atom, states_[to].weight);
  add_bytes(state, low, high, to);
  return found->second = state;
}

Nfa::StateId Nfa::add_literal(StateId from, std::string_view bytes, std::uint16_t atom, text::Truth weight) {
  for (const char byte : bytes) {
    const StateId next = add_state(atom, weight);
    add_byte(from, byte, next);
    from = next;
  }
  return from;
}

void Closure::close(std::vector<Nfa::StateId>& set) {
  ++call_;
  pending_.swap(set);
  set.clear();
  bool has_absorbing = false;
  while (!pending_.empty()) {
    const Nfa::StateId id = pending_.back();
    pending_.pop_back();
    if (seen_[id] == call_) continue;
    seen_[id] = call_;
    if (nfa_.state(id).is_kept) set.push_back(id);
    has_absorbing = has_absorbing || nfa_.state(id).is_absorbing;
    nfa_.for_each_edge(id, [this](const Nfa::Edge& edge) {
      if (edge.is_empty) pending_.push_back(edge.target);
    });
  }
  std::sort(set.begin(), set.end());
  if (has_absorbing) drop_dominated(set);
}

// Once an atom's answer cannot sink below a weight, states that lead to no greater one are idle. Without this the sets of
// `**/a/**/b/**` remember for good what no longer matters.
void Closure::drop_dominated(std::vector<Nfa::StateId>& set) const {
  std::vector<Nfa::StateId> absorbing;
  for (const Nfa::StateId id : set) {
    if (nfa_.state(id).is_absorbing) absorbing.push_back(id);
  }
  std::sort(absorbing.begin(), absorbing.end(), [this](Nfa::StateId a, Nfa::StateId b) {
    return nfa_.state(a).atom != nfa_.state(b).atom ? nfa_.state(a).atom < nfa_.state(b).atom : nfa_.state(a).weight > nfa_.state(b).weight;
  });
  std::erase_if(set, [&](Nfa::StateId id) {
    const Nfa::State& state = nfa_.state(id);
    const auto first = std::lower_bound(absorbing.begin(), absorbing.end(), state.atom,
                                        [this](Nfa::StateId a, std::uint16_t atom) { return nfa_.state(a).atom < atom; });
    if (first == absorbing.end() || nfa_.state(*first).atom != state.atom || *first == id) return false;
    return state.weight <= nfa_.state(*first).weight;
  });
}

}  // namespace envelope::automata
