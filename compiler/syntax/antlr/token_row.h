// The tokens of a file in a row, as recovery looks at them and mends them. A mended token keeps its place and changes what it is taken
// for; a hidden one is no longer seen by the parser.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/syntax/antlr/spans.h"

namespace envelope::syntax {

class TokenRow {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Both must outlive the row.
  TokenRow(const SourceInput& source, antlr4::BufferedTokenStream& stream) : source_(source), tokens_(stream.getTokens()) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }  // the last one is the end of the file
  [[nodiscard]] const antlr4::Token& operator[](std::size_t index) const { return *tokens_[index]; }
  [[nodiscard]] std::size_t type(std::size_t index) const { return tokens_[index]->getType(); }
  [[nodiscard]] bool is_end(std::size_t index) const { return index + 1 >= tokens_.size(); }
  [[nodiscard]] base::Span span(std::size_t index) const { return source_.span(*tokens_[index]); }
  [[nodiscard]] std::string_view text(std::size_t index) const { return source_.text(*tokens_[index]); }
  [[nodiscard]] const SourceInput& source() const { return source_; }

  // Neighbours the parser sees; kNone before the first, the end of the file after the last.
  [[nodiscard]] std::size_t before(std::size_t index) const;
  [[nodiscard]] std::size_t after(std::size_t index) const;

  [[nodiscard]] bool is_first_on_line(std::size_t index) const { return source_.is_first_on_line(span(index).begin); }
  [[nodiscard]] std::uint32_t column(std::size_t index) const { return source_.column(span(index).begin); }
  // Whether it is the very first thing on its line.
  [[nodiscard]] bool is_at_margin(std::size_t index) const;
  // Bytes before the first word of the line that `index` stands on.
  [[nodiscard]] std::uint32_t indentation(std::size_t index) const;
  // Whether `index` stands where people begin a statement: first on its line, or set off by two blanks or more.
  [[nodiscard]] bool is_set_off(std::size_t index) const;
  // Whether `index` stands on a later line than the token before it.
  [[nodiscard]] bool starts_line_after(std::size_t before, std::size_t index) const;

  void retype(std::size_t index, std::size_t type);
  void retype(std::size_t index, std::size_t type, std::string spelling);
  void hide(std::size_t index);
  // Remembers a token as part of a mistake although it stays as it is.
  void note(std::size_t index) { mended_.insert(index); }
  // The text a mended token stands for; its own bytes where none was given.
  [[nodiscard]] std::string_view spelling(const antlr4::Token& token) const;
  // Tokens that were retyped, hidden or noted, ascending.
  [[nodiscard]] const std::set<std::size_t>& mended() const { return mended_; }
  [[nodiscard]] bool is_hidden(std::size_t index) const { return tokens_[index]->getChannel() != antlr4::Token::DEFAULT_CHANNEL; }

 private:
  const SourceInput& source_;
  std::vector<antlr4::Token*> tokens_;
  std::unordered_map<std::size_t, std::string> spellings_;
  std::set<std::size_t> mended_;
};

}  // namespace envelope::syntax
