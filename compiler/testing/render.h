// Test reports for people (pretty), CI servers (JUnit) and programs (JSON).
#pragma once

#include <optional>
#include <string>

#include "compiler/base/source_map.h"
#include "compiler/testing/coverage.h"
#include "compiler/testing/run_tests.h"

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

// `path:line:column` of a span, as every printer shows it.
[[nodiscard]] std::string place_text(const base::SourceMap& sources, base::Span span);

}  // namespace envelope::testing
