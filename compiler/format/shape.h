// What the tree knows about a statement that its tokens alone do not tell: where its block is, what stands in it, where it may break.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/format/token.h"
#include "compiler/syntax/ast/policy_file.h"

namespace envelope::format {

// One statement, test case or part of an approval: bytes `[begin, end)`.
struct Item {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  const syntax::Statement* statement = nullptr;  // null for what is no statement of its own
};

struct Shape {
  bool has_block = false;
  std::uint32_t block_begin = 0;      // the opening brace
  std::uint32_t block_end = 0;        // behind the closing brace
  std::vector<Item> items;            // of the block, in order
  std::vector<std::uint32_t> breaks;  // see lay_out
  bool breaks_there_only = false;     // its conditions belong to parts of it, and stay with them
};

// `tokens` are those of the statement; where it is a scope, those of its head are enough.
[[nodiscard]] Shape shape_of(const syntax::Statement& statement, Tokens tokens);

// Where `policy NAME "…" timezone "…"` may break.
[[nodiscard]] std::vector<std::uint32_t> header_breaks(const syntax::PolicyHeader& header, Tokens tokens);

}  // namespace envelope::format
