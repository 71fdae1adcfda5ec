#include "compiler/diagnostics/text/fix_diff.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/diagnostics/text/window.h"

namespace envelope::diagnostics {

namespace {

constexpr std::size_t kDiffLinesMax = 8;  // of each side

struct Diff {
  std::size_t first_line = 1;
  std::vector<std::string> removed;
  std::vector<std::string> added;
  std::size_t focus = 0;  // byte of the first differing line where the edit begins
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    std::string_view line = text.substr(0, newline);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  }
  return lines;
}

Diff diff_of(const base::SourceMap& sources, const Fix& fix) {
  if (fix.edits.size() != 1 || !fix.edits.front().span.is_valid()) return {};
  const auto& [span, replacement] = fix.edits.front();
  const base::SourceFile& file = sources.file(span.file);
  const std::size_t begin = std::min<std::size_t>(span.begin, file.text.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, file.text.size());

  Diff diff;
  diff.first_line = sources.position(span.file, static_cast<std::uint32_t>(begin)).line;
  const std::size_t region_begin = file.line_starts[diff.first_line - 1];
  const bool whole_lines = end > begin && file.text[end - 1] == '\n';
  const std::size_t region_end = whole_lines ? end : std::min(file.text.find('\n', end), file.text.size());
  const std::string_view region = std::string_view(file.text).substr(region_begin, region_end - region_begin);
  diff.focus = begin - region_begin;
  diff.removed = lines_of(region);
  diff.added = lines_of(std::string(region.substr(0, diff.focus)) + replacement + std::string(region.substr(end - region_begin)));

  // What both sides begin or end with is no difference.
  while (!diff.removed.empty() && !diff.added.empty() && diff.removed.front() == diff.added.front()) {
    diff.removed.erase(diff.removed.begin());
    diff.added.erase(diff.added.begin());
    ++diff.first_line;
    diff.focus = 0;
  }
  while (!diff.removed.empty() && !diff.added.empty() && diff.removed.back() == diff.added.back()) {
    diff.removed.pop_back();
    diff.added.pop_back();
  }
  if (diff.removed.size() > kDiffLinesMax || diff.added.size() > kDiffLinesMax) return {};
  return diff;
}

void draw_side(std::vector<Row>& rows, const Diff& diff, const std::vector<std::string>& lines, char mark, const Frame& frame) {
  const Style style = mark == '-' ? Style::removed : Style::added;
  const std::size_t columns = frame.width - std::min(frame.width - 20, frame.text());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t focus = i == 0 ? diff.focus : 0;
    Row row = frame.numbered(diff.first_line + i, mark, style);
    window_around(lines[i], focus, focus, columns).draw(row, frame.text(), style);
    rows.push_back(std::move(row));
  }
}

}  // namespace

void draw_fix(std::vector<Row>& rows, const base::SourceMap& sources, const Fix& fix, const Frame& frame) {
  const Diff diff = diff_of(sources, fix);
  draw_side(rows, diff, diff.removed, '-', frame);
  draw_side(rows, diff, diff.added, '+', frame);
}

std::size_t last_line_of(const base::SourceMap& sources, const Fix& fix) {
  const Diff diff = diff_of(sources, fix);
  const std::size_t lines = std::max(diff.removed.size(), diff.added.size());
  return lines == 0 ? 0 : diff.first_line + lines - 1;
}

}  // namespace envelope::diagnostics
