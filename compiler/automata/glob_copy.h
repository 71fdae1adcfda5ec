// The steps of one alternative of a glob, copied into a nondeterministic automaton.
#pragma once

#include "compiler/automata/nfa.h"
#include "compiler/automata/utf8_ranges.h"
#include "runtime/text/glob.h"

namespace envelope::automata {

class GlobCopy {
 public:
  // Adds the states. Those that accept say `weight` about `atom`.
  GlobCopy(Nfa& nfa, const text::Glob& glob, const text::Alternative& alternative, std::uint16_t atom, text::Truth weight);

  // Where a text stands that has been read up to `step` of the glob's automaton.
  [[nodiscard]] Nfa::StateId state_of(std::uint32_t step) const { return states_[step - begin_]; }

 private:
  std::uint32_t begin_;
  std::vector<Nfa::StateId> states_;
};

// The steps that are reached from `step` reading nothing, itself included.
[[nodiscard]] std::vector<std::uint32_t> steps_from(const text::Automaton& automaton, std::uint32_t step);

// The steps that are reached from `step` reading `code` alone.
[[nodiscard]] std::vector<std::uint32_t> steps_by(const text::Automaton& automaton, std::uint32_t step, char32_t code);

// How the steps of one alternative read.
class Readings {
 public:
  Readings(const text::Glob& glob, const text::Alternative& alternative);
  // From `step` on to `target`.
  [[nodiscard]] Reading of(std::uint32_t step, std::uint32_t target) const;

 private:
  Alphabet alphabet_;
  std::uint32_t begin_;
  std::vector<bool> counts_bytes_;  // per step
  std::vector<bool> is_inside_;     // may stand in the midst of a code point
};

}  // namespace envelope::automata
