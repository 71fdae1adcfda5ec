// Walks the tree and the comments side by side: which pieces of the text stand on which lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/format/lines.h"
#include "compiler/format/shape.h"
#include "compiler/syntax/parse.h"

namespace envelope::format {

// Writes one file. Every byte of the text that is no white space is written exactly once, whatever the tree says.
class Printer {
 public:
  Printer(const syntax::ParseResult& parsed, std::string_view text, Lines& out) : parsed_(parsed), text_(text), out_(out) {}

  void file();

 private:
  // Bytes `[begin, end)`, with `items` in them and comments between.
  void block(std::uint32_t begin, std::uint32_t end, const std::vector<Item>& items, int indent);
  void item(const Item& item, int indent);
  void header(const syntax::PolicyHeader& header);
  void block_of(const Shape& shape, int indent);
  // Comments, and bytes no statement has claimed.
  void gap(std::uint32_t begin, std::uint32_t end, int indent);
  void untouched(std::uint32_t begin, std::uint32_t end, int indent);

  // The whole item on one line, if its style is to be on one.
  std::optional<std::string> one_line(const Item& item) const;
  std::optional<std::string> one_line_block(const Item& item, const Shape& shape) const;

  Shape shape(const Item& item) const;
  // Whether the bytes must be copied, and where the last of them is.
  bool is_broken(const Item& item) const;
  std::uint32_t end_of(const Item& item) const;

  // Notes that something begins at `begin`; keeps an empty line that stood before it.
  void start(std::uint32_t begin);

  const syntax::ParseResult& parsed_;
  std::string_view text_;
  Lines& out_;
  std::uint32_t written_ = 0;  // end of what was written last
  bool is_first_ = true;       // nothing was written in this block
};

}  // namespace envelope::format
