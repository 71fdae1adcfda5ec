// The tree of one file: a header and statements in written order. Owns everything; holds nothing of the parser's.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "compiler/syntax/ast/claim.h"
#include "compiler/syntax/ast/scope.h"
#include "compiler/syntax/ast/vocabulary.h"

namespace envelope::syntax {

// Text the parser could not read as any statement; already reported. Keeps its bytes for the formatter.
struct Unreadable {};

using StatementNode = std::variant<Unreadable, Import, Let, EnumDecl, ClassDecl, CapabilityDecl, SignatureDecl, MeterDecl, FactDecl,
                                   LabelDecl, FileDecl, Approval, Route, Scope, Rule, Holds, Limit, Watch, Around, Audit, Configure, Reach,
                                   Lasts, Passage, CronTrigger, EveryTrigger, EventTrigger, RunItem, Expires, Assert, Accept, Test>;

struct Statement {
  base::Span span;
  // A syntax error lies inside, but not in a statement nested in this one, which has its own mark: the formatter copies the bytes,
  // check skips what is missing.
  bool broken = false;
  StatementNode node;
};

struct PolicyFile {
  base::FileId file;
  std::optional<PolicyHeader> header;
  std::vector<Statement> statements;
};

}  // namespace envelope::syntax
