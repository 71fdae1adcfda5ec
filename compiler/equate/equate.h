// A table is proved equal to its source: for every request, it decides as the evaluator over the typed program does.
//
// The proof looks at the bytes of the table through the runtime's own loader, and at the source through compiler/oracle; it shares no code
// with lowering or with the making of tables. Names, types and numbers are compared one by one. Then every cell (a principal and an
// action, or a principal, whom it asks and an action) is taken by itself: all that its statements and the table ask about a request is
// collected, each thing a request may say is cut into the cases that some question tells apart, and all combinations are tried, 512 at a
// time. Requests of one combination are answered alike by both sides, so that nothing is left over. Cells with more combinations than that
// are compared by two engines, decision diagrams and a solver, which must agree. docs/proving-tables.md; docs/decisions/0011.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/request/outcome.h"
#include "compiler/request/request.h"

struct env_table;

namespace envelope::equate {

// A request that the two decide differently, decided by both.
struct Difference {
  request::Request request;
  request::Outcome meant, decided;
};

struct Counts {
  std::uint64_t cells = 0;                      // of all principals, actions and edges
  std::uint64_t distinct = 0;                   // cells that differ in what is said of them or in what the table holds
  std::uint64_t exhausted = 0, by_engines = 0;  // of the distinct ones, how each was proved
  std::uint64_t cases = 0;                      // that were tried
};

struct Result {
  Counts counts;
  std::vector<Difference> differences;  // at most one for a cell, and kDifferencesMax in all
  std::vector<std::string> names;       // what is called, typed or numbered otherwise: a sentence part each
  std::vector<std::string> limits;      // cells that are neither proved nor refuted, and why
  std::string solver_version;           // empty when no solver was asked
  std::vector<std::string> faults;      // of the proof itself: the engines disagree, or a difference does not show when it is tried

  [[nodiscard]] bool is_proved() const { return differences.empty() && names.empty() && limits.empty() && faults.empty(); }
};

inline constexpr std::size_t kDifferencesMax = 10;
inline constexpr std::uint64_t kCasesMax = std::uint64_t{1} << 20;  // of one cell that is exhausted

struct Options {
  std::uint64_t cases_max = kCasesMax;
};

// `program` must come from a check without errors; `table` from env_table_load. Deterministic. Never throws.
[[nodiscard]] Result prove_equal(const check::TypedProgram& program, const env_table& table, const Options& options = {});

}  // namespace envelope::equate
