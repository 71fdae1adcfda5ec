#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "compiler/model/print.h"
#include "compiler/testing/render.h"
#include "runtime/text/utf8.h"

namespace envelope::testing {
namespace {

struct Style {
  bool color;
  [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const {
    return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  [[nodiscard]] std::string good(std::string_view text) const { return paint("32", text); }
  [[nodiscard]] std::string bad(std::string_view text) const { return paint("31;1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return paint("2", text); }
};

std::string safe(std::string_view text) { return text::escape_for_terminal(text); }

void append_case(std::string& out, const ReportInput& input, const Style& style, const CaseResult& result) {
  fmt::format_to(std::back_inserter(out), "    {}\n      at {}\n      expected {}, decided {}\n", safe(result.request),
                 safe(place_text(input.sources, result.span)), result.expected, style.bad(safe(result.actual)));
  for (const model::Matched& matched : result.explanation.matched) {
    if (!matched.decides) continue;
    const model::Statement& statement = input.model.statements[matched.statement.index()];
    fmt::format_to(std::back_inserter(out), "      decided by {} {}\n", safe(statement.text),
                   style.dim(safe(place_text(input.sources, statement.span))));
  }
  if (result.explanation.matched.empty() && result.explanation.outcome.refusal == request::Refusal::none)
    fmt::format_to(std::back_inserter(out), "      nothing grants it\n");
}

void append_coverage(std::string& out, const ReportInput& input, const Style& style) {
  const Coverage& coverage = *input.coverage;
  const auto applied = std::count_if(coverage.statements.begin(), coverage.statements.end(), [](const auto& s) { return s.applied > 0; });
  const auto complete = std::count_if(coverage.atoms.begin(), coverage.atoms.end(), [](const auto& a) { return a.complete(); });
  fmt::format_to(std::back_inserter(out), "\ncoverage: {} of {} statements applied, {} of {} conditions seen in all their values\n",
                 applied, coverage.statements.size(), complete, coverage.atoms.size());
  for (const StatementCoverage& statement : coverage.statements) {
    if (statement.applied > 0) continue;
    const model::Statement& text = input.model.statements[statement.statement.index()];
    fmt::format_to(std::back_inserter(out), "  {} {} {}\n",
                   statement.considered > 0 ? "never applied:   " : "never considered:", safe(text.text),
                   style.dim(safe(place_text(input.sources, text.span))));
  }
  for (const AtomCoverage& atom : coverage.atoms) {
    if (atom.complete()) continue;
    static constexpr std::string_view kNames[] = {"false", "unknown", "true"};
    std::string missing;
    for (const std::size_t i : {2U, 0U, 1U})
      if (atom.seen[i] == 0 && (i != 1U || atom.may_be_unknown)) missing += fmt::format("{}{}", missing.empty() ? "" : ", ", kNames[i]);
    fmt::format_to(std::back_inserter(out), "  never {}: {}\n", missing, safe(model::print_atom(input.model, atom.atom)));
  }
}

}  // namespace

std::string place_text(const base::SourceMap& sources, base::Span span) {
  if (!span.is_valid()) return "?";
  const base::Position position = sources.position(span.file, span.begin);
  return fmt::format("{}:{}:{}", sources.file(span.file).path, position.line, position.column);
}

std::string render_pretty(const ReportInput& input) {
  const Style style{input.color};
  std::string out;
  for (const TestResult& test : input.report.tests) {
    const auto failed = std::count_if(test.cases.begin(), test.cases.end(), [](const CaseResult& result) { return !result.passed; });
    fmt::format_to(std::back_inserter(out), "{} {} {}\n", failed == 0 ? style.good("ok    ") : style.bad("FAILED"), safe(test.title),
                   style.dim(fmt::format("({} of {})", test.cases.size() - static_cast<std::size_t>(failed), test.cases.size())));
    for (const CaseResult& result : test.cases)
      if (!result.passed) append_case(out, input, style, result);
  }
  if (input.coverage) append_coverage(out, input, style);
  fmt::format_to(std::back_inserter(out), "{}{} passed, {} failed{}\n", out.empty() ? "" : "\n", input.report.passed_count(),
                 input.report.failed_count(), input.report.left_out > 0 ? fmt::format(", {} left out", input.report.left_out) : "");
  return out;
}

}  // namespace envelope::testing
