#include "compiler/cli/findings.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "compiler/diagnostics/order.h"

namespace envelope::cli {
namespace {

// Maps the file ids of one compilation to those of the merged map.
using FileMap = std::vector<base::FileId>;

void move_span(base::Span& span, const FileMap& files) {
  if (span.is_valid()) span.file = files[span.file.value];
}

void move_spans(diagnostics::Diagnostic& diagnostic, const FileMap& files) {
  move_span(diagnostic.primary, files);
  for (diagnostics::Label& label : diagnostic.labels) move_span(label.span, files);
  for (diagnostics::Fix& fix : diagnostic.fixes)
    for (diagnostics::Edit& edit : fix.edits) move_span(edit.span, files);
}

}  // namespace

Findings merge_findings(const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations) {
  Findings findings;
  std::map<std::string, base::FileId> known;
  for (const auto& compilation : compilations) {
    if (compilation->sink.diagnostics().empty() && compilation->sink.accepted().empty()) continue;
    FileMap files;
    for (std::uint32_t i = 0; i < compilation->sources.size(); ++i) {
      const base::SourceFile& file = compilation->sources.file({i});
      const auto [entry, is_new] = known.try_emplace(file.path);
      if (is_new || findings.sources.file(entry->second).text != file.text) entry->second = findings.sources.add(file.path, file.text);
      files.push_back(entry->second);
    }
    for (diagnostics::Diagnostic diagnostic : compilation->sink.diagnostics()) {
      move_spans(diagnostic, files);
      findings.diagnostics.push_back(std::move(diagnostic));
    }
    for (diagnostics::Accepted accepted : compilation->sink.accepted()) {
      move_spans(accepted.finding, files);
      move_span(accepted.by, files);
      findings.accepted.push_back(std::move(accepted));
    }
  }
  diagnostics::sort_for_reading(findings.diagnostics, findings.sources);
  return findings;
}

}  // namespace envelope::cli
