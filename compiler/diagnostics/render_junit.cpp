#include <fmt/format.h>

#include <iterator>

#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/xml_text.h"

namespace envelope::diagnostics {

namespace {

std::string place_of(const Diagnostic& diagnostic, const base::SourceMap& sources) {
  if (!diagnostic.primary.is_valid()) return {};
  const base::Position position = sources.position(diagnostic.primary.file, diagnostic.primary.begin);
  return fmt::format("{}:{}:{}", sources.file(diagnostic.primary.file).path, position.line, position.column);
}

std::string details_of(const Diagnostic& diagnostic, const base::SourceMap& sources) {
  std::string text = place_of(diagnostic, sources);
  for (const Label& label : diagnostic.labels) {
    const base::Position position = sources.position(label.span.file, label.span.begin);
    text += fmt::format("\n{}:{}: {}", sources.file(label.span.file).path, position.line, label.text);
  }
  for (const std::string& note : diagnostic.notes) text += "\nnote: " + note;
  if (!diagnostic.help.empty()) text += "\nhelp: " + diagnostic.help;
  if (diagnostic.witness) text += "\nwitness: " + diagnostic.witness->request;
  return text;
}

}  // namespace

std::string render_junit(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources) {
  std::size_t failures = 0;
  std::string cases;
  const auto out = std::back_inserter(cases);
  for (const Diagnostic& diagnostic : diagnostics) {
    fmt::format_to(out, "    <testcase classname=\"{}\" name=\"{}\"", code_text(diagnostic.code), xml_text(diagnostic.message));
    if (diagnostic.severity == Severity::info) {
      cases += "/>\n";
      continue;
    }
    ++failures;
    fmt::format_to(out, ">\n      <failure type=\"{}\" message=\"{}\">", severity_word(diagnostic.severity), xml_text(diagnostic.message));
    const std::string details = details_of(diagnostic, sources);
    for (std::size_t begin = 0; begin <= details.size();) {
      const std::size_t end = std::min(details.find('\n', begin), details.size());
      cases += xml_text(std::string_view(details).substr(begin, end - begin)) + (end < details.size() ? "\n" : "");
      begin = end + 1;
    }
    cases += "</failure>\n    </testcase>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{0}\" failures=\"{1}\">\n  <testsuite name=\"envc\" tests=\"{0}\" "
      "failures=\"{1}\">\n{2}  </testsuite>\n</testsuites>\n",
      diagnostics.size(), failures, cases);
}

}  // namespace envelope::diagnostics
