// What the tests of the formatter share: text → text, and the two laws every output keeps.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "compiler/format/equivalent.h"
#include "compiler/format/format.h"

namespace envelope::format::test {

struct Read {
  base::SourceMap sources;
  diagnostics::Sink sink;
  syntax::ParseResult parsed;
};

inline Read read(std::string text) {
  Read result;
  const base::FileId file = result.sources.add("test.envelope", std::move(text));
  result.parsed = syntax::parse(result.sources, file, result.sink);
  return result;
}

inline std::string formatted(std::string text) {
  const Read result = read(std::move(text));
  return format(result.parsed, result.sources);
}

// Raw strings in the tables begin with a line end, so that the text starts in the first column.
inline std::string unwrap(std::string_view text) {
  if (text.starts_with('\n')) text.remove_prefix(1);
  return std::string(text);
}

// The output for `text`, held to the laws: formatting again changes nothing, and the tree is the same.
inline std::string lawful(const std::string& text) {
  const Read before = read(text);
  const std::string once = format(before.parsed, before.sources);
  const Read after = read(once);
  CHECK(format(after.parsed, after.sources) == once);
  CHECK(same_tree(before.parsed.tree, after.parsed.tree));
  CHECK(before.parsed.trivia.comments.size() == after.parsed.trivia.comments.size());
  CHECK(before.sink.error_count() == after.sink.error_count());
  return once;
}

// The same for a text without syntax errors.
inline std::string tidy(std::string_view text) {
  const std::string input = unwrap(text);
  INFO(input);
  CHECK_FALSE(read(input).sink.has_errors());
  return lawful(input);
}

struct Row {
  std::string_view input;
  std::string_view output;  // the same as the input when empty
};

inline void check(const Row& row) {
  const std::string expected = unwrap(row.output.empty() ? row.input : row.output);
  CHECK(tidy(row.input) == expected);
}

}  // namespace envelope::format::test
