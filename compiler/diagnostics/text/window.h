// Long source lines: which part of a line is shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compiler/diagnostics/text/row.h"

namespace envelope::diagnostics {

// The bytes `[begin, end)` of one line, with `…` where something is cut. Cost and size depend on the columns, not on the line:
// a two-megabyte line is never laid out whole.
struct Window {
  std::string_view line;
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool cuts_left() const { return begin > 0; }
  [[nodiscard]] bool cuts_right() const { return end < line.size(); }
  // The column, from 0, at which byte `offset` of the line is drawn; offsets outside are moved to the window's edge.
  [[nodiscard]] std::size_t column(std::size_t offset) const;
  void draw(Row& row, std::size_t column, Style style) const;
};

// At most `columns` columns of `line`, so that bytes `[focus_begin, focus_end)` are seen, or as much of their beginning as fits.
[[nodiscard]] Window window_around(std::string_view line, std::size_t focus_begin, std::size_t focus_end, std::size_t columns);

}  // namespace envelope::diagnostics
