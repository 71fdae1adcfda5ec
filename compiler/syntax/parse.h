// Text → tree. The whole public face of the parser; no type of the parser library stands here.
#pragma once

#include <cstddef>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/ast/policy_file.h"
#include "compiler/syntax/trivia.h"

namespace envelope::syntax {

// Nesting beyond this (parentheses, brackets, braces) is refused with ENV0107 before parsing.
inline constexpr int kNestingMax = 200;
// After this many syntax errors in one file the parser gives up with ENV0115.
inline constexpr std::size_t kSyntaxErrorsMax = 100;

struct ParseResult {
  PolicyFile tree;
  Trivia trivia;
};

// Never fails: a broken text still gives a tree (see Statement::broken, Unreadable) and located errors in `sink`.
// `file` must hold valid UTF-8 (project::load sees to it). Deterministic; safe to call from one thread at a time.
[[nodiscard]] ParseResult parse(const base::SourceMap& sources, base::FileId file, diagnostics::Sink& sink);

}  // namespace envelope::syntax
