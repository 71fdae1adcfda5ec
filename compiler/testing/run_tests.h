// Runs the `test` blocks of a policy against the reference interpreter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/check/typed_program.h"
#include "compiler/model/evaluate.h"

namespace envelope::testing {

struct TestOptions {
  std::string filter;                  // runs the tests whose title contains it; empty: all
  std::optional<std::int64_t> now_ms;  // the time of cases that give none
};

struct CaseResult {
  std::string request;  // as printed
  std::string expected, actual;
  bool passed = false;
  base::Span span;
  model::Explanation explanation;
};

struct TestResult {
  std::string title;
  base::Span span;
  std::vector<CaseResult> cases;
  [[nodiscard]] bool passed() const;
};

struct TestReport {
  std::vector<TestResult> tests;  // in written order
  std::size_t left_out = 0;       // by the filter
  [[nodiscard]] std::size_t passed_count() const;
  [[nodiscard]] std::size_t failed_count() const;
};

// The cases of `program`, decided by `model` (its lowering). Pure but for nothing: no clock, no files.
[[nodiscard]] TestReport run_tests(const check::TypedProgram& program, const model::PolicyModel& model, const TestOptions& options);

// Whether `outcome` is what `test` expects.
[[nodiscard]] bool meets(const check::TypedProgram& program, const check::TestCase& test, const request::Outcome& outcome);

}  // namespace envelope::testing
