// A policy as droppable, movable pieces of text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/differential/random.h"

namespace envelope::differential {

// A statement, or a block with statements in it.
struct Piece {
  std::string text;  // the statement, or what stands before `{`
  bool is_block = false;
  std::vector<Piece> items;
  std::size_t file = 0;  // top level only: which file it stands in
};

struct PolicySource {
  std::vector<std::string> headers;  // one for each file; the first is the main file
  std::vector<Piece> pieces;
};

// The text of every file.
[[nodiscard]] std::vector<std::string> render(const PolicySource& source);
// All files as one text, for people.
[[nodiscard]] std::string show(const PolicySource& source);

// Every statement and block, counted depth first; `without` leaves out the one with that number and all inside it.
[[nodiscard]] std::size_t count_pieces(const PolicySource& source);
[[nodiscard]] PolicySource without(const PolicySource& source, std::size_t number);

// The same statements in another order, at every level; files keep what stands in them but for the order.
[[nodiscard]] PolicySource reordered(PolicySource source, Random& random);

}  // namespace envelope::differential
