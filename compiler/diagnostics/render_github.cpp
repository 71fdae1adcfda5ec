#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

#include "compiler/diagnostics/legible.h"
#include "compiler/diagnostics/render.h"
#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

namespace {

// A workflow command ends at the line's end and its properties at `:` and `,`; so do the runner's own escaping rules say.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char c : text::escape_for_terminal(text)) {
    if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
      fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result;
}

std::string_view command_word(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "notice";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

// What is accepted is no warning any more.
Diagnostic as_notice(const Accepted& accepted, const base::SourceMap& sources) {
  Diagnostic notice = accepted.finding;
  notice.severity = Severity::info;
  notice.message = "accepted: " + notice.message;
  notice.help.clear();
  if (accepted.by.is_valid()) {
    const base::Position by = sources.position(accepted.by.file, accepted.by.begin);
    notice.note(fmt::format("accepted by {}:{}", sources.file(accepted.by.file).path, by.line));
  }
  if (!accepted.because.empty()) notice.note("because " + accepted.because);
  return notice;
}

}  // namespace

std::string render_github(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources,
                          const std::vector<Accepted>& accepted) {
  std::string out;
  const auto line = std::back_inserter(out);
  for (const Diagnostic& finding : diagnostics) {
    const Diagnostic diagnostic = legible(finding);
    fmt::format_to(line, "::{} ", command_word(diagnostic.severity));
    if (diagnostic.primary.is_valid()) {
      const base::FileId file = diagnostic.primary.file;
      const base::Position begin = sources.position(file, diagnostic.primary.begin);
      const base::Position end = sources.position(file, diagnostic.primary.end);
      fmt::format_to(line, "file={},line={},", escaped(sources.file(file).path, true), begin.line);
      if (begin.line == end.line)
        fmt::format_to(line, "col={},endLine={},endColumn={},", begin.column, end.line, end.column);
      else
        fmt::format_to(line, "endLine={},", end.line);  // GitHub drops an annotation with columns over several lines
    } else if (!diagnostic.path.empty()) {
      fmt::format_to(line, "file={},", escaped(diagnostic.path, true));
    }
    fmt::format_to(line, "title={}::{}", code_text(diagnostic.code), escaped(diagnostic.message, false));
    if (!diagnostic.primary_text.empty()) fmt::format_to(line, " ({})", escaped(diagnostic.primary_text, false));
    for (const std::string& note : diagnostic.notes) fmt::format_to(line, "%0Anote: {}", escaped(note, false));
    if (!diagnostic.help.empty()) fmt::format_to(line, "%0Ahelp: {}", escaped(diagnostic.help, false));
    out += '\n';
  }
  std::vector<Diagnostic> noted;
  for (const Accepted& one : accepted) noted.push_back(as_notice(one, sources));
  return noted.empty() ? out : out + render_github(noted, sources);
}

}  // namespace envelope::diagnostics
