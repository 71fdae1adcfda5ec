// Paths of which only one starts with `~`. Where the home lies is not known, so that the answer is `unknown` unless they differ for
// every home (runtime/text/path.h).
#include "compiler/automata/glob_copy.h"
#include "compiler/automata/nfa_text.h"

namespace envelope::automata {

namespace {

using text::Truth;

bool is_rooted(std::string_view path) { return path.starts_with('/') || path.starts_with('~'); }

// A state in which any directory of an absolute path may be found to be the home.
Nfa::StateId add_any_directory(Nfa& nfa, std::uint16_t atom) {
  const Nfa::StateId anywhere = nfa.add_state(atom, Truth::unknown);
  nfa.add_byte(Nfa::kStart, '/', anywhere);
  nfa.add_bytes(anywhere, 0x00, 0xFF, anywhere);
  return anywhere;
}

// What stands behind `~`, read from any directory of an absolute path on. Gives the state behind it.
Nfa::StateId add_below_any_directory(Nfa& nfa, std::string_view below, std::uint16_t atom) {
  const Nfa::StateId behind_slash = nfa.add_state(atom, Truth::unknown);
  nfa.add_byte(Nfa::kStart, '/', behind_slash);
  nfa.add_byte(add_any_directory(nfa, atom), '/', behind_slash);
  return nfa.add_literal(behind_slash, below.substr(1), atom, Truth::unknown);
}

// The end of a prefix: the path itself, or anything below it.
void accept_at_or_below(Nfa& nfa, Nfa::StateId state, std::uint16_t atom, Truth weight) {
  nfa.accept(state);
  nfa.add_byte(state, '/', nfa.absorbing(atom, weight));
}

}  // namespace

void add_under(GroupNfa& group, std::string_view prefix, std::uint16_t atom) {
  Nfa& nfa = group.nfa;
  if (prefix == "/" || !is_rooted(prefix))
    return nfa.add_empty(Nfa::kStart, nfa.absorbing(atom, prefix == "/" ? Truth::yes : Truth::unknown));
  accept_at_or_below(nfa, nfa.add_literal(Nfa::kStart, prefix, atom, Truth::yes), atom, Truth::yes);
  const Nfa::StateId unknown = nfa.absorbing(atom, Truth::unknown);
  if (prefix[0] == '/') return nfa.add_byte(Nfa::kStart, '~', unknown);
  if (prefix == "~") return nfa.add_byte(Nfa::kStart, '/', unknown);
  accept_at_or_below(nfa, add_below_any_directory(nfa, prefix.substr(1), atom), atom, Truth::unknown);
}

void add_same_path(GroupNfa& group, std::string_view other, std::uint16_t atom) {
  Nfa& nfa = group.nfa;
  if (!is_rooted(other)) return nfa.add_empty(Nfa::kStart, nfa.absorbing(atom, Truth::unknown));
  nfa.accept(nfa.add_literal(Nfa::kStart, other, atom, Truth::yes));
  if (other == "~") return nfa.add_byte(Nfa::kStart, '/', nfa.absorbing(atom, Truth::unknown));
  if (other[0] == '~') return nfa.accept(add_below_any_directory(nfa, other.substr(1), atom));
  // The end of `other`, from any of its slashes on, or nothing of it.
  const Nfa::StateId home = nfa.add_state(atom, Truth::unknown);
  nfa.add_byte(Nfa::kStart, '~', home);
  nfa.accept(home);
  Nfa::StateId state = nfa.add_state(atom, Truth::unknown);
  for (const char byte : other) {
    if (byte == '/') nfa.add_empty(home, state);
    state = nfa.add_literal(state, {&byte, 1}, atom, Truth::unknown);
  }
  nfa.accept(state);
}

void add_other_root(GroupNfa& group, const text::Glob& glob, const text::Alternative& alternative, std::uint16_t atom) {
  Nfa& nfa = group.nfa;
  const text::Automaton& automaton = glob.automaton();
  const GlobCopy copy(nfa, glob, alternative, atom, Truth::unknown);
  if (alternative.root != text::PathRoot::home) {
    // Some text stands in for `~`, so that any step may come next.
    const Nfa::StateId home = nfa.add_state(atom, Truth::unknown);
    nfa.add_byte(Nfa::kStart, '~', home);
    for (std::uint32_t step = alternative.begin; step < alternative.end; ++step) nfa.add_empty(home, copy.state_of(step));
    return;
  }
  const std::uint32_t after_tilde = alternative.begin + 1;
  for (const std::uint32_t step : steps_from(automaton, after_tilde)) {
    if (automaton.steps[step].kind == text::Step::Kind::accept)
      return nfa.add_byte(Nfa::kStart, '/', nfa.absorbing(atom, Truth::unknown));  // the home may be the path itself
  }
  const Nfa::StateId anywhere = add_any_directory(nfa, atom);
  for (const std::uint32_t step : steps_by(automaton, after_tilde, U'/')) {
    nfa.add_byte(Nfa::kStart, '/', copy.state_of(step));
    nfa.add_byte(anywhere, '/', copy.state_of(step));
  }
}

}  // namespace envelope::automata
