// Why the parser stopped, in words, and whether mending a token lets it go on. Each kind of mistake is one step; the steps that know a
// mistake for sure stand first, the general "expected X after Y" last.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/syntax/antlr/error_log.h"
#include "compiler/syntax/antlr/wanted.h"

namespace envelope::syntax {

// Where parsing stopped.
struct Situation {
  std::size_t at = 0;                                    // the token that does not fit
  std::size_t before = TokenRow::kNone;                  // the one before it
  std::size_t start = TokenRow::kNone;                   // first token of the element it stands in or right behind; kNone: of none
  antlr4::ParserRuleContext* element = nullptr;          // that element (a statement, an item …)
  const antlr4::ParserRuleContext* innermost = nullptr;  // the rule that stopped; null when the element before was complete
  antlr4::misc::IntervalSet expected;                    // token types that would have been read
  ListKind list = ListKind::file;
  std::size_t owner = 0;  // type of the first token of the block's statement; 0 in a file

  [[nodiscard]] bool is_complete() const { return innermost == nullptr; }
  [[nodiscard]] bool expects(std::size_t type) const { return expected.contains(type); }
};

enum class Outcome {
  look_again,  // a token was mended: what stands there now can be read
  retry,       // a token was mended: read the element again from its start
  cut,         // the element ended before `cut_at`, and is unreadable
  skip,        // reported; go on behind the element
};

class MistakeFinder {
 public:
  // All must outlive the finder.
  MistakeFinder(TokenRow& row, ErrorLog& log, const Words& words) : row_(row), log_(log), words_(words) {}

  // Reports the mistake (or nothing, when it follows from one already reported) and says how to go on.
  [[nodiscard]] Outcome explain(const Situation& s);
  [[nodiscard]] std::size_t cut_at() const { return cut_at_; }

  // `{` at `open` has no partner; noticed at `place`. Says nothing where a `}` was swallowed by a string or comment that does not end.
  void unclosed_block(std::size_t open, base::Span place);

 private:
  using Step = std::optional<Outcome>;
  Step stolen_opener(const Situation& s);
  Step loose_at(const Situation& s);
  Step comma(const Situation& s);
  Step grouped_digits(const Situation& s);
  Step sign(const Situation& s);
  Step unit(const Situation& s);
  Step missing_quotes(const Situation& s);
  Step nameless_claim(const Situation& s);
  Step reserved_name(const Situation& s);
  Step misspelt(const Situation& s);
  Step bracket(const Situation& s);
  Step words_before_brace(const Situation& s);
  Step missing_when(const Situation& s);
  Step bare_string(const Situation& s);
  Step unknown_statement(const Situation& s);
  // phrases.cpp
  Step value_for_condition(const Situation& s);
  Step loose_values(const Situation& s);
  Step words_for_pattern(const Situation& s);
  Step between(const Situation& s);
  Step presence(const Situation& s);
  Step constant_condition(const Situation& s);
  Step arguments_in_rule(const Situation& s);
  Step bracketed_targets(const Situation& s);
  Step joined_items(const Situation& s);
  Step quoted_name(const Situation& s);
  void advise(const Situation& s, diagnostics::Diagnostic& error) const;
  [[nodiscard]] std::vector<std::size_t> chain(std::size_t first, std::size_t separator) const;
  [[nodiscard]] bool holds_clause(std::size_t first, std::uint32_t end) const;
  [[nodiscard]] std::string listed(const std::vector<std::size_t>& values) const;

  // The general case. What was reported, until the next report; null: nothing, it follows from another mistake.
  diagnostics::Diagnostic* unexpected(const Situation& s);

  [[nodiscard]] bool is_on_new_line(const Situation& s) const { return row_.starts_line_after(s.before, s.at); }
  [[nodiscard]] bool is_follow_up(const Situation& s) const;
  [[nodiscard]] std::string quoted(std::size_t index) const;
  [[nodiscard]] std::string wanted_here(const Situation& s) const;
  [[nodiscard]] base::Span place(const Situation& s) const;
  [[nodiscard]] std::optional<std::size_t> open_bracket(const Situation& s) const;
  // After mending a token: an element that could have ended is read again when it may go on, else the list just looks again.
  [[nodiscard]] Outcome again(const Situation& s) const { return s.element != nullptr ? Outcome::retry : Outcome::look_again; }

  TokenRow& row_;
  ErrorLog& log_;
  const Words& words_;
  std::size_t cut_at_ = 0;
  std::optional<std::vector<std::size_t>> swallowed_;  // tokens that hold a `}` nobody sees; found when first asked for
};

}  // namespace envelope::syntax
