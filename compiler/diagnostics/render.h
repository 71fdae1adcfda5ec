// The printers: findings in, one string out. Each shows the findings in the order given (sort_for_reading first).
//
// Whatever stems from a file, a request or a name (source lines, messages, paths) is made harmless for a terminal:
// control, direction-changing and invisible characters appear as visible escapes (text, short, GitHub) or as \uXXXX (JSON, SARIF).
// Columns in every format are 1-based Unicode code points; ends are exclusive.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

struct RenderOptions {
  bool color = false;      // ANSI colours; see wants_color
  int width = 100;         // columns of the terminal; longer source lines are clipped, longer notes wrapped
  std::size_t limit = 50;  // findings shown before "… and N more"; 0 means all
};

// For people: header, source lines with carets and labels, notes, fixes and witness, then a line that counts.
// Empty when there is nothing to say.
[[nodiscard]] std::string render_text(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources,
                                      const RenderOptions& options);

// One line each, `file:line:col: error[ENV0412]: message`, for editors and grep. Never coloured.
[[nodiscard]] std::string render_short(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources,
                                       const RenderOptions& options);

// Accepted findings, a line each: `file:line:col: accepted[ENV1011]: message (by file:line:col)`. They follow render_text and render_short.
[[nodiscard]] std::string render_accepted(const std::vector<Accepted>& accepted, const base::SourceMap& sources);

// {"schema_version": 1, "diagnostics": [...], "accepted": [...], "summary": {...}}; see docs/diagnostics-json.md. Never cut short.
[[nodiscard]] std::string render_json(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources,
                                      const std::vector<Accepted>& accepted = {});

// SARIF 2.1.0 with one rule for each code that occurs, its page as help; accepted ones are
// suppressed. Relative paths are relative to %SRCROOT%.
[[nodiscard]] std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources,
                                       const std::vector<Accepted>& accepted = {});

// Workflow commands: GitHub shows them as annotations of the changed lines. Accepted ones are notices.
[[nodiscard]] std::string render_github(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources,
                                        const std::vector<Accepted>& accepted = {});

// JUnit XML: a test case for each finding, failed unless it is an info.
[[nodiscard]] std::string render_junit(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources);

// Markdown for a comment or a summary page: a heading for each finding, its places, its witness as a command.
[[nodiscard]] std::string render_markdown(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources);

// "2 errors, 1 warning"; empty when there are no findings.
[[nodiscard]] std::string summary_line(const std::vector<Diagnostic>& diagnostics);

}  // namespace envelope::diagnostics
