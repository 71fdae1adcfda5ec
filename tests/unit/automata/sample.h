// Atoms and texts to compare automata with the matchers of runtime/text.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "compiler/automata/compile.h"

namespace envelope::automata {

// The same numbers on every machine.
class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t below(std::size_t bound) { return static_cast<std::uint32_t>(engine_() % bound); }
  template <typename List>
  const auto& pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937 engine_;
};

// What texts of a domain are written with: pieces that meet each other often.
const std::vector<std::string>& pieces_of(text::Domain domain);

// Atoms of one domain that compile: known ones and random ones, single and with several texts, of every operator.
std::vector<TextAtom> sample_atoms(text::Domain domain, std::size_t count, std::uint32_t seed);

// Canonical values near to the atoms: examples of patterns, texts, changed here and there, in other spellings and from other roots.
std::vector<std::string> sample_values(text::Domain domain, const std::vector<TextAtom>& atoms, std::size_t count, std::uint32_t seed);

}  // namespace envelope::automata
