#include "compiler/project/outline.h"

#include <cstddef>
#include <cstdint>

#include "compiler/project/text_faults.h"

namespace envelope::project {

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

struct Literal {
  std::size_t end = 0;     // after the closing quote; without one, the end of the line (of the text, for a long one)
  bool is_string = false;  // a closed "…": what an import can name
};

// The literal whose quote stands at `at`.
Literal literal_at(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with(R"(""")")) {
    const std::size_t close = text.find(R"(""")", at + 3);
    return {close == std::string_view::npos ? text.size() : close + 3, false};
  }
  std::size_t i = at + 1;
  while (i < text.size() && text[i] != '"' && text[i] != '\n' && text[i] != '\r') i += text[i] == '\\' && i + 1 < text.size() ? 2 : 1;
  const bool is_closed = i < text.size() && text[i] == '"';
  return {is_closed ? i + 1 : i, is_closed};
}

std::string unescaped(std::string_view literal) {
  std::string value;
  for (std::size_t i = 0; i < literal.size(); ++i) {
    if (literal[i] == '\\' && i + 1 < literal.size()) ++i;  // of the escapes only \" and \\ can stand in a path
    value += literal[i];
  }
  return value;
}

// Follows `let NAME: TYPE` token by token; one more token tells whether a value stands behind it.
class HoleSearch {
 public:
  // True when the token shows that the `let` before it has no value. Sets of a type stand in brackets.
  bool sees(std::string_view token) {
    if (state_ == State::type && (token == "[" || token == "]")) return false;
    if (state_ == State::end && token == "]") return false;
    const bool is_hole = state_ == State::end && token != "=";
    state_ = state_ == State::none || state_ == State::end ? (token == "let" ? State::name : State::none)
             : state_ == State::name                       ? State::colon
             : state_ == State::colon                      ? (token == ":" ? State::type : State::none)
                                                           : State::end;
    return is_hole;
  }
  [[nodiscard]] bool is_open() const { return state_ == State::end; }

 private:
  enum class State : std::uint8_t { none, name, colon, type, end };
  State state_ = State::none;
};

}  // namespace

Outline outline_of(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Outline outline;
  bool is_first = true;
  bool after_import = false;
  HoleSearch holes;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t skipped = skip_blank_or_comment(text, at);
    if (skipped != at) {
      at = skipped;
      continue;
    }
    const char c = text[at];
    std::size_t end = at + 1;
    bool is_import = false;
    if (is_word(c)) {
      while (end < text.size() && is_word(text[end])) ++end;
      const std::string_view word = text.substr(at, end - at);
      if (is_first) outline.has_header = word == "policy";
      is_import = word == "import";
    } else if (c == '"') {
      const Literal literal = literal_at(text, at);
      end = literal.end;
      if (after_import && literal.is_string) outline.file_imports.push_back(unescaped(text.substr(at + 1, end - at - 2)));
    } else if (c == '`') {
      const std::size_t close = text.find_first_of("`\r\n", at + 1);
      end = close == std::string_view::npos ? text.size() : close + 1;
    }
    if (holes.sees(text.substr(at, end - at))) outline.has_hole = true;
    is_first = false;
    after_import = is_import;
    at = end;
  }
  outline.has_hole = outline.has_hole || holes.is_open();
  return outline;
}

}  // namespace envelope::project
