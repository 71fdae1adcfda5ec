// Patterns as the source says them, and texts as a table compares them, read byte by byte.
//
// A state is the set of steps (runtime/text/automaton.h) at which the alternatives of a pattern can be, all of them at once. Paths of
// another root and commands whose program has another directory are followed beside: what runtime/text/glob.h calls unknown about them
// depends on nothing else. So whatever text::match, match_under or match_same_path answers, the state determines it.
#pragma once

#include <string>
#include <vector>

#include "compiler/equate/interner.h"
#include "compiler/equate/machine.h"
#include "runtime/text/automaton.h"

namespace envelope::equate {

// What a pattern's automaton reads.
enum class Reading : std::uint8_t {
  plain,          // the text as it stands
  path,           // a canonical path
  command_words,  // text::command_key()
};

class PatternMachine : public Machine {
 public:
  PatternMachine(text::Automaton automaton, Reading reading);

  // Of two that are alike one is enough: they are in the same state after every text.
  [[nodiscard]] bool is_like(const PatternMachine& other) const;

  [[nodiscard]] State start() override { return start_; }
  [[nodiscard]] State step(State from, std::uint8_t byte) override;
  void separate(ByteClasses& classes) const override;
  [[nodiscard]] bool reads_all_others_as(std::uint8_t byte) const override;

 private:
  // Which run a step belongs to; of two runs the same step is two positions.
  enum Run : std::uint32_t { whole, beside, program };
  // What has been read.
  enum Stage : std::uint32_t { nothing, absolute, home, first_word, later_words, exact_text, anything };
  using Positions = std::vector<std::uint32_t>;

  [[nodiscard]] Stage read_code_point(const Positions& positions, Stage stage, char32_t code, Positions& to) const;
  [[nodiscard]] Stage read_path_start(char32_t code, Positions& to) const;
  [[nodiscard]] Stage read_command_start(char32_t code, Positions& to) const;
  void restart_program(Positions& to) const;

  void enter(Run run, std::uint32_t step, Positions& to) const;                     // and what it leads to, reading nothing
  void read_from(std::uint32_t step, Run run, char32_t code, Positions& to) const;  // `code`, at that step
  void read_after_entering(std::uint32_t step, Run run, char32_t code, Positions& to) const;
  [[nodiscard]] bool is_uniform(char32_t low, char32_t high) const;  // no set tells these code points apart
  [[nodiscard]] State keep(Stage stage, std::uint32_t pending, std::uint32_t left, Positions& positions);

  text::Automaton automaton_;
  Reading reading_;
  std::vector<char32_t> borders_;  // code points at which some set begins or ends, ascending
  Interner states_;                // stage, pending bits, bytes left, positions
  Positions before_, after_;       // scratch
  State start_;
};

// An automaton put together by hand.
class AutomatonMaker {
 public:
  // An alternative begins; for paths its root follows from how it begins.
  void begin();
  void literal(std::string_view text);
  void separator_then_anything(const std::vector<text::CodeRange>& separators);  // or nothing at all
  void loop(const std::vector<text::CodeRange>& over);
  void once(const std::vector<text::CodeRange>& of);
  void end();
  // All alternatives of another automaton.
  void append(const text::Automaton& other);
  [[nodiscard]] text::Automaton take() { return std::move(made_); }

 private:
  void add(text::Step::Kind kind, const std::vector<text::CodeRange>& ranges);
  text::Automaton made_;
};

// All code points but these.
[[nodiscard]] std::vector<text::CodeRange> all_but(std::vector<char32_t> separators);

}  // namespace envelope::equate
