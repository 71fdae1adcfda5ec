// A report for people and for pull requests.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "compiler/diagnostics/render.h"
#include "compiler/diff/report.h"
#include "runtime/text/utf8.h"

namespace envelope::diff {
namespace {

constexpr std::size_t kAgentsShown = 40;

struct Totals {
  std::map<Verdict, std::size_t> of;
  std::size_t changes = 0;
};

Totals totals(const Report& report) {
  Totals totals;
  for (const PolicyDiff& policy : report.policies) {
    totals.of[Verdict::equivalent] += policy.equivalent;
    for (const SubjectVerdict& verdict : policy.verdicts) ++totals.of[verdict.verdict];
    totals.changes += policy.changes.size();
  }
  return totals;
}

std::string totals_line(const Report& report) {
  Totals all = totals(report);
  std::vector<std::string> parts;
  for (const Verdict verdict : {Verdict::wider, Verdict::narrower, Verdict::incomparable, Verdict::equivalent})
    if (all.of[verdict] > 0) parts.push_back(fmt::format("{} {}", all.of[verdict], verdict_word(verdict)));
  if (parts.empty()) parts.emplace_back("nothing is permitted on either side");
  return fmt::format("agents and actions: {}", fmt::join(parts, ", "));
}

// By agent, in the order of their names: what is wider, narrower, incomparable.
using Rows = std::map<std::string, std::map<Verdict, std::vector<std::string>>>;

Rows rows_of(const PolicyDiff& policy) {
  Rows rows;
  for (const SubjectVerdict& verdict : policy.verdicts) {
    const Subject& subject = verdict.subject;
    rows[subject.agent][verdict.verdict].push_back(
        subject.requested.empty() ? subject.action : fmt::format("request {} for {}", subject.requested, subject.action));
  }
  return rows;
}

std::string safe(const std::string& text) { return text::escape_for_terminal(text); }

void print_rows(const PolicyDiff& policy, std::string& out) {
  if (!policy.name.empty() && !policy.verdicts.empty()) out += safe(policy.name) + "\n";
  const Rows rows = rows_of(policy);
  std::size_t width = 0, shown = 0;
  for (const auto& [agent, verdicts] : rows) width = std::max(width, safe(agent).size());
  for (const auto& [agent, verdicts] : rows) {
    if (++shown > kAgentsShown) break;
    std::vector<std::string> parts;
    for (const auto& [verdict, actions] : verdicts) parts.push_back(fmt::format("{}: {}", verdict_word(verdict), fmt::join(actions, ", ")));
    out += fmt::format("  {:<{}}  {}\n", safe(agent), width, safe(fmt::format("{}", fmt::join(parts, "; "))));
  }
  if (rows.size() > kAgentsShown) out += fmt::format("  and {} more agents\n", rows.size() - kAgentsShown);
}

bool says_nothing(const Report& report) {
  return report.diagnostics.empty() &&
         std::all_of(report.policies.begin(), report.policies.end(), [](const PolicyDiff& p) { return p.verdicts.empty(); });
}

std::string gate_line(const Report& report) {
  std::vector<std::string> gates;
  if (report.gates.no_new_authority) gates.emplace_back("--no-new-authority");
  if (report.gates.no_lost_approval) gates.emplace_back("--no-lost-approval");
  if (report.gates.no_new_escalation) gates.emplace_back("--no-new-escalation");
  if (gates.empty()) return "";
  return fmt::format("{} {}\n", fmt::join(gates, ", "),
                     report.is_refused()     ? "refused"
                     : report.has_unknowns() ? "not answered"
                                             : "passed");
}

}  // namespace

std::string render_pretty(const Report& report, bool color) {
  std::string out = fmt::format("old: {}\nnew: {}\n", safe(report.before), safe(report.after));
  if (says_nothing(report)) return out + "the two decide everything alike\n" + gate_line(report);
  for (const PolicyDiff& policy : report.policies) print_rows(policy, out);
  out += totals_line(report) + "\n\n";
  out += diagnostics::render_text(report.diagnostics, report.sources, {.color = color, .width = 100, .limit = 0});
  return out + gate_line(report);
}

std::string render_markdown(const Report& report) {
  std::string out = "## What this change of policy permits\n\n";
  if (says_nothing(report)) return out + "The two decide everything alike.\n";
  out += "| agent | wider | narrower | incomparable |\n|---|---|---|---|\n";
  const auto cell = [](const std::map<Verdict, std::vector<std::string>>& verdicts, Verdict verdict) {
    const auto found = verdicts.find(verdict);
    if (found == verdicts.end()) return std::string();
    std::vector<std::string> words;
    for (const std::string& action : found->second) words.push_back("`" + safe(action) + "`");
    return fmt::format("{}", fmt::join(words, ", "));
  };
  for (const PolicyDiff& policy : report.policies)
    for (const auto& [agent, verdicts] : rows_of(policy))
      out += fmt::format("| {}`{}` | {} | {} | {} |\n", policy.name.empty() ? "" : safe(policy.name) + " ", safe(agent),
                         cell(verdicts, Verdict::wider), cell(verdicts, Verdict::narrower), cell(verdicts, Verdict::incomparable));
  out += "\n" + totals_line(report) + ".\n";
  const std::string gates = gate_line(report);
  if (!gates.empty())
    out += "\n" + std::string(report.is_refused() ? "**Refused.** " : "") + "`" + gates.substr(0, gates.size() - 1) + "`\n";
  return out + "\n" + diagnostics::render_markdown(report.diagnostics, report.sources);
}

}  // namespace envelope::diff
