// Test reports for people (pretty), CI servers (JUnit) and programs (JSON).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/testing/coverage.h"
#include "compiler/testing/run_tests.h"

namespace llvm::json {
class Object;
}

namespace envelope::testing {

struct ReportInput {
  const model::PolicyModel& model;
  const base::SourceMap& sources;
  const TestReport& report;
  const std::optional<Coverage>& coverage;
  bool color = false;
};

[[nodiscard]] std::string render_pretty(const ReportInput& input);
[[nodiscard]] std::string render_junit(const ReportInput& input);
[[nodiscard]] std::string render_json(const ReportInput& input);  // "schema_version": 1

// Pieces of a document about several policies (several_policies.h): what render_json prints, without its `schema_version`; the cases of
// all tests, counted and as `<testcase>` elements.
[[nodiscard]] llvm::json::Object json_of(const ReportInput& input);
struct CaseCounts {
  std::size_t cases = 0, failed = 0;
};
[[nodiscard]] CaseCounts count_cases(const std::vector<TestResult>& tests);
[[nodiscard]] std::string junit_cases(const std::vector<TestResult>& tests, const base::SourceMap& sources);

// `path:line:column` of a span, as every printer shows it.
[[nodiscard]] std::string place_text(const base::SourceMap& sources, base::Span span);

}  // namespace envelope::testing
