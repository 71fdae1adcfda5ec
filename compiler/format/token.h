// The words of a statement as the formatter moves them: pieces of the source text, comments among them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/syntax/trivia.h"

namespace envelope::format {

enum class TokenKind : std::uint8_t {
  word,     // a bare word: keyword or name
  quoted,   // `a name in backticks`
  literal,  // numbers with their unit, dates, times
  string,   // "…" or """…"""; only the latter can hold line ends
  symbol,   // punctuation
  comment,
  odd,  // nothing of the language: an unknown sign, a string without an end, a letter beyond ASCII
};

struct Token {
  TokenKind kind{};
  std::string_view text;  // of the source; comments without the blanks that end their line
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool own_line = false;  // comment: nothing stands before it on its line

  [[nodiscard]] bool is_word(std::string_view word) const { return kind == TokenKind::word && text == word; }
  [[nodiscard]] bool is_symbol(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
  [[nodiscard]] bool is_comment() const { return kind == TokenKind::comment; }
};

using Tokens = std::span<const Token>;

// The tokens of bytes `[begin, end)` of `text`, nothing but white space left out. Two words of the language may come as one token where no
// blank stands between them, never one word as two. `trivia` says where the comments are.
[[nodiscard]] std::vector<Token> scan(std::string_view text, std::uint32_t begin, std::uint32_t end, const syntax::Trivia& trivia);

// Whether every token is one whose surroundings the style may change. One that is not may reach further than it seems (a comment in
// another language's spelling, a string in single quotes), so its whole statement must be copied.
[[nodiscard]] bool are_plain(Tokens tokens);

// Whether the style puts a blank between two neighbours on one line.
[[nodiscard]] bool is_spaced(const Token& left, const Token& right);

// Index of the bracket that closes `tokens[open]`; `tokens.size()` when it opens none, or none of its kind closes it.
[[nodiscard]] std::size_t closing(Tokens tokens, std::size_t open);

// Index of the first `symbol` at or behind `from` that stands outside all brackets; `tokens.size()` when there is none.
[[nodiscard]] std::size_t next_outside(Tokens tokens, std::size_t from, std::string_view symbol);

// Columns a text takes: its code points.
[[nodiscard]] int columns(std::string_view text);

}  // namespace envelope::format
