// What an atom says about texts, as a part of a nondeterministic automaton.
#pragma once

#include <optional>
#include <vector>

#include "compiler/automata/compile.h"
#include "compiler/automata/nfa.h"

namespace envelope::automata {

// An atom whose patterns have been read.
struct ParsedAtom {
  const TextAtom* atom = nullptr;
  std::vector<std::optional<text::Glob>> globs;  // matches: parallel to the texts; nothing where a pattern is refused
};

[[nodiscard]] ParsedAtom parse(const TextAtom& atom);

// The automaton of a group, and what is known of the texts it reads.
struct GroupNfa {
  explicit GroupNfa(format::TextDomain read);

  Nfa nfa;
  format::TextDomain domain;
  Nfa::StateId after_tilde = Nfa::kStart;  // paths: a marker that `~` at the start leads to
};

// Adds an atom as number `index` of the group.
void add_atom(GroupNfa& group, const ParsedAtom& parsed, std::uint16_t index);

// --- Its parts ---

// Paths (nfa_path.cpp): `path under "prefix"`, `path is "other"`, and what a pattern says about a path of the other root.
void add_under(GroupNfa& group, std::string_view prefix, std::uint16_t atom);
void add_same_path(GroupNfa& group, std::string_view other, std::uint16_t atom);
void add_other_root(GroupNfa& group, const text::Glob& glob, const text::Alternative& alternative, std::uint16_t atom);

// Commands (nfa_command.cpp): what is unknown about commands that are not plain, or name the program's directory otherwise.
void add_unknown_commands(GroupNfa& group, const text::Glob& glob, std::uint16_t atom);

}  // namespace envelope::automata
