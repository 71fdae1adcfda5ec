// Tables for tests: built from a policy, with checksums made to fit again after damage.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/pipeline/compile.h"
#include "compiler/table/assemble.h"
#include "tests/table/exercise.h"

struct env_table;

namespace envelope::table::test {

// A policy text, down to its model; fails the test when it is not accepted.
[[nodiscard]] std::unique_ptr<pipeline::Compilation> compile_policy(const std::string& policy);
// The bytes of the table of a policy text; fails the test when the policy is not accepted.
[[nodiscard]] std::vector<char> build_table(const std::string& policy, bool strip = false);
// A policy with everything a table can hold: every source, operation, kind of obligation, edge and zone.
[[nodiscard]] const std::string& rich_policy();

struct CloseTable {
  void operator()(env_table* table) const;
};
using TablePtr = std::unique_ptr<env_table, CloseTable>;
// Null when refused; `status` says how.
[[nodiscard]] TablePtr load(const std::vector<char>& bytes, int* status = nullptr);

// Its sections, so that changed ones can be assembled to a table whose sizes and checksums fit.
[[nodiscard]] std::vector<Section> sections_of(const env_table& table);

}  // namespace envelope::table::test
