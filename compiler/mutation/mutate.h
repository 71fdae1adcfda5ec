// How well the tests of a policy hold its statements: each is changed in turn, and a change that no test notices is one that nobody would.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/mutation/difference.h"
#include "compiler/mutation/mutants.h"
#include "compiler/testing/run_tests.h"

namespace envelope::mutation {

enum class Fate : std::uint8_t {
  killed,    // some test fails
  survived,  // every test passes, and `killer` is a request that would tell
  unknown,   // every test passes, and no request was found that tells: the change may or may not change anything
};
[[nodiscard]] std::string_view fate_name(Fate fate);

struct MutantResult {
  Change change{};
  std::string text;      // what is different
  base::Span statement;  // where
  std::string statement_text;
  Fate fate{};
  std::optional<Difference> killer;  // survived
};

struct MutationReport {
  std::vector<MutantResult> results;  // in the order of the statements
  [[nodiscard]] std::size_t count(Fate fate) const;
};

// Decides the tests that `options` select on every mutant of `program`, whose lowering is `model` and which stays as it was. All of them
// must pass on `model` itself. Pure and deterministic. Cost: mutants times (lowering + tests).
[[nodiscard]] MutationReport mutate(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources,
                                    const testing::TestOptions& options);

}  // namespace envelope::mutation
