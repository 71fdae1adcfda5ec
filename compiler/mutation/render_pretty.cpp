#include <fmt/format.h>

#include <iterator>

#include "compiler/mutation/case_text.h"
#include "compiler/mutation/render.h"
#include "compiler/testing/render.h"
#include "runtime/text/utf8.h"

namespace envelope::mutation {
namespace {

std::string paint(bool color, std::string_view code, std::string_view text) {
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string safe(std::string_view text) { return text::escape_for_terminal(text); }

void append_survivor(std::string& out, const ReportInput& input, const MutantResult& result) {
  fmt::format_to(std::back_inserter(out), "{} {} {}\n    {}\n    a test that tells: {}\n    decided otherwise: {}\n",
                 paint(input.color, "31;1", "SURVIVED"), safe(result.statement_text),
                 paint(input.color, "2", safe(testing::place_text(input.sources, result.statement))), safe(result.text),
                 safe(case_text(input.model, result.killer->request, result.killer->original)), safe(outcome_text(result.killer->changed)));
}

}  // namespace

std::string render_pretty(const ReportInput& input) {
  std::string out;
  for (const MutantResult& result : input.report.results)
    if (result.killer) append_survivor(out, input, result);
  const std::size_t killed = input.report.count(Fate::killed);
  const std::size_t survived = input.report.count(Fate::survived);
  const std::size_t unknown = input.report.count(Fate::unknown);
  fmt::format_to(std::back_inserter(out), "{}{} changes: {} noticed by a test, {} not noticed, {} equivalent or unknown\n",
                 out.empty() ? "" : "\n", input.report.results.size(), killed, survived, unknown);
  if (killed + survived > 0) fmt::format_to(std::back_inserter(out), "mutation score {}%\n", 100 * killed / (killed + survived));
  return out;
}

}  // namespace envelope::mutation
