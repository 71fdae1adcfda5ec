#include "compiler/diagnostics/text/row.h"

#include <algorithm>

#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

namespace {

std::string_view ansi(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::strong:
      return "\x1b[1m";
    case Style::error:
      return "\x1b[1;31m";
    case Style::warning:
      return "\x1b[1;33m";
    case Style::info:
      return "\x1b[1;36m";
    case Style::frame:
      return "\x1b[1;34m";
    case Style::added:
      return "\x1b[32m";
    case Style::removed:
      return "\x1b[31m";
  }
  return "";
}

constexpr std::string_view kReset = "\x1b[0m";

}  // namespace

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return Style::info;
    case Severity::warning:
      return Style::warning;
    case Severity::error:
      return Style::error;
  }
  return Style::plain;
}

std::string_view code_point_at(std::string_view text, std::size_t at) { return text.substr(at, text::decode_at(text, at).size); }

std::size_t cell_width(std::string_view code_point) {
  if (code_point == "\t") return kTabWidth;
  const char first = code_point.front();
  if (first >= ' ' && first <= '~') return 1;  // what needs no escape, without asking
  return text::display_width(text::escape_for_terminal(code_point));
}

std::size_t columns_of(std::string_view text, std::size_t cap) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size() && columns < cap;) {
    const std::string_view code_point = code_point_at(text, at);
    columns += cell_width(code_point);
    at += code_point.size();
  }
  return std::min(columns, cap);
}

Row& Row::put(std::size_t column, std::string_view text, Style style) {
  if (cells_.size() < column) cells_.resize(column);
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view code_point = code_point_at(text, at);
    at += code_point.size();
    if (code_point == "\t") {
      fill(column, column + kTabWidth, ' ', style);
      column += kTabWidth;
      continue;
    }
    // Escaped one by one, so that a cell's width never depends on its neighbours.
    const std::string escaped = text::escape_for_terminal(code_point);
    for (std::size_t i = 0; i < escaped.size();) {
      const std::string_view shown = code_point_at(escaped, i);
      i += shown.size();
      put_code_point(column, shown, style);
    }
  }
  return *this;
}

void Row::put_code_point(std::size_t& column, std::string_view code_point, Style style) {
  const std::size_t columns = text::display_width(code_point);
  if (columns == 0) {  // a combining mark joins the character before it
    if (column > 0) cells_[column - 1].glyph += code_point;
    return;
  }
  if (cells_.size() < column + columns) cells_.resize(column + columns);
  cells_[column] = {std::string(code_point), style};
  for (std::size_t i = 1; i < columns; ++i) cells_[column + i] = {"", style};
  column += columns;
}

Row& Row::fill(std::size_t begin, std::size_t end, char c, Style style) {
  if (cells_.size() < end) cells_.resize(end);
  for (std::size_t i = begin; i < end; ++i) cells_[i] = {std::string(1, c), style};
  return *this;
}

void Row::write(std::string& out, bool color) const {
  std::size_t end = cells_.size();
  while (end > 0 && cells_[end - 1].glyph == " ") --end;
  Style current = Style::plain;
  for (std::size_t i = 0; i < end; ++i) {
    const Cell& cell = cells_[i];
    if (color && cell.style != current) {
      if (current != Style::plain) out += kReset;
      out += ansi(cell.style);
      current = cell.style;
    }
    out += cell.glyph;
  }
  if (current != Style::plain) out += kReset;
  out += '\n';
}

std::vector<std::string_view> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string_view> pieces;
  while (columns_of(text, columns + 1) > columns) {
    // The last space at which the piece before it is short enough, or else the first space there is.
    std::size_t cut = std::string_view::npos;
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size() && (width <= columns || cut == std::string_view::npos);) {
      if (text[at] == ' ' && at > 0) cut = at;
      const std::string_view code_point = code_point_at(text, at);
      width += cell_width(code_point);
      at += code_point.size();
    }
    if (cut == std::string_view::npos) break;
    pieces.push_back(text.substr(0, cut));
    text.remove_prefix(cut + 1);
  }
  pieces.push_back(text);
  return pieces;
}

}  // namespace envelope::diagnostics
