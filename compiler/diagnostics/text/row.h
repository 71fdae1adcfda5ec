// One row of terminal output, built cell by cell. This is the only gate to the terminal: everything put into a row is escaped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

// What a cell means; the colours follow from it.
enum class Style : std::uint8_t { plain, strong, error, warning, info, frame, added, removed };

[[nodiscard]] Style style_of(Severity severity);

inline constexpr std::size_t kTabWidth = 4;

// The code point at byte `at` as bytes; a byte that begins none stands for itself.
[[nodiscard]] std::string_view code_point_at(std::string_view text, std::size_t at);
// Columns that code point takes once escaped; a tab always takes kTabWidth, wherever it stands.
[[nodiscard]] std::size_t cell_width(std::string_view code_point);
// Columns of `text`, counted until `cap` is reached.
[[nodiscard]] std::size_t columns_of(std::string_view text, std::size_t cap = SIZE_MAX);

// Columns count from 0. Putting over existing cells replaces them; a gap is filled with spaces.
class Row {
 public:
  // Writes escaped `text` from `column` on.
  Row& put(std::size_t column, std::string_view text, Style style);
  Row& append(std::string_view text, Style style) { return put(width(), text, style); }
  Row& fill(std::size_t begin, std::size_t end, char c, Style style);

  [[nodiscard]] std::size_t width() const { return cells_.size(); }
  // Appends the row and a newline to `out`, without trailing spaces.
  void write(std::string& out, bool color) const;

 private:
  struct Cell {
    std::string glyph = " ";  // empty: the second half of a wide character
    Style style = Style::plain;
  };
  void put_code_point(std::size_t& column, std::string_view code_point, Style style);

  std::vector<Cell> cells_;
};

// `text` cut at spaces into pieces of at most `columns` (a longer word stays whole); at least one piece.
[[nodiscard]] std::vector<std::string_view> wrap(std::string_view text, std::size_t columns);

}  // namespace envelope::diagnostics
