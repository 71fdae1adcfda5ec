// Automata against the matchers they stand in for.
#pragma once

#include <string>
#include <vector>

#include "compiler/automata/compile.h"

namespace envelope::automata {

struct Comparison {
  std::size_t pairs = 0;
  std::size_t answers[3] = {0, 0, 0};  // how often the matchers said no, unknown, yes
  std::size_t residual_groups = 0;
  std::vector<std::string> differences;  // the first few, for people
  std::size_t difference_count = 0;
};

// What the matchers of runtime/text answer: the meaning of an atom. `value` is canonical.
class Meaning {
 public:
  explicit Meaning(const TextAtom& atom);
  [[nodiscard]] text::Truth of(const std::string& value) const;

 private:
  TextAtom atom_;
  std::vector<text::Glob> globs_;
};

// What the group answers for each of its atoms.
[[nodiscard]] std::vector<text::Truth> answers_of(const Group& group, const std::string& value);

// Compiles the atoms and asks every group about every value.
[[nodiscard]] Comparison compare(const std::vector<TextAtom>& atoms, const std::vector<std::string>& values, std::uint32_t states_max);

}  // namespace envelope::automata
