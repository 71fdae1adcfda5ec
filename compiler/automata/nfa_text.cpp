#include "compiler/automata/nfa_text.h"

#include "compiler/automata/glob_copy.h"

namespace envelope::automata {

namespace {

void add_pattern(GroupNfa& group, const text::Glob& glob, std::uint16_t atom) {
  for (const text::Alternative& alternative : glob.automaton().alternatives) {
    const GlobCopy copy(group.nfa, glob, alternative, atom, text::Truth::yes);
    group.nfa.add_empty(Nfa::kStart, copy.state_of(alternative.begin));
    if (glob.domain() == text::Domain::path) add_other_root(group, glob, alternative, atom);
  }
  if (glob.domain() == text::Domain::command) add_unknown_commands(group, glob, atom);
}

void add_equal(GroupNfa& group, std::string_view other, std::uint16_t atom) {
  const Nfa::StateId own = group.nfa.add_state(atom, text::Truth::yes);  // the start belongs to no atom, and `other` may be empty
  group.nfa.add_empty(Nfa::kStart, own);
  group.nfa.accept(group.nfa.add_literal(own, other, atom, text::Truth::yes));
}

}  // namespace

format::TextDomain domain_of(const TextAtom& atom) {
  switch (atom.domain) {
    case text::Domain::string:
      return format::TextDomain::string;
    case text::Domain::path:
      return format::TextDomain::path;
    case text::Domain::host:
      return format::TextDomain::host;
    case text::Domain::command:
      return atom.op == TextOperator::matches ? format::TextDomain::command_words : format::TextDomain::command_text;
  }
  return format::TextDomain::string;
}

ParsedAtom parse(const TextAtom& atom) {
  ParsedAtom parsed{.atom = &atom, .globs = {}};
  if (atom.op != TextOperator::matches) return parsed;
  parsed.globs.reserve(atom.texts.size());
  for (const std::string& pattern : atom.texts) parsed.globs.push_back(text::Glob::parse(pattern, atom.domain).glob);
  return parsed;
}

GroupNfa::GroupNfa(format::TextDomain read) : domain(read) {
  if (read != format::TextDomain::path) return;
  after_tilde = nfa.add_marker();
  nfa.add_byte(Nfa::kStart, '~', after_tilde);
}

void add_atom(GroupNfa& group, const ParsedAtom& parsed, std::uint16_t index) {
  const TextAtom& atom = *parsed.atom;
  switch (atom.op) {
    case TextOperator::matches:
      for (const std::optional<text::Glob>& glob : parsed.globs) {
        if (glob) {
          add_pattern(group, *glob, index);
        } else {
          group.nfa.add_empty(Nfa::kStart, group.nfa.absorbing(index, text::Truth::unknown));
        }
      }
      break;
    case TextOperator::under:
      for (const std::string& prefix : atom.texts) add_under(group, prefix, index);
      break;
    case TextOperator::equals:
      for (const std::string& other : atom.texts) {
        if (atom.domain == text::Domain::path) {
          add_same_path(group, other, index);
        } else {
          add_equal(group, other, index);
        }
      }
      break;
  }
}

}  // namespace envelope::automata
