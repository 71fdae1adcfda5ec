#include <fmt/format.h>

#include <iterator>

#include "compiler/diagnostics/render.h"
#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

namespace {

// Text outside code spans; code spans, which messages mark with backticks, stay as they are.
std::string prose(std::string_view text) {
  std::string out;
  bool in_code = false;
  for (const char c : text::escape_for_terminal(text)) {
    if (c == '`') in_code = !in_code;
    if (!in_code && (c == '*' || c == '_' || c == '<' || c == '[' || c == '|' || c == '#')) out += '\\';
    out += c;
  }
  return out;
}

std::string place(base::Span span, const base::SourceMap& sources) {
  if (!span.is_valid()) return "";
  const base::Position position = sources.position(span.file, span.begin);
  return fmt::format("`{}:{}`", text::escape_for_terminal(sources.file(span.file).path), position.line);
}

}  // namespace

std::string render_markdown(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources) {
  if (diagnostics.empty()) return "No findings.\n";
  std::string out = summary_line(diagnostics) + ".\n";
  const auto to = std::back_inserter(out);
  for (const Diagnostic& diagnostic : diagnostics) {
    fmt::format_to(to, "\n### {} {}: {}\n\n", severity_word(diagnostic.severity), code_text(diagnostic.code), prose(diagnostic.message));
    if (diagnostic.primary.is_valid()) fmt::format_to(to, "- {} {}\n", place(diagnostic.primary, sources), prose(diagnostic.primary_text));
    for (const Label& label : diagnostic.labels) fmt::format_to(to, "- {} {}\n", place(label.span, sources), prose(label.text));
    for (const std::string& note : diagnostic.notes) fmt::format_to(to, "- note: {}\n", prose(note));
    if (!diagnostic.help.empty()) fmt::format_to(to, "- help: {}\n", prose(diagnostic.help));
    if (!diagnostic.witness) continue;
    fmt::format_to(to, "\n```sh\n{}\n```\n", text::escape_for_terminal(diagnostic.witness->request));
    if (!diagnostic.witness->actual.empty())
      fmt::format_to(to, "\nExpected {}, decided {}.\n", prose(diagnostic.witness->expected), prose(diagnostic.witness->actual));
  }
  return out;
}

}  // namespace envelope::diagnostics
