#include "compiler/testing/several_policies.h"

#include <fmt/format.h>
#include <llvm/Support/raw_ostream.h>

#include <iterator>
#include <utility>

#include "compiler/diagnostics/xml_text.h"

namespace envelope::testing {

using diagnostics::xml_text;

namespace {

llvm::json::Value json_text(std::string_view value) { return llvm::json::fixUTF8(llvm::StringRef(value.data(), value.size())); }

}  // namespace

void SeveralAsJson::add(std::string_view path, llvm::json::Object report) {
  report["path"] = json_text(path);
  policies_.push_back(std::move(report));
}

void SeveralAsJson::add_problem(std::string_view path, std::string_view problem) {
  policies_.push_back(llvm::json::Object{{"path", json_text(path)}, {"problem", json_text(problem)}});
}

std::string SeveralAsJson::text() const {
  llvm::json::Array policies = policies_;
  llvm::json::Object root{{"schema_version", 1}, {"policies", std::move(policies)}};
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
  return out;
}

void SeveralAsJUnit::add(std::string_view path, const ReportInput& input) {
  const CaseCounts counts = count_cases(input.report.tests);
  fmt::format_to(std::back_inserter(suites_),
                 "  <testsuite name=\"{}\" file=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{}  </testsuite>\n",
                 xml_text(input.model.name), xml_text(path), counts.cases, counts.failed, junit_cases(input.report.tests, input.sources));
  tests_ += counts.cases;
  failures_ += counts.failed;
}

void SeveralAsJUnit::add_problem(std::string_view path, std::string_view problem) {
  fmt::format_to(std::back_inserter(suites_),
                 "  <testsuite name=\"{0}\" file=\"{0}\" tests=\"1\" failures=\"0\" errors=\"1\">\n"
                 "    <testcase classname=\"policy\" name=\"{0}\" file=\"{0}\">\n      <error message=\"{1}\"/>\n    </testcase>\n"
                 "  </testsuite>\n",
                 xml_text(path), xml_text(problem));
  ++tests_;
  ++errors_;
}

std::string SeveralAsJUnit::text() const {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"envc test\" tests=\"{}\" failures=\"{}\" "
      "errors=\"{}\">\n{}</testsuites>\n",
      tests_, failures_, errors_, suites_);
}

}  // namespace envelope::testing
