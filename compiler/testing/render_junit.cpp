#include <fmt/format.h>

#include <iterator>

#include "compiler/diagnostics/xml_text.h"
#include "compiler/testing/render.h"

namespace envelope::testing {

using diagnostics::xml_text;

std::string junit_cases(const std::vector<TestResult>& tests, const base::SourceMap& sources) {
  std::string lines;
  for (const TestResult& test : tests)
    for (const CaseResult& result : test.cases) {
      const std::string place = place_text(sources, result.span);
      const std::string file = sources.file(result.span.file).path;
      fmt::format_to(std::back_inserter(lines), "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\"", xml_text(test.title),
                     xml_text(result.request), xml_text(file));
      if (result.passed)
        lines += "/>\n";
      else
        fmt::format_to(std::back_inserter(lines), ">\n      <failure message=\"expected {}, decided {}\">{}</failure>\n    </testcase>\n",
                       xml_text(result.expected), xml_text(result.actual), xml_text(place));
    }
  return lines;
}

CaseCounts count_cases(const std::vector<TestResult>& tests) {
  CaseCounts counts;
  for (const TestResult& test : tests) {
    counts.cases += test.cases.size();
    for (const CaseResult& result : test.cases) counts.failed += result.passed ? 0 : 1;
  }
  return counts;
}

std::string render_junit(const ReportInput& input) {
  std::string body;
  for (const TestResult& test : input.report.tests)
    fmt::format_to(std::back_inserter(body), "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n",
                   xml_text(test.title), test.cases.size(), count_cases({test}).failed, junit_cases({test}, input.sources));
  const CaseCounts counts = count_cases(input.report.tests);
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}</testsuites>\n",
                     xml_text(input.model.name), counts.cases, counts.failed, body);
}

}  // namespace envelope::testing
