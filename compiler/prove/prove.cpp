#include "compiler/prove/prove.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <map>

#include "compiler/prove/acceptances.h"
#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Severity;

constexpr std::size_t kAlikeShown = 5;

void check_rules(Proof& proof, const VerifyOptions& options, Findings& findings) {
  find_vacuous_guards(proof, findings);
  find_dead_allows(proof, findings);
  find_idle_rules(proof, findings);
  if (options.crossings) find_crossing_rules(proof, findings);
  find_unreachable_rules(proof, findings);
  find_threshold_holes(proof, findings);
  find_obligation_conflicts(proof, findings);
  find_other_spellings(proof, findings);
  find_unsatisfiable_approvals(proof, findings);
  find_self_approvals(proof, findings);
  find_shared_keys(proof, findings);
  find_changes_after_approval(proof, findings);
  find_import_grants(proof, options.imports, findings);
}

void run_checks(Proof& proof, const VerifyOptions& options, Findings& findings) {
  if (!options.only_claims) check_rules(proof, options, findings);
  find_refuted_claims(proof, findings);
  for (const auto& check : options.further) check(proof, findings);
}

bool is_proved_kind(const model::Claim& claim) { return claim.kind != model::ClaimKind::total; }

// How many claims nothing was found about, before anything is accepted.
std::size_t claims_held(const model::PolicyModel& model, const Findings& findings) {
  const auto is_about = [](const Finding& finding, base::Span claim) {
    const base::Span place = finding.diagnostic.primary;
    return place.file == claim.file && place.begin >= claim.begin && place.end <= claim.end;
  };
  const auto is_held = [&](const model::Claim& claim) {
    return is_proved_kind(claim) &&
           std::none_of(findings.begin(), findings.end(), [&](const Finding& finding) { return is_about(finding, claim.statement.span); });
  };
  return static_cast<std::size_t>(std::count_if(model.claims.begin(), model.claims.end(), is_held));
}

// What the standard library says is not the author's to mend, and a policy need not have a use for all of it.
void drop_library_rules(const Proof& proof, Findings& findings) {
  std::erase_if(findings, [&](const Finding& finding) {
    const base::Span place = finding.diagnostic.primary;
    const bool is_about_rule = finding.diagnostic.code < Code::ObligationConflict || finding.diagnostic.code == Code::UnreachableRule ||
                               finding.diagnostic.code == Code::OtherSpelling || finding.diagnostic.code == Code::WildcardAuthority;
    return is_about_rule && place.is_valid() && proof.sources().file(place.file).path.starts_with('<');
  });
}

// One root cause is one finding: those of one code that have the same causes are told with the first.
Findings grouped(Findings findings) {
  std::map<std::pair<Code, std::vector<model::StatementId>>, std::size_t> first;
  std::map<std::size_t, std::size_t> alike;
  Findings groups;
  for (Finding& finding : findings) {
    if (finding.causes.empty()) {
      groups.push_back(std::move(finding));
      continue;
    }
    const auto [entry, is_new] = first.try_emplace({finding.diagnostic.code, finding.causes}, groups.size());
    if (is_new) {
      groups.push_back(std::move(finding));
      continue;
    }
    Finding& group = groups[entry->second];
    if (++alike[entry->second] <= kAlikeShown) group.diagnostic.label(finding.diagnostic.primary, "and this");
    group.about.insert(group.about.end(), finding.about.begin(), finding.about.end());
    group.idle.insert(group.idle.end(), finding.idle.begin(), finding.idle.end());
    std::sort(group.about.begin(), group.about.end());
    group.about.erase(std::unique(group.about.begin(), group.about.end()), group.about.end());
  }
  for (const auto& [number, count] : alike) groups[number].diagnostic.note(fmt::format("{} rules, for the same reason", count + 1));
  return groups;
}

// Taking a statement out of its text: with its line where it stands alone on it, a remark behind it included.
diagnostics::Edit removal(const base::SourceMap& sources, base::Span span) {
  const std::string& text = sources.file(span.file).text;
  std::uint32_t begin = span.begin, end = span.end;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  if (text.substr(end, 2) == "//") end = static_cast<std::uint32_t>(std::min(text.find('\n', end), text.size()));
  const bool has_line_of_its_own = (begin == 0 || text[begin - 1] == '\n') && (end == text.size() || text[end] == '\n');
  if (!has_line_of_its_own) return {{span.file, begin, span.end}, ""};
  return {{span.file, begin, static_cast<std::uint32_t>(std::min<std::size_t>(end + 1, text.size()))}, ""};
}

// What can go without a change can be taken out.
void add_removal(const Proof& proof, Finding& finding) {
  if (finding.idle.empty()) return;
  diagnostics::Fix fix{finding.idle.size() == 1 ? "remove the rule" : "remove the rules", {}};
  const base::FileId file = finding.diagnostic.primary.file;  // a fix is of one file
  for (const model::StatementId statement : finding.idle)
    if (proof.statement(statement).span.file == file) fix.edits.push_back(removal(proof.sources(), proof.statement(statement).span));
  finding.diagnostic.fixes.push_back(std::move(fix));
}

std::string how_to_raise(std::string_view limit) {
  constexpr std::string_view kSplit = "split the rule into ones with fewer conditions";
  if (limit.starts_with(smt::kWorkLimit)) return fmt::format("raise it with `--solver-limit`, or {}", kSplit);
  if (limit.starts_with(kDiagramLimit)) return fmt::format("raise it with `--diagram-limit`, or {}", kSplit);
  return fmt::format("no option raises it: {}", kSplit);
}

void tell_unknowns(const Proof& proof, bool explain, diagnostics::Sink& sink) {
  constexpr std::size_t kShown = 20;
  const auto& unknowns = proof.unknowns();
  for (std::size_t i = 0; i < unknowns.size() && i < kShown; ++i) {
    Diagnostic& diagnostic = sink.emit(Code::ProofUnknown, unknowns[i].place, "not proved: " + unknowns[i].about);
    diagnostic.note("limit: " + unknowns[i].limit);
    if (explain) diagnostic.with_help(how_to_raise(unknowns[i].limit));
  }
  if (unknowns.size() > kShown)
    sink.emit(Code::ProofUnknown, {}, fmt::format("{} more questions are not answered", unknowns.size() - kShown));
}

}  // namespace

VerifyReport verify(const model::PolicyModel& model, const base::SourceMap& sources, const VerifyOptions& options,
                    diagnostics::Sink& sink) {
  VerifyReport report;
  try {
    Proof proof(model, sources, options.proof, options.progress);
    Findings findings;
    run_checks(proof, options, findings);
    drop_library_rules(proof, findings);
    report.claims_held = claims_held(model, findings);
    apply_acceptances(proof, options.now_ms, options.only_claims ? kClaimCodes : kAllCodes, findings);
    report.cells = proof.cells().size();
    report.statements = model.statements.size();
    report.claims = static_cast<std::size_t>(std::count_if(model.claims.begin(), model.claims.end(), is_proved_kind));
    report.questions = proof.asked();
    report.smtlib = proof.questions();
    report.has_unknowns = !proof.unknowns().empty();
    for (const std::string& fault : proof.faults()) sink.emit(Code::EnginesDisagree, {}, fault);
    if (!proof.faults().empty()) return report;
    for (Finding& finding : grouped(std::move(findings))) {
      add_removal(proof, finding);
      Diagnostic& diagnostic = sink.emit(finding.diagnostic.code, finding.diagnostic.primary, {});
      const Severity severity = finding.diagnostic.severity;
      diagnostic = std::move(finding.diagnostic);
      diagnostic.severity = severity;
    }
    tell_unknowns(proof, options.explain_unknown, sink);
  } catch (const std::exception& fault) {  // a defect of ours or no memory left: never a verdict
    sink.emit(Code::InternalFault, {}, fmt::format("proving stopped: {}", fault.what()));
  }
  return report;
}

VerifyReport verify(pipeline::Compilation& compilation, VerifyOptions options) {
  options.imports = imports_of(compilation);
  return verify(*compilation.model, compilation.sources, options, compilation.sink);
}

}  // namespace envelope::prove
