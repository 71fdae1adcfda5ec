#include "compiler/project/text_faults.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "runtime/text/utf8.h"

namespace envelope::project {

using diagnostics::Code;

namespace {

struct NamedCharacter {
  char32_t code;
  std::string_view name;
};

// The Unicode names of those that turn up in practice; the others are told by their number.
constexpr std::array kNamedCharacters = {
    NamedCharacter{0x1B, "escape"},
    NamedCharacter{0x85, "next line"},
    NamedCharacter{0xAD, "soft hyphen"},
    NamedCharacter{0x61C, "Arabic letter mark"},
    NamedCharacter{0x200B, "zero-width space"},
    NamedCharacter{0x200C, "zero-width non-joiner"},
    NamedCharacter{0x200D, "zero-width joiner"},
    NamedCharacter{0x200E, "left-to-right mark"},
    NamedCharacter{0x200F, "right-to-left mark"},
    NamedCharacter{0x2028, "line separator"},
    NamedCharacter{0x2029, "paragraph separator"},
    NamedCharacter{0x202A, "left-to-right embedding"},
    NamedCharacter{0x202B, "right-to-left embedding"},
    NamedCharacter{0x202C, "pop directional formatting"},
    NamedCharacter{0x202D, "left-to-right override"},
    NamedCharacter{0x202E, "right-to-left override"},
    NamedCharacter{0x2060, "word joiner"},
    NamedCharacter{0x2066, "left-to-right isolate"},
    NamedCharacter{0x2067, "right-to-left isolate"},
    NamedCharacter{0x2068, "first strong isolate"},
    NamedCharacter{0x2069, "pop directional isolate"},
    NamedCharacter{0xFE0F, "variation selector-16"},
    NamedCharacter{0xFEFF, "byte-order mark"},
};

std::string character_name(char32_t code) {
  std::string number = fmt::format("U+{:04X}", static_cast<std::uint32_t>(code));
  for (const NamedCharacter& named : kNamedCharacters)
    if (named.code == code) return fmt::format("{} ({})", number, named.name);
  return number;
}

bool is_control(char32_t code) { return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || (code >= 0x7F && code <= 0x9F); }

// What readers see of such a text and what is left without the character are two things.
bool turns_direction(char32_t code) { return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069); }

// Vertical tab, form feed, next line, line and paragraph separator: what stands on both sides is two words.
bool separates(char32_t code) { return code == 0x0B || code == 0x0C || code == 0x85 || code == 0x2028 || code == 0x2029; }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

// Whether a comment may end at this line end: what stands behind a carriage return would come out of it.
bool is_behind_comment_sign(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::size_t line_end = before.find_last_of("\r\n");
  const std::string_view line = before.substr(line_end == std::string_view::npos ? 0 : line_end + 1);
  return line.find("//") != std::string_view::npos || line.find('#') != std::string_view::npos || line.find("--") != std::string_view::npos;
}

void report_carriage_returns(std::string_view text, base::FileId file, diagnostics::Sink& sink) {
  std::vector<diagnostics::Edit> edits;
  std::size_t count = 0;
  bool is_certain = true;
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] == '\n') continue;
    is_certain = is_certain && !is_behind_comment_sign(text, at);
    if (++count <= kCarriageReturnEditsMax) edits.push_back({{file, narrow(at), narrow(at + 1)}, "\n"});
  }
  if (count == 0) return;
  diagnostics::Diagnostic& finding =
      sink.emit(Code::LoneCarriageReturn, edits.front().span, "a carriage return stands without a line feed");
  finding.note("editors show it as a line end, other tools do not: what looks like two lines may be one");
  if (count > 1) finding.note(fmt::format("{} such places in this file", count));
  finding.with_help("end lines with LF or CRLF");
  if (count <= kCarriageReturnEditsMax) finding.fixes.push_back({"end these lines with a line feed", std::move(edits), is_certain});
}

void report_invisible(std::string_view text, base::FileId file, diagnostics::Sink& sink) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {  // nearly every byte of a policy
      ++at;
      continue;
    }
    const text::Decoded decoded = text::decode_at(text, at);
    if (is_control(decoded.code) || text::is_invisible_or_bidi(decoded.code)) {
      const base::Span span{file, narrow(at), narrow(at + decoded.size)};
      if (++count <= kInvisibleReportsMax) {
        sink.emit(Code::InvisibleCharacter, span,
                  fmt::format("the character {} cannot be seen or changes how its neighbours are shown", character_name(decoded.code)))
            .with_help(separates(decoded.code) ? "write a space or a line end, so that the policy says what its readers see"
                                               : "remove it, so that the policy says what its readers see")
            .fix(separates(decoded.code) ? "write a space" : "remove the character", span, separates(decoded.code) ? " " : "",
                 !turns_direction(decoded.code));
      }
    }
    at += decoded.size;
  }
  if (count <= kInvisibleReportsMax) return;
  const base::Span start{file, 0, 0};
  sink.emit(Code::InvisibleCharacter, start, fmt::format("{} more characters in this file cannot be seen", count - kInvisibleReportsMax));
}

}  // namespace

void report_text_faults(std::string_view text, base::FileId file, diagnostics::Sink& sink) {
  report_carriage_returns(text, file, sink);
  report_invisible(text, file, sink);
}

std::size_t skip_blank_or_comment(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.empty()) return at;
  if (is_blank(rest.front())) {
    const std::size_t end = rest.find_first_not_of(" \t\r\n");
    return end == std::string_view::npos ? text.size() : at + end;
  }
  if (rest.starts_with("//") || rest.starts_with('#') || rest.starts_with("--")) {
    const std::size_t end = rest.find_first_of("\r\n");
    return end == std::string_view::npos ? text.size() : at + end;
  }
  if (rest.starts_with("/*")) {
    const std::size_t end = rest.find("*/", 2);
    if (end != std::string_view::npos) return at + end + 2;
    const std::size_t line = rest.find_first_of("\r\n");  // an open comment ends with its line, as in the grammar
    return line == std::string_view::npos ? text.size() : at + line;
  }
  return at;
}

}  // namespace envelope::project
