#include "compiler/format/layout.h"

#include <algorithm>
#include <array>

#include "compiler/format/format.h"

namespace envelope::format {
namespace {

constexpr int kClauseIndent = 2 * kIndent;

bool ends_line(const Token& token) { return token.is_comment() && !token.own_line; }

// Whether `text` can be added at `column`. The lines inside a long string cannot be changed and so do not count.
bool fits(int column, std::string_view text) {
  const std::size_t first_end = text.find('\n');
  if (column + columns(text.substr(0, first_end)) > kStatementColumns) return false;
  return first_end == std::string_view::npos || columns(text.substr(text.rfind('\n') + 1)) <= kStatementColumns;
}

// Words that are connectives everywhere and so begin a clause wherever they stand outside brackets.
bool opens_clause(Tokens tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 7> kWords{"when", "unless", "via", "because", "do", "else", "with"};
  const Token& token = tokens[at];
  if (token.is_symbol("->")) return true;
  if (token.kind != TokenKind::word) return false;
  if (token.text == "at") return at + 1 < tokens.size() && !tokens[at + 1].is_word("once");
  return std::find(kWords.begin(), kWords.end(), token.text) != kWords.end();
}

// `at 80% do …`, `do ask via x` and `-> ask via x` are one clause each.
bool is_part_of(const Token& clause, const Token& word) {
  if (word.is_word("do")) return clause.is_word("at");
  const bool holds_duties = clause.is_word("do") || clause.is_word("else") || clause.is_word("at") || clause.is_symbol("->");
  return holds_duties && (word.is_word("via") || word.is_word("with"));
}

// Cuts `tokens` before each index outside brackets at which `begins_part(index, begin of the current part)` holds.
template <typename Predicate>
std::vector<Tokens> split(Tokens tokens, Predicate begins_part) {
  std::vector<Tokens> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > begin && begins_part(i, begin)) {
      parts.push_back(tokens.subspan(begin, i - begin));
      begin = i;
    }
    const std::size_t close = closing(tokens, i);
    if (close < tokens.size()) i = close;
  }
  parts.push_back(tokens.subspan(begin));
  return parts;
}

class Layout {
 public:
  explicit Layout(Lines& out) : out_(out) {}

  void statement(Tokens tokens, const std::vector<std::uint32_t>& breaks, int indent, bool breaks_there_only) {
    const std::vector<Tokens> clauses = split(tokens, [&](std::size_t at, std::size_t begin) {
      const bool is_break = std::find(breaks.begin(), breaks.end(), tokens[at].begin) != breaks.end();
      return is_break || (!breaks_there_only && opens_clause(tokens, at) && !is_part_of(tokens[begin], tokens[at]));
    });
    indent_ = indent;
    out_.open(indent);
    if (try_flat(tokens)) return;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      out_.open(indent + (i == 0 ? 0 : kClauseIndent));
      part(clauses[i], indent + kClauseIndent + (i == 0 ? 0 : kIndent), indent + kClauseIndent);
    }
  }

 private:
  // As segment(); the comments at the end of `tokens` belong to what follows it and go to `comment_indent`.
  void part(Tokens tokens, int indent, int comment_indent) {
    std::size_t end = tokens.size();
    while (end > 0 && tokens[end - 1].is_comment() && tokens[end - 1].own_line) --end;
    segment(tokens.first(end), indent);
    for (const Token& comment : tokens.subspan(end)) {
      out_.open(comment_indent);
      out_.comment(comment.text);
    }
  }

  // Writes `tokens` from where the line stands; what does not fit goes on lines that begin at `indent`.
  void segment(Tokens tokens, int indent) {
    if (tokens.empty() || try_flat(tokens)) return;
    for (const std::string_view connective : {"or", "and"}) {
      const std::vector<Tokens> parts = split(tokens, [&](std::size_t at, std::size_t) { return tokens[at].is_word(connective); });
      if (parts.size() == 1) continue;
      part(parts[0], indent + kIndent, indent);
      for (std::size_t i = 1; i < parts.size(); ++i) {
        out_.open(indent);
        part(parts[i], indent + kIndent, indent);
      }
      return;
    }
    fill(tokens, indent);
  }

  // Puts as much on each line as fits: breaks behind commas, and inside brackets that are longer than a line.
  void fill(Tokens tokens, int indent) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      const std::size_t close = closing(tokens, i);
      if (token.is_comment()) {
        put_comment(token, indent);
      } else if (close < tokens.size()) {
        if (!try_flat(tokens.subspan(i, run_end(tokens, close) - i), close - i + 1)) brackets(tokens.subspan(i, close - i + 1), indent);
        i = close;
      } else {
        put(token, token.is_symbol("{") ? indent_ : indent);  // only a block's brace is closed by no other token here
        if (token.is_symbol(",")) after_comma(tokens, i + 1, indent);
      }
    }
  }

  // End of what must stand on the line of the bracket closed at `close`.
  static std::size_t run_end(Tokens tokens, std::size_t close) {
    std::size_t end = close + 1;
    while (end < tokens.size() && !tokens[end].is_comment() && closing(tokens, end) == tokens.size() && !tokens[end - 1].is_symbol(","))
      ++end;
    return end;
  }

  void after_comma(Tokens tokens, std::size_t next, int indent) {
    if (next == tokens.size() || ends_line(tokens[next])) return;
    const std::size_t comma = next_outside(tokens, next, ",");
    std::size_t end = comma < tokens.size() ? comma + 1 : comma;
    for (std::size_t i = next; i < end; ++i)
      if (tokens[i].is_comment()) end = i;  // the line ends there in any case
    if (end == next || !fits(out_.column() + 1, *flat(tokens.subspan(next, end - next)))) out_.open(indent);
  }

  // `tokens` from the opening to the closing bracket, one item a line.
  void brackets(Tokens tokens, int indent) {
    put(tokens.front(), indent);
    const int base = out_.indent();
    const std::size_t close = tokens.size() - 1;
    for (std::size_t i = 1; i < close;) {
      if (ends_line(tokens[i]) && out_.can_end_with_comment()) {
        out_.comment(tokens[i++].text);
        continue;
      }
      out_.open(base + kIndent);
      if (tokens[i].is_comment()) {
        out_.comment(tokens[i++].text);
        continue;
      }
      const std::size_t comma = next_outside(tokens.first(close), i, ",");
      const std::size_t end = std::min(comma + 1, close);
      part(tokens.subspan(i, end - i), base + 2 * kIndent, base + kIndent);
      i = end;
    }
    out_.open(base);
    put(tokens.back(), base);
  }

  // Writes the first `count` tokens if all of `tokens` fit on the line.
  bool try_flat(Tokens tokens, std::size_t count = SIZE_MAX) {
    const std::optional<std::string> text = flat(tokens);
    if (!text || out_.has_comment()) return false;
    if (!fits(out_.column() + (spaced_here(tokens.front()) ? 1 : 0), *text)) return false;
    for (const Token& token : tokens.first(std::min(count, tokens.size()))) put(token, 0);
    return true;
  }

  void put(const Token& token, int indent) {
    if (out_.has_comment()) out_.open(indent);
    if (spaced_here(token)) out_.write(" ");
    out_.write(token.text);
    last_ = &token;
  }

  void put_comment(const Token& token, int indent) {
    if (!out_.is_at_start() && (token.own_line || out_.has_comment())) out_.open(indent);
    out_.comment(token.text);
  }

  bool spaced_here(const Token& token) const { return !out_.is_at_start() && last_ != nullptr && is_spaced(*last_, token); }

  Lines& out_;
  int indent_ = 0;               // of the statement
  const Token* last_ = nullptr;  // written last
};

}  // namespace

std::optional<std::string> flat(Tokens tokens) {
  std::string text;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_comment()) return std::nullopt;
    if (i > 0 && is_spaced(tokens[i - 1], tokens[i])) text += ' ';
    text += tokens[i].text;
  }
  return text;
}

void lay_out(Tokens tokens, const std::vector<std::uint32_t>& breaks, int indent, Lines& out, bool breaks_there_only) {
  if (!tokens.empty()) Layout(out).statement(tokens, breaks, indent, breaks_there_only);
}

}  // namespace envelope::format
