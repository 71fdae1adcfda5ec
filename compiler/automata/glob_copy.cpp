#include "compiler/automata/glob_copy.h"

#include <algorithm>

namespace envelope::automata {

namespace {

using text::Step;

// `**` at the end of a pattern: nothing that follows changes the answer.
bool takes_everything(const text::Automaton& automaton, std::uint32_t index) {
  const Step& step = automaton.steps[index];
  if (step.kind != Step::Kind::loop || automaton.steps[index + 1].kind != Step::Kind::accept) return false;
  const auto set = automaton.set_of(step);
  return set.size() == 1 && set[0] == text::CodeRange{0, text::kCodePointMax};
}

}  // namespace

GlobCopy::GlobCopy(Nfa& nfa, const text::Glob& glob, const text::Alternative& alternative, std::uint16_t atom, text::Truth weight)
    : begin_(alternative.begin) {
  const text::Automaton& automaton = glob.automaton();
  const Readings readings(glob, alternative);
  states_.reserve(alternative.end - alternative.begin);
  for (std::uint32_t i = alternative.begin; i < alternative.end; ++i)
    states_.push_back(takes_everything(automaton, i) ? nfa.absorbing(atom, weight) : nfa.add_state(atom, weight));
  for (std::uint32_t i = alternative.begin; i < alternative.end; ++i) {
    const Step& step = automaton.steps[i];
    switch (step.kind) {
      case Step::Kind::eat:
        add_code_points(nfa, state_of(i), automaton.set_of(step), state_of(i + 1), readings.of(i, i + 1));
        break;
      case Step::Kind::loop:
        if (takes_everything(automaton, i)) break;
        add_code_points(nfa, state_of(i), automaton.set_of(step), state_of(i), readings.of(i, i));
        nfa.add_empty(state_of(i), state_of(i + 1));
        break;
      case Step::Kind::fork:
        nfa.add_empty(state_of(i), state_of(i + 1));
        nfa.add_empty(state_of(i), state_of(step.target));
        break;
      case Step::Kind::accept:
        nfa.accept(state_of(i));
        break;
    }
  }
}

std::vector<std::uint32_t> steps_from(const text::Automaton& automaton, std::uint32_t step) {
  std::vector<std::uint32_t> reached{step};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const std::uint32_t at = reached[i];
    const Step::Kind kind = automaton.steps[at].kind;
    if (kind == Step::Kind::loop || kind == Step::Kind::fork) reached.push_back(at + 1);
    if (kind == Step::Kind::fork) reached.push_back(automaton.steps[at].target);
  }
  std::sort(reached.begin(), reached.end());
  reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
  return reached;
}

std::vector<std::uint32_t> steps_by(const text::Automaton& automaton, std::uint32_t step, char32_t code) {
  std::vector<std::uint32_t> reached;
  for (const std::uint32_t at : steps_from(automaton, step)) {
    const Step& from = automaton.steps[at];
    const bool reads = from.kind == Step::Kind::eat || from.kind == Step::Kind::loop;
    if (reads && text::in_ranges(automaton.set_of(from), code)) reached.push_back(from.kind == Step::Kind::loop ? at : at + 1);
  }
  return reached;
}

Readings::Readings(const text::Glob& glob, const text::Alternative& alternative)
    : alphabet_(glob.domain() == text::Domain::host ? Alphabet::ascii : Alphabet::unicode),
      begin_(alternative.begin),
      counts_bytes_(alternative.end - alternative.begin),
      is_inside_(alternative.end - alternative.begin) {
  const text::Automaton& automaton = glob.automaton();
  for (std::uint32_t i = 0; i < counts_bytes_.size(); ++i) {
    const Step& step = automaton.steps[begin_ + i];
    const bool is_loop = step.kind == Step::Kind::loop;
    counts_bytes_[i] = is_loop && has_all_beyond_ascii(automaton.set_of(step));
    is_inside_[i] = is_inside_[i] || counts_bytes_[i];
    if (!is_inside_[i]) continue;
    if (is_loop || step.kind == Step::Kind::fork) is_inside_[i + 1] = true;
    if (step.kind == Step::Kind::fork) is_inside_[step.target - begin_] = true;
  }
}

Reading Readings::of(std::uint32_t step, std::uint32_t target) const {
  return {.alphabet = alphabet_, .may_start_inside = is_inside_[step - begin_], .may_end_inside = counts_bytes_[target - begin_]};
}

}  // namespace envelope::automata
