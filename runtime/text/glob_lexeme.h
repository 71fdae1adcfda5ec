// The inner life of glob compilation: a pattern as a list of lexemes. Private to the glob_*.cpp files.
//
//   lex_glob        text -> lexemes           escapes, quotes, sets
//   expand_braces   lexemes -> alternatives   each without braces
//   shape_…         alternative -> canonical  `/a//./b` as `/a/b`, lower-case hosts, words of commands
//   emit            canonical -> steps
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/text/glob.h"

namespace envelope::text {

struct Lexeme {
  enum class Kind : std::uint8_t {
    literal,    // `code`
    separator,  // made by the shapers: ends a segment; in commands it begins one
    star,
    double_star,
    question,
    set,          // `set` indexes GlobText::sets
    open,         // {
    comma,        // a comma between braces
    close,        // }
    blank,        // between two words of a command
    empty_quotes  // '' or "": begins a word, adds nothing
  };
  Kind kind = Kind::literal;
  char32_t code = 0;
  std::uint32_t set = 0;
  std::uint32_t offset = 0;  // of its first byte in the pattern

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  [[nodiscard]] bool is_literal(char32_t c) const { return kind == Kind::literal && code == c; }
  [[nodiscard]] bool is_wildcard() const {
    return kind == Kind::star || kind == Kind::double_star || kind == Kind::question || kind == Kind::set;
  }
};

using Lexemes = std::vector<Lexeme>;
using CodeSet = std::vector<CodeRange>;  // sorted, disjoint

struct GlobText {
  Lexemes lexemes;
  std::vector<CodeSet> sets;
  bool has_wildcards = false;  // or braces
  bool has_operator = false;   // a shell operator outside quotes
  std::uint32_t operator_offset = 0;
};

// What ends a segment: `/`, `.`, or the mark before each word of a command's key.
[[nodiscard]] char32_t separator_of(Domain domain);

// Each returns GlobFault::none and fills `out`, or the error.
[[nodiscard]] GlobError lex_glob(std::string_view pattern, Domain domain, GlobText& out);
[[nodiscard]] GlobError expand_braces(const Lexemes& lexemes, std::vector<Lexemes>& out);

// An alternative in canonical form.
struct Shape {
  Lexemes lexemes;
  PathRoot root = PathRoot::anywhere;
  bool is_address4 = false;  // wildcards stand for digits only
};

[[nodiscard]] GlobError shape_string(const Lexemes& alternative, Shape& out);
[[nodiscard]] GlobError shape_path(const Lexemes& alternative, Shape& out);
[[nodiscard]] GlobError shape_host(const Lexemes& alternative, Shape& out);
[[nodiscard]] GlobError shape_command(const Lexemes& alternative, Shape& out);

// Appends the steps of `shape` to `automaton`.
void emit_alternative(const Shape& shape, const GlobText& text, Domain domain, Automaton& automaton);

// The shortest text that the alternative accepts and that is canonical in `domain` (for commands: a key); nothing when
// there is none.
[[nodiscard]] std::optional<std::string> shortest_text(const Automaton& automaton, const Alternative& alternative, Domain domain);

}  // namespace envelope::text
