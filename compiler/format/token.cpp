#include "compiler/format/token.h"

#include <algorithm>
#include <array>

namespace envelope::format {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_word_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c); }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80U; }

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& set) {
  return std::find(set.begin(), set.end(), text) != set.end();
}

constexpr std::array<std::string_view, 8> kOperators{".", "..", "->", "=", "<", "<=", ">", ">="};
constexpr std::string_view kOperatorSigns = ".<>=!&|-+*/#;'~^@\\";
constexpr std::string_view kBrackets = "()[]{},:?";

constexpr std::array<std::string_view, 7> kCloseToLeft{")", "]", ",", ":", "?", ".", ".."};
constexpr std::array<std::string_view, 4> kCloseToRight{"(", "[", ".", ".."};
// Words after which a parenthesis holds an expression or a set of facts, not the arguments of the word.
constexpr std::array<std::string_view, 15> kConnectives{"when",  "unless", "and", "or",      "not", "with", "in",     "is",
                                                        "under", "has",    "via", "because", "do",  "else", "matches"};

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t begin, std::uint32_t end, const syntax::Trivia& trivia)
      : text_(text.substr(0, end)), at_(begin), comments_(trivia.comments) {
    const auto first = std::lower_bound(comments_.begin(), comments_.end(), begin,
                                        [](const syntax::Comment& comment, std::uint32_t offset) { return comment.span.begin < offset; });
    next_comment_ = static_cast<std::size_t>(first - comments_.begin());
  }

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      if (is_blank(text_[at_]))
        ++at_;
      else
        tokens_.push_back(next());
    }
    return std::move(tokens_);
  }

 private:
  Token next() {
    const std::size_t begin = at_;
    Token token;
    while (next_comment_ < comments_.size() && comments_[next_comment_].span.begin < begin) ++next_comment_;
    if (next_comment_ < comments_.size() && comments_[next_comment_].span.begin == begin) {
      const syntax::Comment& comment = comments_[next_comment_];
      token.kind = TokenKind::comment;
      token.own_line = comment.own_line;
      at_ = std::min<std::size_t>(std::max<std::size_t>(comment.span.end, begin + 1), text_.size());
    } else {
      token.kind = advance();
    }
    token.text = text_.substr(begin, at_ - begin);
    if (token.is_comment())
      while (is_blank(token.text.back())) token.text.remove_suffix(1);
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(at_);
    return token;
  }

  TokenKind advance() {
    const char c = text_[at_];
    if (c == '"') return string();
    if (c == '`') return quoted();
    if (is_digit(c) || c == '$') return literal();
    if (is_word_char(c)) return run(TokenKind::word, [](char d) { return is_word_char(d); });
    if (kBrackets.find(c) != std::string_view::npos) {
      ++at_;
      return TokenKind::symbol;
    }
    const std::size_t begin = at_;
    if (kOperatorSigns.find(c) == std::string_view::npos) return run(TokenKind::odd, [](char d) { return is_beyond_ascii(d); });
    run(TokenKind::symbol, [](char d) { return kOperatorSigns.find(d) != std::string_view::npos; });
    return is_one_of(text_.substr(begin, at_ - begin), kOperators) ? TokenKind::symbol : TokenKind::odd;
  }

  // Takes this character and all that follow and belong to it, up to a comment.
  template <typename Belongs>
  TokenKind run(TokenKind kind, Belongs belongs) {
    const std::size_t comment = next_comment_ < comments_.size() ? comments_[next_comment_].span.begin : text_.size();
    const std::size_t end = std::min(comment, text_.size());
    do ++at_;
    while (at_ < end && belongs(text_[at_]));
    return kind;
  }

  TokenKind string() {
    if (text_.substr(at_, 3) == "\"\"\"") {
      const std::size_t close = text_.find("\"\"\"", at_ + 3);
      at_ = close == std::string_view::npos ? text_.size() : close + 3;
      return close == std::string_view::npos ? TokenKind::odd : TokenKind::string;
    }
    const auto ends_line = [&] { return peek(0) == '\r' || peek(0) == '\n' || at_ >= text_.size(); };
    for (++at_; !ends_line(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return TokenKind::string;
      }
      if (text_[at_] == '\\') ++at_;
      if (ends_line()) break;
    }
    return TokenKind::odd;
  }

  TokenKind quoted() {
    const std::size_t close = text_.find_first_of("`\r\n", at_ + 1);
    const bool is_closed = close != std::string_view::npos && text_[close] == '`' && close > at_ + 1;
    at_ = is_closed ? close + 1 : std::max(at_ + 1, std::min(close, text_.size()));
    return is_closed ? TokenKind::quoted : TokenKind::odd;
  }

  // 1_000  2.5  80%  $5.50  10MB  10x  2026-05-10T09:30:00Z  22:00
  TokenKind literal() {
    const std::size_t begin = at_++;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool digit_follows = is_digit(peek(1));
      const std::size_t length = at_ - begin;
      const bool is_date = length >= 5 && text_[begin + 4] == '-';
      if (c == '%') {
        ++at_;
        break;
      }
      const bool goes_on = is_word_char(c) || (c == '.' && digit_follows) || (c == '-' && digit_follows && (length == 4 || is_date)) ||
                           (c == ':' && digit_follows && (length == 2 || is_date));
      if (!goes_on) break;
      ++at_;
    }
    return text_.substr(begin, at_ - begin) == "$" ? TokenKind::odd : TokenKind::literal;
  }

  char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  std::string_view text_;
  std::size_t at_;
  const std::vector<syntax::Comment>& comments_;
  std::size_t next_comment_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> scan(std::string_view text, std::uint32_t begin, std::uint32_t end, const syntax::Trivia& trivia) {
  return Scanner(text, begin, end, trivia).run();
}

bool are_plain(Tokens tokens) {
  return std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind != TokenKind::odd && (!token.is_comment() || token.text.starts_with("//"));
  });
}

bool is_spaced(const Token& left, const Token& right) {
  const bool left_symbol = left.kind == TokenKind::symbol;
  const bool right_symbol = right.kind == TokenKind::symbol;
  if (left_symbol && is_one_of(left.text, kCloseToRight)) return false;
  if (right_symbol && is_one_of(right.text, kCloseToLeft)) return false;
  if (left.is_symbol("{") && right.is_symbol("}")) return false;
  if (!right.is_symbol("(")) return true;
  return left_symbol || (left.kind == TokenKind::word && is_one_of(left.text, kConnectives));
}

std::size_t closing(Tokens tokens, std::size_t open) {
  static constexpr std::string_view kOpening = "([{";
  static constexpr std::string_view kClosing = ")]}";
  const auto is_among = [&](std::size_t i, std::string_view brackets) {
    return tokens[i].kind == TokenKind::symbol && tokens[i].text.size() == 1 && brackets.find(tokens[i].text) != std::string_view::npos;
  };
  if (open >= tokens.size() || !is_among(open, kOpening)) return tokens.size();
  int depth = 1;
  for (std::size_t i = open + 1; i < tokens.size(); ++i) {
    if (is_among(i, kOpening)) ++depth;
    if (is_among(i, kClosing) && --depth == 0) {
      const bool is_pair = kOpening.find(tokens[open].text) == kClosing.find(tokens[i].text);
      return is_pair ? i : tokens.size();
    }
  }
  return tokens.size();
}

std::size_t next_outside(Tokens tokens, std::size_t from, std::string_view symbol) {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol(symbol)) return i;
    const std::size_t close = closing(tokens, i);
    if (close < tokens.size()) i = close;
  }
  return tokens.size();
}

int columns(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace envelope::format
