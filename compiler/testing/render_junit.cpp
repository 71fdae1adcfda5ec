#include <fmt/format.h>

#include <iterator>

#include "compiler/testing/render.h"
#include "runtime/text/utf8.h"

namespace envelope::testing {
namespace {

// XML 1.0 text: the five specials become entities; characters XML cannot hold are written out.
std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text::escape_for_terminal(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

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
      fmt::format_to(std::back_inserter(lines), "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\"", xml(test.title),
                     xml(result.request), xml(file));
      if (result.passed) {
        lines += "/>\n";
        continue;
      }
      ++failed;
      fmt::format_to(std::back_inserter(lines), ">\n      <failure message=\"expected {}, decided {}\">{}</failure>\n    </testcase>\n",
                     xml(result.expected), xml(result.actual), xml(place));
    }
    fmt::format_to(std::back_inserter(body), "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n", xml(test.title),
                   test.cases.size(), failed, lines);
    cases += test.cases.size();
    failures += failed;
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}</testsuites>\n",
                     xml(input.model.name), cases, failures, body);
}

}  // namespace envelope::testing
