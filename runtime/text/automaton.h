// The automaton of a glob: what a pattern means once it is compiled. Read it to decide overlap or inclusion of globs, or
// to build tables; to ask whether a value matches, use glob.h.
//
// It reads the code points of a value's *key* (see Glob::key). Each alternative is a straight line of steps; a state is
// the index of a step, and being at a step means that everything before it has been read:
//
//   eat    reads one code point of its set, goes to the next step
//   loop   reads one code point of its set and stays, or goes to the next step reading nothing
//   fork   goes to the next step, or to `target`, reading nothing; `target` always lies further on
//   accept the alternative matches if the text ends here
//
// Steps that read nothing only lead forward, so one pass in order closes a set of states.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/text/code_range.h"

namespace envelope::text {

struct Step {
  enum class Kind : std::uint8_t { eat, loop, fork, accept };
  Kind kind = Kind::accept;
  bool is_single_star = false;    // loop: comes from `*`, which does not cross separators
  std::uint32_t first_range = 0;  // eat, loop: the set is ranges[first_range, first_range + range_count), sorted
  std::uint32_t range_count = 0;
  std::uint32_t target = 0;  // fork
};

// Where the paths that an alternative describes begin. Only Domain::path tells these apart.
enum class PathRoot : std::uint8_t {
  anywhere,  // starts with `**`: absolute paths and paths from `~`
  absolute,  // starts with `/`
  home,      // starts with `~`
};

struct Alternative {
  static constexpr std::uint32_t kNoProgram = UINT32_MAX;
  std::uint32_t begin = 0;  // steps[begin, end), the last one is the only `accept`
  std::uint32_t end = 0;
  PathRoot root = PathRoot::anywhere;
  // Domain::command: the step after the last `/` that is written in the first word, or kNoProgram.
  std::uint32_t program = kNoProgram;
};

struct Automaton {
  std::vector<Step> steps;
  std::vector<CodeRange> ranges;
  std::vector<Alternative> alternatives;  // the automaton matches when one of them does

  [[nodiscard]] std::span<const CodeRange> set_of(const Step& step) const {
    return std::span(ranges).subspan(step.first_range, step.range_count);
  }
};

}  // namespace envelope::text
