// A snippet, parsed, for the tests of this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/parse.h"

namespace envelope::syntax {

struct Parsed {
  base::SourceMap sources;
  base::FileId file;
  diagnostics::Sink sink;
  ParseResult result;

  [[nodiscard]] const std::vector<Statement>& statements() const { return result.tree.statements; }
  [[nodiscard]] std::string_view text(base::Span span) const { return sources.text(span); }
  // The printed tree.
  [[nodiscard]] std::string ast() const;
  // One line for each finding: `1:5 ENV0104 message`.
  [[nodiscard]] std::string findings() const;
};

[[nodiscard]] Parsed parsed(std::string text);

// The file `name` of tests/unit/syntax/data.
[[nodiscard]] std::string data(std::string_view name);

// Statements in order and inside what holds them, findings in order and inside the text, and a finding for every broken statement: what
// must be true of every text, whatever it says. Gives the first offence; empty when there is none.
[[nodiscard]] std::string offence(const Parsed& parsed);

}  // namespace envelope::syntax
