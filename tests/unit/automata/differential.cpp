#include "tests/unit/automata/differential.h"

#include "runtime/decide/automaton.h"
#include "runtime/text/canonical.h"
#include "runtime/text/path.h"
#include "runtime/text/utf8.h"

namespace envelope::automata {

namespace {

using text::Truth;

std::string describe(const TextAtom& atom, const std::string& value, Truth expected, Truth got) {
  std::string out = "operator " + std::to_string(static_cast<int>(atom.op));
  for (const std::string& text : atom.texts) out += " `" + text::escape_for_terminal(text) + "`";
  return out + " on `" + text::escape_for_terminal(value) + "`: expected " + std::to_string(static_cast<int>(expected)) + ", got " +
         std::to_string(static_cast<int>(got));
}

}  // namespace

Meaning::Meaning(const TextAtom& atom) : atom_(atom) {
  if (atom.op != TextOperator::matches) return;
  for (const std::string& pattern : atom.texts) globs_.push_back(*text::Glob::parse(pattern, atom.domain).glob);
}

Truth Meaning::of(const std::string& value) const {
  Truth truth = Truth::no;
  for (const text::Glob& glob : globs_) truth = text::truth_or(truth, text::match(glob, value));
  if (atom_.op == TextOperator::matches) return truth;
  for (const std::string& other : atom_.texts) {
    if (atom_.op == TextOperator::under) {
      truth = text::truth_or(truth, text::match_under(other, value));
    } else if (atom_.domain == text::Domain::path) {
      truth = text::truth_or(truth, text::match_same_path(other, value));
    } else {
      truth = text::truth_or(truth, text::truth_of(other == value));
    }
  }
  return truth;
}

std::vector<Truth> answers_of(const Group& group, const std::string& value) {
  std::string buffer(text::kCommandWordsBufferBytes, '\0');
  std::string_view read = value;
  if (group.domain == format::TextDomain::command_words) read = text::command_words_into(value, buffer);
  const std::uint32_t* words = group.automaton.data();
  const std::uint32_t reached = group.is_residual ? decide::run_residual(words, read) : decide::run_automaton(words, read);
  const std::size_t row = reached * ((group.atoms.size() + 3) / 4);
  std::vector<Truth> answers;
  for (std::size_t i = 0; i < group.atoms.size(); ++i)
    answers.push_back(static_cast<Truth>(group.verdicts.at(row + i / 4) >> (i % 4 * 2) & 3));
  return answers;
}

Comparison compare(const std::vector<TextAtom>& atoms, const std::vector<std::string>& values, std::uint32_t states_max) {
  Comparison comparison;
  std::vector<Meaning> meanings(atoms.begin(), atoms.end());
  const Compiled compiled = compile(atoms, states_max);
  for (const Group& group : compiled.groups) {
    comparison.residual_groups += group.is_residual ? 1 : 0;
    for (const std::string& value : values) {
      const std::vector<Truth> answers = answers_of(group, value);
      for (std::size_t i = 0; i < answers.size(); ++i) {
        const Truth expected = meanings[group.atoms[i]].of(value);
        ++comparison.pairs;
        ++comparison.answers[static_cast<std::size_t>(expected)];
        if (answers[i] == expected) continue;
        if (comparison.difference_count++ < 10)
          comparison.differences.push_back(describe(atoms[group.atoms[i]], value, expected, answers[i]));
      }
    }
  }
  return comparison;
}

}  // namespace envelope::automata
