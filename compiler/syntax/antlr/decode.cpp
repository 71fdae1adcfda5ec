// Escapes in strings: \" \\ \n \t \u{…}.
#include <charconv>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

using diagnostics::Code;

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) return put(code_point);
  if (code_point < 0x800) {
    put(0xC0U | (code_point >> 6U));
  } else if (code_point < 0x10000) {
    put(0xE0U | (code_point >> 12U));
    put(0x80U | ((code_point >> 6U) & 0x3FU));
  } else {
    put(0xF0U | (code_point >> 18U));
    put(0x80U | ((code_point >> 12U) & 0x3FU));
    put(0x80U | ((code_point >> 6U) & 0x3FU));
  }
  put(0x80U | (code_point & 0x3FU));
}

// Reads `{1F600}` behind `\u`; the length read, or 0 when it names no character a text may hold.
std::size_t read_code_point(std::string_view rest, std::uint32_t& code_point) {
  const std::size_t close = rest.find('}');
  if (rest.empty() || rest.front() != '{' || close == std::string_view::npos || close < 2 || close > 7) return 0;
  const char* last = rest.data() + close;
  const auto [end, error] = std::from_chars(rest.data() + 1, last, code_point, 16);
  const bool is_character = code_point != 0 && code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
  return error == std::errc{} && end == last && is_character ? close + 1 : 0;
}

std::size_t code_point_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return length;
}

// Bytes of an escape behind its backslash that is none: one character, or `u{…}`.
std::size_t rejected_length(std::string_view text) {
  const std::size_t close = text.find('}');
  if (text.starts_with("u{") && close != std::string_view::npos && close < 12) return close + 1;
  return code_point_length(text);
}

void unknown_escape(Builder& b, base::Span span) {
  if (b.source.text(span).starts_with("\\u{")) {
    b.log.add(Code::UnknownEscape, span, fmt::format("`{}` names no character a text may hold", b.source.text(span)))
        .with_help(
            "hexadecimal digits stand between the braces, `\\u{1}` to `\\u{10FFFF}` without the surrogates from `\\u{D800}` to "
            "`\\u{DFFF}`");
    return;
  }
  b.log.add(Code::UnknownEscape, span, fmt::format("unknown escape `{}` in a string", b.source.text(span)))
      .with_help("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F600}`; a backslash itself is written `\\\\`")
      .propose("write the backslash itself", {span.file, span.begin, span.begin + 1}, "\\\\");
}

// `is_written`: the text stands in the source as it is, so that faults have a place in it.
std::string decode_escapes(Builder& b, std::string_view text, base::Span span, bool is_written) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i++]);
      continue;
    }
    const auto begin = span.begin + static_cast<std::uint32_t>(i);
    const char kind = text[i + 1];
    i += 2;
    if (kind == '"' || kind == '\\') {
      out.push_back(kind);
    } else if (kind == 'n' || kind == 't') {
      out.push_back(kind == 'n' ? '\n' : '\t');
    } else {
      std::uint32_t code_point = 0;
      const std::size_t length = kind == 'u' ? read_code_point(text.substr(i), code_point) : 0;
      if (length == 0) {
        i += rejected_length(text.substr(i - 1)) - 1;
        if (is_written) unknown_escape(b, {span.file, begin, span.begin + static_cast<std::uint32_t>(i)});
      } else {
        append_utf8(out, code_point);
        i += length;
      }
    }
  }
  return out;
}

// Of an unterminated string the last quote may be an escaped one.
bool ends_in_escape(std::string_view text) {
  text.remove_suffix(1);
  std::size_t backslashes = 0;
  while (backslashes < text.size() && text[text.size() - 1 - backslashes] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

// `"""…"""` is taken as written; a line end directly behind the opening quotes is not part of it.
std::string decode_block(std::string_view text) {
  text.remove_prefix(3);
  if (text.ends_with("\"\"\"")) text.remove_suffix(3);
  if (text.starts_with("\r\n")) {
    text.remove_prefix(2);
  } else if (text.starts_with('\n')) {
    text.remove_prefix(1);
  }
  return std::string(text);
}

}  // namespace

std::string decode_string(Builder& b, const antlr4::Token& token) {
  base::Span span = b.source.span(token);
  std::string_view text = b.row.spelling(token);
  const bool is_written = text == b.source.text(span);
  if (text.starts_with("\"\"\"")) return decode_block(text);
  ++span.begin;
  if (!text.empty()) text.remove_prefix(1);
  if (text.ends_with('"') && !ends_in_escape(text)) text.remove_suffix(1);
  return decode_escapes(b, text, span, is_written);
}

}  // namespace envelope::syntax
