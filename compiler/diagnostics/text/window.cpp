#include "compiler/diagnostics/text/window.h"

#include <algorithm>

namespace envelope::diagnostics {

namespace {

// The first byte of the code point before `at`.
std::size_t previous(std::string_view line, std::size_t at) {
  std::size_t start = at - 1;
  for (int i = 0; i < 3 && start > 0 && (static_cast<unsigned char>(line[start]) & 0xC0U) == 0x80U; ++i) --start;
  return start + code_point_at(line, start).size() == at ? start : at - 1;
}

// How far one gets from `at` to the right with `columns`.
std::size_t advance(std::string_view line, std::size_t at, std::size_t columns) {
  while (at < line.size()) {
    const std::string_view code_point = code_point_at(line, at);
    const std::size_t width = cell_width(code_point);
    if (width > columns) break;
    columns -= width;
    at += code_point.size();
  }
  return at;
}

// The same to the left.
std::size_t retreat(std::string_view line, std::size_t at, std::size_t columns) {
  while (at > 0) {
    const std::size_t start = previous(line, at);
    const std::size_t width = cell_width(line.substr(start, at - start));
    if (width > columns) break;
    columns -= width;
    at = start;
  }
  return at;
}

}  // namespace

std::size_t Window::column(std::size_t offset) const {
  offset = std::clamp(offset, begin, end);
  return (cuts_left() ? 1 : 0) + columns_of(line.substr(begin, offset - begin));
}

void Window::draw(Row& row, std::size_t column, Style style) const {
  row.put(column, cuts_left() ? "…" : "", Style::frame);
  row.append(line.substr(begin, end - begin), style);
  if (cuts_right()) row.append("…", Style::frame);
}

Window window_around(std::string_view line, std::size_t focus_begin, std::size_t focus_end, std::size_t columns) {
  focus_begin = std::min(focus_begin, line.size());
  focus_end = std::clamp(focus_end, focus_begin, line.size());
  if (advance(line, 0, columns) == line.size()) return {line, 0, line.size()};

  const std::size_t room = columns - std::min<std::size_t>(columns, 2);  // both ellipses
  const std::size_t focus = columns_of(line.substr(focus_begin, focus_end - focus_begin), room);
  const std::size_t slack = room - focus;
  // Half of what is left goes before the focus, more when the line ends soon after it.
  const std::size_t after = columns_of(line.substr(focus_end), slack);
  const std::size_t begin = retreat(line, focus_begin, std::max(slack / 2, slack - after));
  const std::size_t before = columns_of(line.substr(begin, focus_begin - begin));
  return {line, begin, advance(line, focus_begin, room - before)};
}

}  // namespace envelope::diagnostics
