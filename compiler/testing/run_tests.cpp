#include "compiler/testing/run_tests.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/model/print_request.h"
#include "compiler/request/print.h"

namespace envelope::testing {
namespace {

std::string expected_text(const check::TypedProgram& program, const check::TestCase& test) {
  std::set<std::string> via;
  for (const base::ApprovalId id : test.via) via.insert(program.approvals[id.index()].name);
  std::string text{base::effect_name(test.expected)};
  if (!via.empty()) text += fmt::format(" via {}", fmt::join(via, ", "));
  return text;
}

CaseResult run_case(const check::TypedProgram& program, const model::PolicyModel& model, const check::TestCase& test,
                    const TestOptions& options) {
  request::Request request = test.request;
  if (!request.time_ms) request.time_ms = options.now_ms;
  CaseResult result;
  result.explanation = model::explain(model, request);
  const request::Outcome& outcome = result.explanation.outcome;
  result.request = model::print_request(model, request);
  result.expected = expected_text(program, test);
  result.actual = std::string(base::effect_name(outcome.effect));
  if (!outcome.approvals.empty()) result.actual += fmt::format(" via {}", fmt::join(outcome.approvals, ", "));
  if (outcome.refusal != request::Refusal::none) result.actual += fmt::format(" ({})", request::refusal_name(outcome.refusal));
  result.passed = meets(program, test, outcome);
  result.span = test.span;
  return result;
}

}  // namespace

bool meets(const check::TypedProgram& program, const check::TestCase& test, const request::Outcome& outcome) {
  if (outcome.effect != test.expected) return false;
  if (test.via.empty()) return true;  // `-> ask` says nothing about who answers
  std::set<std::string> via;
  for (const base::ApprovalId id : test.via) via.insert(program.approvals[id.index()].name);
  return via == outcome.approvals;
}

bool TestResult::passed() const {
  return std::all_of(cases.begin(), cases.end(), [](const CaseResult& result) { return result.passed; });
}

std::size_t TestReport::passed_count() const {
  return static_cast<std::size_t>(std::count_if(tests.begin(), tests.end(), [](const TestResult& test) { return test.passed(); }));
}

std::size_t TestReport::failed_count() const { return tests.size() - passed_count(); }

TestReport run_tests(const check::TypedProgram& program, const model::PolicyModel& model, const TestOptions& options) {
  TestReport report;
  for (const check::Test& test : program.tests) {
    if (test.title.find(options.filter) == std::string::npos) {
      ++report.left_out;
      continue;
    }
    TestResult result{test.title, test.span, {}};
    for (const check::TestCase& test_case : test.cases) result.cases.push_back(run_case(program, model, test_case, options));
    report.tests.push_back(std::move(result));
  }
  return report;
}

}  // namespace envelope::testing
