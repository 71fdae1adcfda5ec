// Text atoms of a policy → automata that decide them in one run over a text (runtime/format/automaton_format.h).
//
//   texts ── nfa_text ──> Nfa ── subset ──> Dfa ── minimise ──> Dfa ── encode ──> words
//
// The canonical text of a value, read to its end, ends in a class; a class is a row of truths, one per atom. The truths are those of
// text::match, text::match_under and text::match_same_path with no home known, and of plain equality: `unknown` stands wherever it
// stands there.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/format/automaton_format.h"
#include "runtime/format/table_format.h"
#include "runtime/text/glob.h"

namespace envelope::automata {

enum class TextOperator : std::uint8_t { equals, matches, under };

// One question about a text: `yes` when any of `texts` says so, else `unknown` when any does (Kleene's or).
struct TextAtom {
  text::Domain domain = text::Domain::string;
  TextOperator op = TextOperator::equals;
  std::vector<std::string> texts;  // matches: patterns; else canonical values. A pattern that is refused answers `unknown`.
  auto operator<=>(const TextAtom&) const = default;
};

// Which text of a value the atom's automaton reads: the canonical value, or for patterns of commands text::command_key() of it.
[[nodiscard]] format::TextDomain domain_of(const TextAtom& atom);

// Atoms that are decided together.
struct Group {
  format::TextDomain domain = format::TextDomain::string;
  bool is_residual = false;              // one atom whose automaton would be too large: `automaton` is a residual matcher
  std::vector<std::uint32_t> automaton;  // words
  std::vector<std::uint8_t> verdicts;    // class_count rows of ceil(atoms / 4) bytes; atom k: bits 2(k % 4) of byte k / 4
  std::uint16_t class_count = 0;         // class 0: no atom is more than `no`; there even when no text ends in it
  std::vector<std::uint32_t> atoms;      // numbers of the given atoms; their position is the number within the group
};

struct Compiled {
  std::vector<Group> groups;
  std::vector<std::uint32_t> too_large;  // ascending: atoms that pass kResidualStatesMax even so; they are in no group
};

// Groups `atoms` by what they read and in the order given; a group stays below kGroupAtomsMax atoms and `states_max` states. An atom
// that passes `states_max` alone becomes a residual matcher. Deterministic. What would grow beyond bounds is given up early: the
// cost is at most about atoms × states_max.
[[nodiscard]] Compiled compile(std::span<const TextAtom> atoms, std::uint32_t states_max = format::kAutomatonStatesMax);

namespace testing {
// Test only. While on, two states that differ are taken for one.
void inject_minimising_fault(bool on);
// Test only. While on, lines of more than one byte lose the last.
void inject_encoding_fault(bool on);
}  // namespace testing

}  // namespace envelope::automata
