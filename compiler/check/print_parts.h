// The pieces of print_typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/check/value_text.h"

namespace envelope::check {

[[nodiscard]] std::string quoted(std::string_view text);
[[nodiscard]] std::string print_constant(const TypedProgram& program, const Constant& constant);
// ` when …`, ` unless …`, each with its blank; empty when there are none.
[[nodiscard]] std::string print_conditions(const TypedProgram& program, const std::vector<TypedCondition>& conditions);
[[nodiscard]] std::string print_targets(const TypedProgram& program, const TypedTargets& targets);
// `[tier autonomous, subagents] ` or nothing.
[[nodiscard]] std::string print_scope(const TypedProgram& program, const std::vector<ScopeRef>& scope);
[[nodiscard]] std::string print_duties(const TypedProgram& program, const std::vector<Consequence>& duties);
// ` per day (ZONE)`, with its blank.
[[nodiscard]] std::string print_period(const TypedProgram& program, const Period& period);
// ` each a, b`, with its blank.
[[nodiscard]] std::string print_keys(const std::vector<std::string>& keys);
[[nodiscard]] std::string print_request(const TypedProgram& program, const TestCase& test);

// Names of ids, joined by commas; `?` for one that was not resolved.
template <typename Id, typename Entity>
[[nodiscard]] std::string print_names(const std::vector<Id>& ids, const std::vector<Entity>& entities) {
  std::string out;
  for (const Id id : ids) {
    if (!out.empty()) out += ", ";
    out += id.is_valid() ? entities[id.index()].name : std::string("?");
  }
  return out;
}
template <typename Id, typename Entity>
[[nodiscard]] std::string print_name(Id id, const std::vector<Entity>& entities) {
  return id.is_valid() ? entities[id.index()].name : std::string("?");
}

// The declarations, one line each, appended to `out`.
void print_vocabulary(const TypedProgram& program, std::string& out);
// Rules, limits, watches, …
void print_statements(const TypedProgram& program, std::string& out);
// Asserts, accepts, tests.
void print_claims(const TypedProgram& program, std::string& out);

}  // namespace envelope::check
