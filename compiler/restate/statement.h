// One statement of a program: where it stood, and its line in the language.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/restate/condition.h"

namespace envelope::restate {

enum class StatementKind : std::uint8_t { label, holds, job, rule, limit, watch, around, audit, configure, route, file };

// `index` counts the vector of the kind. A job is the statement that opens its block: its scope ends with itself.
struct Statement {
  StatementKind kind{};
  std::uint32_t index = 0;
  base::Span place;
  std::vector<check::ScopeRef> scope;
  base::ZoneId zone;  // whose clock it reads; invalid: none
};

// All statements in the order of the sources: modules as they were loaded, each from its first line to its last. The statements of a job
// follow it without a gap and read one clock, because a job has one block.
[[nodiscard]] std::vector<Statement> statements_of(const check::TypedProgram& program);

// The statement without its blocks, one line or, for a job, several.
[[nodiscard]] std::string spell_statement(const check::TypedProgram& program, const Statement& statement, Home& home);

}  // namespace envelope::restate
