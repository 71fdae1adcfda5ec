// Draws source lines with what is to be said about places in them:
//
//    --> policy.envelope:3:7
//     |
//   1 |   agent bolt { }
//     |         ---- declared here
//   ...
//   3 | / agent bolt {
//   4 | |   allow spawn
//   5 | | }
//     | |_^ declared again
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/text/row.h"

namespace envelope::diagnostics {

// The measures of one diagnostic's picture: `   12 | source`.
struct Frame {
  std::size_t gutter = 1;  // columns of the widest line number
  std::size_t width = 100;
  Style primary = Style::error;

  [[nodiscard]] std::size_t bar() const { return gutter + 1; }
  [[nodiscard]] std::size_t text() const { return gutter + 3; }
  // An otherwise empty row with the bar drawn.
  [[nodiscard]] Row barred() const;
  // A row that begins `  12 | `, or `  12 - ` with another mark.
  [[nodiscard]] Row numbered(std::size_t line, char mark = '|', Style style = Style::frame) const;
};

// One place and what is said there.
struct Mark {
  base::Span span;  // valid; all marks of one call lie in one file
  std::string_view text;
  bool primary = false;
};

// A span in lines: bytes `[begin, end)` of its first and last line. A line end that the span covers does not count.
struct Extent {
  std::size_t first_line = 1;
  std::size_t last_line = 1;
  std::size_t begin = 0;  // in the first line
  std::size_t end = 0;    // in the last line
};
[[nodiscard]] Extent extent_of(const base::SourceMap& sources, base::Span span);

void draw_snippet(std::vector<Row>& rows, const base::SourceMap& sources, const std::vector<Mark>& marks, const Frame& frame);

}  // namespace envelope::diagnostics
