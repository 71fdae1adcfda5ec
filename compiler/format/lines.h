// The text that is being written, line by line. Comments that end a line are kept apart until the end, when neighbours are aligned.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace envelope::format {

class Lines {
 public:
  // Goes to a new line that begins `indent` blanks in. A line still empty is used again.
  void open(int indent);
  // One empty line; a second in a row is dropped.
  void blank();
  // Adds to the current line. `code` may hold line ends (a long string, bytes copied from a broken statement).
  void write(std::string_view code);
  // Ends the current line with a comment (or is all of it). Nothing may be written to that line afterwards.
  void comment(std::string_view text);

  [[nodiscard]] bool is_at_start() const { return lines_.empty() || (lines_.back().code.empty() && lines_.back().comment.empty()); }
  [[nodiscard]] bool has_comment() const { return !lines_.empty() && !lines_.back().comment.empty(); }
  // Whether a comment can still end the current line.
  [[nodiscard]] bool can_end_with_comment() const { return !is_at_start() && !has_comment(); }
  [[nodiscard]] int indent() const { return lines_.empty() ? 0 : lines_.back().indent; }
  // Columns of the current line that are taken, from the last line end.
  [[nodiscard]] int column() const { return lines_.empty() ? 0 : lines_.back().column; }

  // The whole text, with a final line end unless nothing was written.
  [[nodiscard]] std::string finish() const;

 private:
  struct Line {
    int indent = 0;
    std::string code;
    std::string comment;
    int column = 0;
    bool is_folded = false;  // `code` holds line ends
  };

  // Whether the comments of two neighbouring lines stand below each other.
  static bool are_aligned(const Line& above, const Line& below);
  std::vector<int> comment_columns() const;

  std::vector<Line> lines_;
};

}  // namespace envelope::format
