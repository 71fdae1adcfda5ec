// What the tests of a policy exercised: every statement that can decide, and every atom seen true, false and unknown.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/model/policy_model.h"
#include "compiler/testing/run_tests.h"

namespace envelope::testing {

struct StatementCoverage {
  model::StatementId statement;
  std::size_t considered = 0;  // cases whose agent and action it speaks about
  std::size_t applied = 0;     // … and whose condition let it take part in the decision
};

struct AtomCoverage {
  model::AtomId atom;
  std::array<std::size_t, 3> seen{};  // by text::Truth: no, unknown, yes
  bool may_be_unknown = true;         // false: a request that lacks it is refused before any rule is looked at
  [[nodiscard]] bool complete() const { return seen[0] > 0 && (seen[1] > 0 || !may_be_unknown) && seen[2] > 0; }
};

struct Coverage {
  std::vector<StatementCoverage> statements;  // those that grant or cap, in model order
  std::vector<AtomCoverage> atoms;            // those written in such statements (capabilities that actions need are not written there)
};

// Walks the same cases run_tests walks (filter and now included).
[[nodiscard]] Coverage measure_coverage(const check::TypedProgram& program, const model::PolicyModel& model, const TestOptions& options);

}  // namespace envelope::testing
