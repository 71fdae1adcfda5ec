#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "compiler/diagnostics/legible.h"
#include "compiler/diagnostics/render.h"
#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

std::string render_short(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources, const RenderOptions& options) {
  const std::size_t shown = options.limit == 0 ? diagnostics.size() : std::min(options.limit, diagnostics.size());
  std::string out;
  const auto line = std::back_inserter(out);
  for (std::size_t i = 0; i < shown; ++i) {
    const Diagnostic diagnostic = legible(diagnostics[i]);
    if (diagnostic.primary.is_valid()) {
      const base::Position at = sources.position(diagnostic.primary.file, diagnostic.primary.begin);
      const std::string& path = sources.file(diagnostic.primary.file).path;
      fmt::format_to(line, "{}:{}:{}: ", text::escape_for_terminal(path), at.line, at.column);
    } else if (!diagnostic.path.empty()) {
      fmt::format_to(line, "{}: ", text::escape_for_terminal(diagnostic.path));
    }
    fmt::format_to(line, "{}[{}]: {}\n", severity_word(diagnostic.severity), code_text(diagnostic.code),
                   text::escape_for_terminal(diagnostic.message));
  }
  if (shown < diagnostics.size()) fmt::format_to(line, "… and {} more\n", diagnostics.size() - shown);
  return out;
}

std::string render_accepted(const std::vector<Accepted>& accepted, const base::SourceMap& sources) {
  const auto place = [&](base::Span span) -> std::string {
    if (!span.is_valid()) return "?";
    const base::Position at = sources.position(span.file, span.begin);
    return fmt::format("{}:{}:{}", text::escape_for_terminal(sources.file(span.file).path), at.line, at.column);
  };
  std::string out;
  for (const Accepted& one : accepted) {
    const Diagnostic finding = legible(one.finding);
    fmt::format_to(std::back_inserter(out), "{}: accepted[{}]: {} (by {})\n", place(finding.primary), code_text(finding.code),
                   text::escape_for_terminal(finding.message), place(one.by));
  }
  return out;
}

}  // namespace envelope::diagnostics
