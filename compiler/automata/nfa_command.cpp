// Commands about which a pattern knows too little: those that are not plain, and those that agree with it in everything but the
// directory of the program (runtime/text/glob.h).
#include "compiler/automata/glob_copy.h"
#include "compiler/automata/nfa_text.h"
#include "runtime/text/command.h"

namespace envelope::automata {

namespace {

using text::Step;
using text::Truth;

// A copy of an alternative that reads from the program's own name on. What is left of the first word must not hold another slash:
// else the name would start behind that.
class ProgramCopy {
 public:
  ProgramCopy(Nfa& nfa, const text::Glob& glob, const text::Alternative& alternative, std::uint16_t atom)
      : nfa_(nfa),
        automaton_(glob.automaton()),
        begin_(alternative.begin),
        readings_(glob, alternative),
        rest_(nfa, glob, alternative, atom, Truth::unknown) {
    for (std::uint32_t i = begin_; i < alternative.end; ++i) first_word_.push_back(nfa.add_state(atom, Truth::unknown));
    for (std::uint32_t i = begin_; i < alternative.end; ++i) add_step(i);
  }

  [[nodiscard]] Nfa::StateId state_of(std::uint32_t step) const { return first_word_[step - begin_]; }

 private:
  void add_step(std::uint32_t i) {
    const Step& step = automaton_.steps[i];
    switch (step.kind) {
      case Step::Kind::eat:
        add_code_point(i, i + 1);
        break;
      case Step::Kind::loop:
        add_code_point(i, i);
        nfa_.add_empty(state_of(i), state_of(i + 1));
        break;
      case Step::Kind::fork:
        nfa_.add_empty(state_of(i), state_of(i + 1));
        nfa_.add_empty(state_of(i), state_of(step.target));
        break;
      case Step::Kind::accept:
        nfa_.accept(state_of(i));
        break;
    }
  }

  void add_code_point(std::uint32_t from, std::uint32_t to) {
    std::vector<text::CodeRange> within;
    for (text::CodeRange range : automaton_.set_of(automaton_.steps[from])) {
      if (range.first == static_cast<char32_t>(text::kTokenMark)) {
        nfa_.add_byte(state_of(from), text::kTokenMark, rest_.state_of(to));
        ++range.first;
      }
      if (range.first <= U'/' && U'/' <= range.last) {
        if (range.first < U'/') within.push_back({range.first, U'/' - 1});
        range.first = U'/' + 1;
      }
      if (range.first <= range.last) within.push_back(range);
    }
    add_code_points(nfa_, state_of(from), within, state_of(to), readings_.of(from, to));
  }

  Nfa& nfa_;
  const text::Automaton& automaton_;
  std::uint32_t begin_;
  Readings readings_;
  std::vector<Nfa::StateId> first_word_;
  GlobCopy rest_;
};

}  // namespace

void add_unknown_commands(GroupNfa& group, const text::Glob& glob, std::uint16_t atom) {
  Nfa& nfa = group.nfa;
  const text::Automaton& automaton = glob.automaton();
  nfa.add_byte(Nfa::kStart, text::kExactTextMark, nfa.absorbing(atom, Truth::unknown));

  const Nfa::StateId directory = nfa.add_state(atom, Truth::unknown);
  nfa.add_byte(Nfa::kStart, text::kTokenMark, directory);
  nfa.add_bytes(directory, 0x01, 0xFF, directory);
  for (const text::Alternative& alternative : automaton.alternatives) {
    const std::vector<std::uint32_t> bare = steps_by(automaton, alternative.begin, static_cast<char32_t>(text::kTokenMark));
    if (bare.empty()) continue;  // the exact text of a command that is not plain
    const ProgramCopy copy(nfa, glob, alternative, atom);
    // The command names a directory where the pattern names none.
    for (const std::uint32_t step : bare) nfa.add_byte(directory, '/', copy.state_of(step));
    // The pattern names a directory where the command names none, or another.
    if (alternative.program == text::Alternative::kNoProgram) continue;
    nfa.add_byte(Nfa::kStart, text::kTokenMark, copy.state_of(alternative.program));
    nfa.add_byte(directory, '/', copy.state_of(alternative.program));
  }
}

}  // namespace envelope::automata
