// The tree as text, for goldens and `--emit=ast`. Deterministic; shows names, structure and places; not meant to be read back.
#pragma once

#include <string>

#include "compiler/base/source_map.h"
#include "compiler/syntax/ast/policy_file.h"

namespace envelope::syntax {

// One line for each statement: `kind line:column what`, what belongs to it indented below. `!` behind the kind marks a broken statement;
// missing parts read `<missing>`.
[[nodiscard]] std::string print_ast(const PolicyFile& file, const base::SourceMap& sources);

// A condition on one line. Nested chains stand in parentheses, whether written or not, so that structure shows:
// `a is b and (c or not (d))`.
[[nodiscard]] std::string print_expr(const Expr& expr);

// A value as it could be written: strings quoted and escaped, numbers as spelt.
[[nodiscard]] std::string print_value(const Value& value);

}  // namespace envelope::syntax
