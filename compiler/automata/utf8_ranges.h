// Code points as bytes.
#pragma once

#include <span>

#include "compiler/automata/nfa.h"
#include "runtime/text/code_range.h"

namespace envelope::automata {

// Whether texts have code points beyond ASCII. Canonical hosts do not.
enum class Alphabet : std::uint8_t { unicode, ascii };

// States may count bytes where code points make no difference: one that reads any number of any code points takes part of one as well.
// Such a state, and those that follow it reading nothing, may then stand in the midst of a code point.
struct Reading {
  Alphabet alphabet = Alphabet::unicode;
  bool may_start_inside = false;  // `from` may stand in the midst of a code point, and must then read nothing
  bool may_end_inside = false;    // `to` counts bytes
};

// Makes `from` read one code point of `ranges` (sorted, disjoint) and go to `to`. Right for well-formed UTF-8 only: where some bytes
// cannot follow, they go wherever that keeps automata small.
void add_code_points(Nfa& nfa, Nfa::StateId from, std::span<const text::CodeRange> ranges, Nfa::StateId to, Reading reading);

// Whether `ranges` hold every code point beyond ASCII.
[[nodiscard]] bool has_all_beyond_ascii(std::span<const text::CodeRange> ranges);

}  // namespace envelope::automata
