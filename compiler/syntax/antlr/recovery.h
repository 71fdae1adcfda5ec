// How parsing goes on after a syntax error. An error never leaves the statement it is in: the rest of that statement is skipped, up to a
// word that is first on its line, stands at the brace depth of the enclosing block and opens a statement, or up to the block's `}`.
// Where a mistake is plain the token is mended and the statement read once more.
#pragma once

#include <cstddef>
#include <exception>
#include <vector>

#include "compiler/syntax/antlr/mistakes.h"

namespace envelope::syntax {

class StatementRecovery final : public antlr4::DefaultErrorStrategy {
 public:
  // `row` and `log` must outlive the strategy.
  StatementRecovery(TokenRow& row, ErrorLog& log, const antlr4::dfa::Vocabulary& vocabulary)
      : row_(row), log_(log), words_(vocabulary), finder_(row, log, words_) {}

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

 private:
  // The list a rule stands in: its kind, and the statement whose block it is.
  struct List {
    ListKind kind = ListKind::file;
    std::size_t owner = 0;                // type of the owning statement's first token
    std::size_t start = TokenRow::kNone;  // that token
    std::size_t open = TokenRow::kNone;   // its `{`
  };
  [[nodiscard]] static bool is_list(const antlr4::ParserRuleContext* context);
  [[nodiscard]] List list_of(const antlr4::ParserRuleContext* list) const;

  void at_list(antlr4::Parser* parser);
  [[nodiscard]] bool can_go_on(antlr4::Parser* parser, const List& list, std::size_t at);
  [[nodiscard]] bool is_unclosed_before(const List& list, std::size_t at) const;
  bool report_level(antlr4::Parser* parser, const List& list, std::size_t at);
  void mend_list(antlr4::Parser* parser, const List& list, std::size_t at);

  [[nodiscard]] Situation situation(antlr4::Parser* parser, const antlr4::RecognitionException& error) const;
  [[nodiscard]] antlr4::misc::IntervalSet expected_at(antlr4::Parser* parser, std::size_t at) const;
  [[nodiscard]] std::size_t resume_at(const List& list, std::size_t start, std::size_t at) const;
  void skip_to(antlr4::Parser* parser, std::size_t index);
  void skip_rest(antlr4::Parser* parser, std::size_t at, std::size_t end);
  [[nodiscard]] bool may_read_again(antlr4::Parser* parser, const antlr4::ParserRuleContext* element);
  void read_again(antlr4::Parser* parser, antlr4::ParserRuleContext* list, antlr4::ParserRuleContext* element);

  TokenRow& row_;
  ErrorLog& log_;
  Words words_;
  MistakeFinder finder_;

  // Decisions taken while looking at one token: what else it could have been.
  std::vector<std::size_t> probes_;
  std::size_t probes_at_ = TokenRow::kNone;

  Outcome outcome_ = Outcome::skip;  // of the error being recovered from
  std::size_t resume_ = 0;
  std::size_t read_twice_ = 0;  // tokens that were read again in all
  bool is_closing_ = false;     // a block ends without its `}`
};

}  // namespace envelope::syntax
