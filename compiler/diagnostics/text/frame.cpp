#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/text/snippet.h"

namespace envelope::diagnostics {

Row Frame::barred() const {
  Row row;
  row.put(bar(), "|", Style::frame);
  return row;
}

Row Frame::numbered(std::size_t line, char mark, Style style) const {
  Row row;
  row.put(0, fmt::format("{:>{}} ", line, gutter), Style::frame);
  row.append(std::string_view(&mark, 1), style);
  return row;
}

Extent extent_of(const base::SourceMap& sources, base::Span span) {
  const base::SourceFile& file = sources.file(span.file);
  const auto size = static_cast<std::uint32_t>(file.text.size());
  const std::uint32_t begin = std::min(span.begin, size);
  std::uint32_t end = std::clamp(span.end, begin, size);
  if (end > begin && file.text[end - 1] == '\n') --end;

  Extent extent;
  extent.first_line = sources.position(span.file, begin).line;
  extent.last_line = sources.position(span.file, end).line;
  const auto in_line = [&](std::uint32_t offset, std::size_t line) {
    const std::size_t length = sources.line_text(span.file, static_cast<std::uint32_t>(line)).size();
    return std::min<std::size_t>(offset - file.line_starts[line - 1], length);
  };
  extent.begin = in_line(begin, extent.first_line);
  extent.end = in_line(end, extent.last_line);
  return extent;
}

}  // namespace envelope::diagnostics
