#include <fmt/format.h>

#include <iterator>

#include "compiler/diagnostics/xml_text.h"
#include "compiler/testing/render.h"

namespace envelope::testing {

using diagnostics::xml_text;
std::string render_junit(const ReportInput& input) {
  std::size_t cases = 0;
  std::size_t failures = 0;
  std::string body;
  for (const TestResult& test : input.report.tests) {
    std::size_t failed = 0;
    std::string lines;
    for (const CaseResult& result : test.cases) {
      const std::string place = place_text(input.sources, result.span);
      const std::string file = input.sources.file(result.span.file).path;
      fmt::format_to(std::back_inserter(lines), "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\"", xml_text(test.title),
                     xml_text(result.request), xml_text(file));
      if (result.passed) {
        lines += "/>\n";
        continue;
      }
      ++failed;
      fmt::format_to(std::back_inserter(lines), ">\n      <failure message=\"expected {}, decided {}\">{}</failure>\n    </testcase>\n",
                     xml_text(result.expected), xml_text(result.actual), xml_text(place));
    }
    fmt::format_to(std::back_inserter(body), "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n",
                   xml_text(test.title), test.cases.size(), failed, lines);
    cases += test.cases.size();
    failures += failed;
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}</testsuites>\n",
                     xml_text(input.model.name), cases, failures, body);
}

}  // namespace envelope::testing
