// The one style of a policy text. There are no options.
//
//   in    a tree, its comments and the text it was read from
//   out   the same statements, tokens and comments with new white space
//
// Only white space changes: words, numbers, strings and comments keep their spelling and their order, so the meaning is kept by
// construction (`same_tree` in equivalent.h is how tests hold it to that). What the parser could not read keeps its bytes; where that
// cannot be had while its neighbours move, the whole text is returned as it was.
//
// The style
//   * Two blanks for each block; each statement on its own line; at most one empty line between two; `\n` line ends, but for those
//     inside a `"""` text; a final line end.
//   * A block written on one line stays on one line while it fits kBlockColumns; two blanks stand between its statements.
//   * A statement longer than kStatementColumns breaks before its clauses (`when unless via because with do else at ->`, traits, titles),
//     four blanks deep. A condition that is still too long breaks before `or`, then `and`; a bracketed list goes one item a line; a bare
//     list fills its lines.
//   * A comment stays on the line of the word before it, or on its own line before the word after it. Comments that end lines next to
//     each other are aligned.
#pragma once

#include <string>

#include "compiler/base/source_map.h"
#include "compiler/syntax/parse.h"

namespace envelope::format {

// Columns are code points. A line may be longer where nothing in it can be broken.
inline constexpr int kStatementColumns = 120;
inline constexpr int kBlockColumns = 100;
inline constexpr int kIndent = 2;

// The whole text of `parsed.tree.file` in the style above. `sources` must be the map the tree was parsed from. Never fails; formatting the
// result again changes nothing. An empty text gives an empty text.
[[nodiscard]] std::string format(const syntax::ParseResult& parsed, const base::SourceMap& sources);

}  // namespace envelope::format
