// A comparison as text: for people, for a pull request, for programs.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diff/change.h"
#include "compiler/diff/compare.h"
#include "compiler/diff/sides.h"

namespace envelope::diff {

// What fails a build.
struct Gates {
  bool no_new_authority = false;
  bool no_lost_approval = false;
  bool no_new_escalation = false;
};

struct Report {
  std::string before, after;  // as the sides were named
  std::vector<PolicyDiff> policies;
  Gates gates;
  std::string not_compared;                          // why ways to more authority are not; empty: they are
  base::SourceMap sources;                           // of both sides, each file shown with the prefix of its side
  std::vector<diagnostics::Diagnostic> diagnostics;  // a finding for each change, unknown and fault, in this order; spans into `sources`

  [[nodiscard]] bool is_refused() const;    // by a gate
  [[nodiscard]] bool has_unknowns() const;  // or a gate is asked about what is not compared
  [[nodiscard]] bool has_faults() const;
};

// Compares what both sides hold; both must be usable. Whether escalations and claims are depends on the sides, not on `options`.
[[nodiscard]] Report compare_sides(const LoadedSide& before, const LoadedSide& after, const Gates& gates, CompareOptions options = {});

// Verdicts by agent and action, then every change with where it stands and a request that shows it.
[[nodiscard]] std::string render_pretty(const Report& report, bool color);
// For the comment of a pull request: a table of verdicts, a section for each change.
[[nodiscard]] std::string render_markdown(const Report& report);
// {"schema_version": 1, …}; docs/reviewing-changes.md lists the members.
[[nodiscard]] std::string render_json(const Report& report);
// SARIF 2.1.0.
[[nodiscard]] std::string render_sarif(const Report& report);

}  // namespace envelope::diff
