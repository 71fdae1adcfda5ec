#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diff/report.h"

namespace envelope::diff {
namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

Value text(std::string_view value) { return llvm::json::fixUTF8(llvm::StringRef(value.data(), value.size())); }
std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

Object subject(const Subject& about) {
  Object object{{"agent", text(about.agent)}};
  if (!about.action.empty()) object["action"] = text(about.action);
  if (!about.requested.empty()) object["requested"] = text(about.requested);
  return object;
}

Object place(const base::SourceMap& sources, base::Span span, std::string_view side) {
  const base::Position at = sources.position(span.file, span.begin);
  return Object{{"side", text(side)}, {"path", text(sources.file(span.file).path)}, {"line", at.line}, {"column", at.column}};
}

// Of a change and the finding that tells it.
Object change_object(const Report& report, const Change& change, const diagnostics::Diagnostic& finding) {
  Array subjects, places, notes;
  for (const Subject& about : change.subjects) subjects.push_back(subject(about));
  if (finding.primary.is_valid()) places.push_back(place(report.sources, finding.primary, finding.primary_text));
  for (const diagnostics::Label& label : finding.labels) places.push_back(place(report.sources, label.span, label.text));
  for (const std::string& note : change.notes) notes.push_back(text(note));
  Object object{{"code", text(diagnostics::code_text(finding.code))},
                {"name", text(diagnostics::code_name(finding.code))},
                {"severity", text(diagnostics::severity_word(finding.severity))},
                {"title", text(change.title)},
                {"subjects", std::move(subjects)},
                {"places", std::move(places)},
                {"notes", std::move(notes)}};
  if (!change.help.empty()) object["help"] = text(change.help);
  if (change.evidence)
    object["witness"] = Object{
        {"command", text(change.evidence->command)}, {"before", text(change.evidence->before)}, {"after", text(change.evidence->after)}};
  return object;
}

Array verdicts(const PolicyDiff& policy) {
  Array all;
  for (const SubjectVerdict& verdict : policy.verdicts) {
    Object object = subject(verdict.subject);
    object["verdict"] = text(verdict_word(verdict.verdict));
    all.push_back(std::move(object));
  }
  return all;
}

}  // namespace

std::string render_json(const Report& report) {
  Array policies;
  std::size_t told = 0;  // findings stand in the order of the changes
  for (const PolicyDiff& policy : report.policies) {
    Array changes, unknowns;
    if (policy.faults.empty())
      for (const Change& change : policy.changes) changes.push_back(change_object(report, change, report.diagnostics[told++]));
    for (const std::string& unknown : policy.unknowns) unknowns.push_back(text(unknown));
    told += policy.faults.empty() ? policy.unknowns.size() : policy.faults.size();
    policies.push_back(Object{{"name", text(policy.name)},
                              {"equivalent", number(policy.equivalent)},
                              {"verdicts", verdicts(policy)},
                              {"changes", std::move(changes)},
                              {"unknown", std::move(unknowns)}});
  }
  Array not_compared;
  if (!report.not_compared.empty()) not_compared.push_back(text("ways to more authority: " + report.not_compared));
  Object root{{"schema_version", 1},
              {"before", text(report.before)},
              {"after", text(report.after)},
              {"refused", report.is_refused()},
              {"not_compared", std::move(not_compared)},
              {"policies", std::move(policies)}};
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", Value(std::move(root)));
  return out;
}

}  // namespace envelope::diff
