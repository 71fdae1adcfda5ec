// What a set of text atoms can tell apart: every combination of answers that some value gives, with the shortest value that gives it.
// This is how questions about overlap and inclusion of patterns are decided: exactly, and with a text to show.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "compiler/automata/compile.h"
#include "runtime/text/truth.h"

namespace envelope::automata {

struct TextClass {
  std::vector<text::Truth> truths;  // of each atom, in the order given
  std::string text;                 // canonical value: the shortest in bytes (a command: in its words), then by TextShape::preference()
  bool operator==(const TextClass&) const = default;
};

enum class ClassesFault : std::uint8_t {
  none,
  too_large,     // the atoms together need a larger automaton than `work_max` allows
  no_example,    // an answer seems possible, but no value was found that gives it
  disagreement,  // the automaton and the matcher of the runtime differ about a text: a fault of ours
};

struct TextClasses {
  std::vector<TextClass> classes;  // shortest text first; never empty when there is no fault
  ClassesFault fault = ClassesFault::none;
};

inline constexpr std::size_t kClassesWorkMax = 2'000'000'000;  // edges looked at, as determinise() counts them

// All classes of canonical values. The atoms are of one domain. Exact: a value whose answers are not listed does not exist.
[[nodiscard]] TextClasses text_classes(std::span<const TextAtom> atoms, std::size_t work_max = kClassesWorkMax);

}  // namespace envelope::automata
