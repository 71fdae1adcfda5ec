#include <algorithm>

#include "runtime/text/glob_lexeme.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

using Kind = Lexeme::Kind;

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }
bool is_upper(char32_t code) { return code >= 'A' && code <= 'Z'; }

GlobError error_at(GlobFault fault, std::uint32_t offset, HostFault host_fault = HostFault::none) { return {fault, offset, host_fault}; }

std::string text_of(const Lexemes& literals) {
  std::string text;
  for (const Lexeme& lexeme : literals) append_utf8(text, lexeme.code);
  return text;
}

bool is_ascii(const Lexemes& lexemes) {
  return std::all_of(lexemes.begin(), lexemes.end(), [](const Lexeme& l) { return l.code < 0x80; });
}

// Appends `text` (ASCII, canonical) as literals that stand where `like` stands.
void append_text(Lexemes& out, std::string_view text, const Lexeme& like) {
  for (const char c : text) {
    const auto code = static_cast<char32_t>(static_cast<unsigned char>(c));
    out.push_back({c == '.' ? Kind::separator : Kind::literal, code, 0, like.offset});
  }
}

// A host without wildcards: the name rules decide.
GlobError shape_literal(const Lexemes& alternative, Shape& out) {
  const std::string text = text_of(alternative);
  const std::uint32_t offset = alternative[0].offset;
  const auto host = to_a_label_host(text);
  if (!host) return error_at(GlobFault::host_name, offset, a_label_host_fault(text));
  const bool has_brackets = text[0] == '[';
  const bool has_port = has_brackets ? !text.ends_with(']') : std::count(text.begin(), text.end(), ':') == 1;
  if (has_port) {
    const auto colon = std::find_if(alternative.rbegin(), alternative.rend(), [](const Lexeme& l) { return l.code == ':'; });
    return error_at(GlobFault::host_port, colon->offset);
  }
  append_text(out.lexemes, *host, alternative[0]);
  return {};
}

// One label of a pattern with wildcards.
GlobError append_label(const Lexemes& label, Lexemes& out) {
  const bool has_wildcards = std::any_of(label.begin(), label.end(), [](const Lexeme& l) { return l.is_wildcard(); });
  if (!has_wildcards && !is_ascii(label)) {
    const std::string text = text_of(label);
    const auto encoded = to_a_label_host(text);
    if (!encoded) return error_at(GlobFault::host_name, label[0].offset, a_label_host_fault(text));
    append_text(out, *encoded, label[0]);
    return {};
  }
  for (Lexeme lexeme : label) {
    if (lexeme.is(Kind::literal)) {
      if (lexeme.code == ':') return error_at(GlobFault::host_address6_wildcard, lexeme.offset);
      if (is_upper(lexeme.code)) lexeme.code += 'a' - 'A';
      const bool is_name_character =
          (lexeme.code >= 'a' && lexeme.code <= 'z') || is_digit(lexeme.code) || lexeme.code == '-' || lexeme.code == '_';
      if (!is_name_character) return error_at(GlobFault::host_character, lexeme.offset);
    }
    out.push_back(lexeme);
  }
  return {};
}

// Digits and wildcards only: `10.0.*.*`. At least one digit, so that `*` and `**` alone stay patterns for any host.
bool is_address4_pattern(const Lexemes& lexemes) {
  bool has_digit = false;
  for (const Lexeme& lexeme : lexemes) {
    if (!lexeme.is(Kind::literal)) continue;
    if (!is_digit(lexeme.code)) return false;
    has_digit = true;
  }
  return has_digit;
}

}  // namespace

GlobError shape_host(const Lexemes& alternative, Shape& out) {
  if (alternative.empty()) return error_at(GlobFault::host_name, 0, HostFault::empty);
  const bool is_literal = std::all_of(alternative.begin(), alternative.end(), [](const Lexeme& l) { return l.is(Kind::literal); });
  if (is_literal) return shape_literal(alternative, out);
  std::size_t end = alternative.size();
  if (alternative[end - 1].is_literal('.')) --end;
  std::size_t labels = 0;
  for (std::size_t at = 0; at <= end; ++at) {
    Lexemes label;
    const std::size_t begin = at;
    while (at < end && !alternative[at].is_literal('.')) label.push_back(alternative[at++]);
    if (label.empty())
      return error_at(GlobFault::host_name, alternative[std::min(begin, alternative.size() - 1)].offset, HostFault::empty_label);
    const GlobError error = append_label(label, out.lexemes);
    if (error.fault != GlobFault::none) return error;
    if (at < end) out.lexemes.push_back({Kind::separator, '.', 0, alternative[at].offset});
    ++labels;
  }
  out.is_address4 = is_address4_pattern(out.lexemes);
  const bool has_double_star = std::any_of(out.lexemes.begin(), out.lexemes.end(), [](const Lexeme& l) { return l.is(Kind::double_star); });
  if (out.is_address4 && labels != 4 && !has_double_star) return error_at(GlobFault::host_address4_parts, alternative[0].offset);
  return {};
}

}  // namespace envelope::text
