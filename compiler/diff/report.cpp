#include "compiler/diff/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "compiler/diagnostics/render.h"

namespace envelope::diff {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Severity;

constexpr std::size_t kSubjectsShown = 6;
constexpr std::size_t kPlacesShown = 5;

Code code_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::new_authority:
      return Code::NewAuthority;
    case ChangeKind::new_escalation:
      return Code::NewEscalation;
    case ChangeKind::weaker_safeguard:
      return Code::WeakerSafeguard;
    case ChangeKind::looser_limit:
      return Code::LooserLimit;
    case ChangeKind::less_authority:
      return Code::LessAuthority;
    case ChangeKind::stronger_safeguard:
      return Code::StrongerSafeguard;
    case ChangeKind::tighter_limit:
      return Code::TighterLimit;
    case ChangeKind::closed_escalation:
      return Code::ClosedEscalation;
    case ChangeKind::surroundings:
      return Code::ChangedSurroundings;
  }
  return Code::ChangedSurroundings;
}

// Which gate a kind of change does not pass. A looser limit lets through what was refused, so it is authority.
bool is_refused_by(const Gates& gates, const Change& change) {
  if (gates.no_lost_approval && (change.kind == ChangeKind::weaker_safeguard || change.loses_approval)) return true;
  if (change.kind == ChangeKind::new_authority || change.kind == ChangeKind::looser_limit) return gates.no_new_authority;
  return change.kind == ChangeKind::new_escalation && gates.no_new_escalation;
}

bool is_escalation(ChangeKind kind) { return kind == ChangeKind::new_escalation || kind == ChangeKind::closed_escalation; }

std::string subjects_words(const std::vector<Subject>& subjects) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < subjects.size() && i < kSubjectsShown; ++i) words.push_back("`" + subject_words(subjects[i]) + "`");
  std::string text = fmt::format("{}", fmt::join(words, ", "));
  if (subjects.size() > kSubjectsShown) text += fmt::format(" and {} more", subjects.size() - kSubjectsShown);
  return text;
}

// The files of both sides in one map; the file of a side by its own number.
using FileNumbers = std::array<std::vector<base::FileId>, 2>;

class Telling {
 public:
  Telling(Report& report, FileNumbers numbers) : report_(report), numbers_(std::move(numbers)) {}

  void tell(const PolicyDiff& policy) {
    for (const std::string& fault : policy.faults) add(Code::EnginesDisagree, Severity::error, fault);
    if (!policy.faults.empty()) return;
    for (const Change& change : policy.changes) report_.diagnostics.push_back(finding_of(policy, change));
    for (const std::string& unknown : policy.unknowns) add(Code::ProofUnknown, Severity::warning, "not compared: " + unknown);
  }

 private:
  void add(Code code, Severity severity, const std::string& message) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = severity;
    diagnostic.message = message;
    report_.diagnostics.push_back(std::move(diagnostic));
  }

  [[nodiscard]] base::Span moved(Side side, base::Span span) const {
    span.file = numbers_[index_of(side)][span.file.value];
    return span;
  }

  [[nodiscard]] Diagnostic finding_of(const PolicyDiff& policy, const Change& change) const {
    Diagnostic diagnostic;
    diagnostic.code = code_of(change.kind);
    diagnostic.severity = is_refused_by(report_.gates, change) ? Severity::error : diagnostics::default_severity(diagnostic.code);
    const bool names_its_subjects = change.subjects.empty() || is_escalation(change.kind);
    diagnostic.message = names_its_subjects ? change.title : fmt::format("{}: {}", subjects_words(change.subjects), change.title);
    const bool is_about_cells = !change.subjects.empty() && !change.subjects.front().action.empty();
    if (change.subjects.size() > 1 && is_escalation(change.kind))
      diagnostic.note("it is so for " + subjects_words(change.subjects));
    else if (change.subjects.size() > 1)
      diagnostic.note(fmt::format("{} {}, for the same reason", change.subjects.size(), is_about_cells ? "agents and actions" : "agents"));
    if (!policy.name.empty()) diagnostic.note(fmt::format("in `{}`", policy.name));
    for (const std::string& note : change.notes) diagnostic.note(note);
    if (!change.help.empty()) diagnostic.with_help(change.help);
    add_places(diagnostic, Side::after, change.after, "new");
    add_places(diagnostic, Side::before, change.before, "old");
    if (change.evidence) {
      diagnostic.witness =
          diagnostics::Witness{change.evidence->command, "old: " + change.evidence->before, "new: " + change.evidence->after};
      diagnostic.witness->expected = change.evidence->before + " (the old side)";
      diagnostic.witness->actual = change.evidence->after + " (the new side)";
      if (!change.evidence->other_command.empty()) diagnostic.note("the other side is asked: " + change.evidence->other_command);
    }
    return diagnostic;
  }

  // The first place of the new side, else of the old, is where the finding stands.
  void add_places(Diagnostic& diagnostic, Side side, const std::vector<Place>& places, const char* words) const {
    std::size_t shown = 0;
    for (const Place& place : places) {
      if (!place.span.is_valid()) continue;
      if (++shown > kPlacesShown) continue;
      if (!diagnostic.primary.is_valid()) {
        diagnostic.primary = moved(side, place.span);
        diagnostic.primary_text = words;
      } else {
        diagnostic.label(moved(side, place.span), words);
      }
    }
    if (shown > kPlacesShown) diagnostic.note(fmt::format("and {} more statements of the {} side", shown - kPlacesShown, words));
  }

  Report& report_;
  FileNumbers numbers_;
};

std::vector<base::FileId> add_files(base::SourceMap& sources, const LoadedPolicy* policy, const std::string& prefix) {
  std::vector<base::FileId> numbers;
  for (std::uint32_t i = 0; policy != nullptr && i < policy->compilation->sources.size(); ++i) {
    const base::SourceFile& file = policy->compilation->sources.file({i});
    numbers.push_back(sources.add((file.path.starts_with('<') ? "" : prefix) + file.path, file.text));
  }
  return numbers;
}

SidePolicy side_policy(const LoadedSide& side, const LoadedPolicy* policy) {
  if (policy == nullptr) return {nullptr, nullptr, side.table, side.prefix};
  return {&*policy->compilation->model, &policy->compilation->sources, side.table, side.prefix};
}

// A table is held against its text by what it decides, and decides nothing about what actions write and which files run.
std::string why_not_compared(const LoadedSide& before, const LoadedSide& after) {
  const auto name = [](const LoadedSide& side, const char* words) { return fmt::format("the {} side, `{}`", words, side.word); };
  if (before.is_table && after.is_table) return fmt::format("{}, and {}, are tables", name(before, "old"), name(after, "new"));
  if (before.is_table) return name(before, "old") + ", is a table";
  return after.is_table ? name(after, "new") + ", is a table" : "";
}

void tell_not_compared(Report& report) {
  Diagnostic diagnostic;
  diagnostic.code = Code::EscalationsNotCompared;
  diagnostic.severity = report.gates.no_new_escalation ? Severity::error : diagnostics::default_severity(diagnostic.code);
  diagnostic.message = "ways to more authority are not compared: " + report.not_compared;
  diagnostic.note("what actions write, and which files run as whom, is said by the text in a table and held against nothing");
  diagnostic.with_help("compare the policies that the tables were built from");
  report.diagnostics.push_back(std::move(diagnostic));
}

}  // namespace

bool Report::is_refused() const {
  return std::any_of(policies.begin(), policies.end(), [&](const PolicyDiff& policy) {
    return std::any_of(policy.changes.begin(), policy.changes.end(), [&](const Change& change) { return is_refused_by(gates, change); });
  });
}

bool Report::has_unknowns() const {
  if (gates.no_new_escalation && !not_compared.empty()) return true;
  return std::any_of(policies.begin(), policies.end(), [](const PolicyDiff& policy) { return !policy.unknowns.empty(); });
}

bool Report::has_faults() const {
  return std::any_of(policies.begin(), policies.end(), [](const PolicyDiff& policy) { return !policy.faults.empty(); });
}

Report compare_sides(const LoadedSide& before, const LoadedSide& after, const Gates& gates, CompareOptions options) {
  Report report;
  report.before = before.word;
  report.after = after.word;
  report.gates = gates;
  report.not_compared = why_not_compared(before, after);
  options.escalations = options.claims = report.not_compared.empty();
  for (const PolicyPair& pair : pair_policies(before, after)) {
    PolicyDiff policy = compare(side_policy(before, pair.before), side_policy(after, pair.after), options);
    policy.name = pair.name;
    FileNumbers numbers{add_files(report.sources, pair.before, before.prefix), add_files(report.sources, pair.after, after.prefix)};
    Telling(report, std::move(numbers)).tell(policy);
    report.policies.push_back(std::move(policy));
  }
  if (!report.not_compared.empty()) tell_not_compared(report);
  return report;
}

std::string render_sarif(const Report& report) { return diagnostics::render_sarif(report.diagnostics, report.sources); }

}  // namespace envelope::diff
