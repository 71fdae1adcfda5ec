#include <algorithm>

#include "runtime/text/command.h"
#include "runtime/text/glob_lexeme.h"
#include "runtime/text/limits.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

using Kind = Lexeme::Kind;

char32_t lower_ascii(char32_t code) { return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code; }

// Sorts, merges, and takes the complement if asked. Surrogates need no care: no well-formed text holds one.
CodeSet tidy_set(CodeSet items, bool negate) {
  std::sort(items.begin(), items.end(), [](const CodeRange& a, const CodeRange& b) { return a.first < b.first; });
  CodeSet merged;
  for (const CodeRange& item : items) {
    if (!merged.empty() && item.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, item.last);
    } else {
      merged.push_back(item);
    }
  }
  if (!negate) return merged;
  CodeSet rest;
  char32_t next = 0;
  for (const CodeRange& item : merged) {
    if (item.first > next) rest.push_back({next, item.first - 1});
    next = item.last + 1;
  }
  if (next <= kCodePointMax) rest.push_back({next, kCodePointMax});
  return rest;
}

class Lexer {
 public:
  Lexer(std::string_view pattern, Domain domain, GlobText& out) : pattern_(pattern), domain_(domain), out_(out) {}

  GlobError run() {
    while (at_ < pattern_.size() && error_.fault == GlobFault::none) step();
    if (error_.fault != GlobFault::none) return error_;
    if (quote_ != '\0') fail(GlobFault::command_unbalanced_quote, quote_offset_);
    if (depth_ > 0) fail(GlobFault::unclosed_brace, open_offset_);
    return error_;
  }

 private:
  void fail(GlobFault fault, std::size_t offset) { error_ = {fault, static_cast<std::uint32_t>(offset), HostFault::none}; }

  void push(Kind kind, std::size_t size, char32_t code = 0) {
    out_.lexemes.push_back({kind, code, 0, static_cast<std::uint32_t>(at_)});
    const bool is_plain = kind == Kind::literal || kind == Kind::blank || kind == Kind::empty_quotes;
    out_.has_wildcards = out_.has_wildcards || !is_plain;
    at_ += size;
  }

  void push_literal(std::size_t skip = 0) {
    const Decoded decoded = decode_at(pattern_, at_ + skip);
    push(Kind::literal, skip + decoded.size, decoded.code);
  }

  void note_operator() {
    if (out_.has_operator) return;
    out_.has_operator = true;
    out_.operator_offset = static_cast<std::uint32_t>(at_);
  }

  void step() {
    if (quote_ != '\0') return quoted();
    const char c = pattern_[at_];
    if (domain_ == Domain::command && command_step(c)) return;
    switch (c) {
      case '\\':
        return escaped();
      case '*':
        return stars();
      case '?':
        return push(Kind::question, 1);
      case '[':
        return set();
      case ']':
        return fail(GlobFault::stray_bracket, at_);
      case '{':
        return open();
      case '}':
        return close();
      case ',':
        return push(depth_ > 0 ? Kind::comma : Kind::literal, 1, ',');
      default:
        return push_literal();
    }
  }

  // Quotes, blanks and operators; true when it has dealt with `c`.
  bool command_step(char c) {
    if (c == ' ' || c == '\t') {
      in_first_word_ = in_first_word_ && (out_.lexemes.empty() || out_.lexemes.back().is(Kind::blank));
      push(Kind::blank, 1);
      return true;
    }
    if (c == '\'' || c == '"') {
      quote_ = c;
      quote_offset_ = at_;
      push(Kind::empty_quotes, 1);
      return true;
    }
    constexpr std::string_view kGlobCharacters = "*?[]{}";
    if (kGlobCharacters.find(c) != std::string_view::npos) return false;
    const bool at_start = out_.lexemes.empty() || out_.lexemes.back().is(Kind::blank);
    const bool is_line_continuation = pattern_.substr(at_).starts_with("\\\n");
    if (is_line_continuation || is_shell_special(pattern_, at_, {.at_word_start = at_start, .in_first_word = in_first_word_}))
      note_operator();
    return false;
  }

  void quoted() {
    const char c = pattern_[at_];
    if (c == quote_) {
      quote_ = '\0';
      ++at_;
      return;
    }
    if (quote_ == '"' && is_special_in_double_quotes(pattern_, at_)) note_operator();
    push_literal();
  }

  void escaped() {
    if (at_ + 1 == pattern_.size()) return fail(GlobFault::trailing_backslash, at_);
    push_literal(1);
  }

  void stars() {
    std::size_t count = 0;
    while (at_ + count < pattern_.size() && pattern_[at_ + count] == '*') ++count;
    if (count > 2) return fail(GlobFault::triple_star, at_);
    push(count == 2 ? Kind::double_star : Kind::star, count);
  }

  void open() {
    if (++depth_ > kGlobBraceDepthMax) return fail(GlobFault::nested_too_deep, at_);
    open_offset_ = at_;
    push(Kind::open, 1);
  }

  void close() {
    if (depth_ == 0) return fail(GlobFault::stray_brace, at_);
    --depth_;
    push(Kind::close, 1);
  }

  // One code point of a set at `at`, escapes removed; moves `at` behind it.
  char32_t set_character(std::size_t& at) {
    if (pattern_[at] == '\\' && at + 1 < pattern_.size()) ++at;
    const Decoded decoded = decode_at(pattern_, at);
    at += decoded.size;
    return domain_ == Domain::host ? lower_ascii(decoded.code) : decoded.code;
  }

  void set() {
    std::size_t at = at_ + 1;
    const bool negate = at < pattern_.size() && pattern_[at] == '!';
    if (negate) ++at;
    if (at < pattern_.size() && pattern_[at] == '^') return fail(GlobFault::caret_in_class, at);
    CodeSet items;
    while (at < pattern_.size() && pattern_[at] != ']') {
      const std::size_t item_offset = at;
      CodeRange item;
      item.first = set_character(at);
      item.last = item.first;
      const bool is_range = at + 1 < pattern_.size() && pattern_[at] == '-' && pattern_[at + 1] != ']';
      if (is_range) item.last = set_character(++at);
      if (item.last < item.first) return fail(GlobFault::reversed_range, item_offset);
      const char32_t separator = separator_of(domain_);
      if (item.first == separator || item.last == separator) return fail(GlobFault::separator_in_class, item_offset);
      if (domain_ == Domain::host && item.first == ':') return fail(GlobFault::host_address6_brackets, item_offset);
      if (items.size() == kGlobClassRangesMax) return fail(GlobFault::too_many_ranges, item_offset);
      items.push_back(item);
    }
    if (at >= pattern_.size()) return fail(GlobFault::unclosed_class, at_);
    if (items.empty()) return fail(GlobFault::empty_class, at_);
    const auto index = static_cast<std::uint32_t>(out_.sets.size());
    out_.sets.push_back(tidy_set(std::move(items), negate));
    push(Kind::set, at + 1 - at_);
    out_.lexemes.back().set = index;
  }

  std::string_view pattern_;
  Domain domain_;
  GlobText& out_;
  GlobError error_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t open_offset_ = 0;
  bool in_first_word_ = true;
  char quote_ = '\0';
  std::size_t quote_offset_ = 0;
};

}  // namespace

char32_t separator_of(Domain domain) {
  switch (domain) {
    case Domain::string:
    case Domain::path:
      return '/';
    case Domain::host:
      return '.';
    case Domain::command:
      return static_cast<char32_t>(kTokenMark);
  }
  return '/';
}

GlobError lex_glob(std::string_view pattern, Domain domain, GlobText& out) {
  const auto error = [](GlobFault fault, std::size_t offset) {
    return GlobError{fault, static_cast<std::uint32_t>(offset), HostFault::none};
  };
  if (pattern.empty()) return error(GlobFault::empty, 0);
  if (pattern.size() > kGlobBytesMax) return error(GlobFault::too_long, kGlobBytesMax);
  const auto bad = find_invalid_utf8(pattern);
  if (bad) return error(GlobFault::invalid_utf8, *bad);
  const std::size_t nul = pattern.find('\0');
  if (nul != std::string_view::npos) return error(GlobFault::nul_character, nul);
  return Lexer(pattern, domain, out).run();
}

}  // namespace envelope::text
