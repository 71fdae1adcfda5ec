#include "compiler/format/lines.h"

#include <algorithm>
#include <cstdlib>

#include "compiler/format/token.h"

namespace envelope::format {
namespace {

// A short line's comment is not pushed further away than this to meet the comment of a long neighbour.
constexpr int kAlignReach = 40;
constexpr std::size_t kBeforeComment = 2;

}  // namespace

void Lines::open(int indent) {
  const bool reuse = !lines_.empty() && is_at_start() && lines_.back().indent >= 0;
  if (!reuse) lines_.emplace_back();
  lines_.back().indent = indent;
  lines_.back().column = indent;
}

void Lines::blank() {
  if (lines_.empty() || is_at_start()) return;
  lines_.emplace_back().indent = -1;  // never reused, see open()
}

void Lines::write(std::string_view code) {
  if (code.empty()) return;
  if (lines_.empty()) open(0);
  Line& line = lines_.back();
  line.code += code;
  const std::size_t last_end = code.rfind('\n');
  if (last_end == std::string_view::npos) {
    line.column += columns(code);
  } else {
    line.is_folded = true;
    line.column = columns(code.substr(last_end + 1));
  }
}

void Lines::comment(std::string_view text) {
  if (lines_.empty()) open(0);
  lines_.back().comment = text;
}

bool Lines::are_aligned(const Line& above, const Line& below) {
  // A closing brace ends a block of lines; its comment belongs to neither neighbour.
  const auto takes_part = [](const Line& line) {
    return !line.code.empty() && !line.comment.empty() && !line.is_folded && line.code != "}";
  };
  return takes_part(above) && takes_part(below) && above.indent == below.indent && std::abs(above.column - below.column) <= kAlignReach;
}

std::vector<int> Lines::comment_columns() const {
  std::vector<int> result(lines_.size());
  for (std::size_t begin = 0; begin < lines_.size();) {
    std::size_t end = begin + 1;
    int widest = lines_[begin].column;
    while (end < lines_.size() && are_aligned(lines_[end - 1], lines_[end])) widest = std::max(widest, lines_[end++].column);
    std::fill(result.begin() + static_cast<std::ptrdiff_t>(begin), result.begin() + static_cast<std::ptrdiff_t>(end), widest);
    begin = end;
  }
  return result;
}

std::string Lines::finish() const {
  std::string out;
  const std::vector<int> columns_of_comments = comment_columns();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (!line.code.empty() || !line.comment.empty()) out.append(static_cast<std::size_t>(line.indent), ' ');
    out += line.code;
    if (!line.code.empty() && !line.comment.empty())
      out.append(static_cast<std::size_t>(columns_of_comments[i] - line.column) + kBeforeComment, ' ');
    out += line.comment;
    if (out.empty() || out.back() != '\n' || line.code.empty() || !line.is_folded) out += '\n';
  }
  while (out.size() >= 2 && out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace envelope::format
