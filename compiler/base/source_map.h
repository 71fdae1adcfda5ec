// Owns every source text of one compilation and turns byte offsets into lines and columns.
// This is the only place that does line arithmetic.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/span.h"

namespace envelope::base {

// 1-based line; 1-based column counted in Unicode code points, as editors and compilers show it.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  auto operator<=>(const Position&) const = default;
};

struct SourceFile {
  std::string path;                        // as shown to the user
  std::string text;                        // valid UTF-8, no BOM
  std::vector<std::uint32_t> line_starts;  // byte offset of each line; never empty
  // Code points before byte 0, 4096, 8192, …: a column costs the same on a line of megabytes as on a short one.
  std::vector<std::uint32_t> code_points_before;
};

// Texts are stored once and never move: views into them stay valid as long as the map lives.
class SourceMap {
 public:
  FileId add(std::string path, std::string text);

  [[nodiscard]] const SourceFile& file(FileId id) const { return files_[id.value]; }
  [[nodiscard]] std::size_t size() const { return files_.size(); }

  // The text a span covers.
  [[nodiscard]] std::string_view text(Span span) const;
  [[nodiscard]] Position position(FileId id, std::uint32_t offset) const;
  // The whole line `line` (1-based), without its line end.
  [[nodiscard]] std::string_view line_text(FileId id, std::uint32_t line) const;

 private:
  std::deque<SourceFile> files_;
};

}  // namespace envelope::base
