#include "compiler/prove/acceptances.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/time/civil.h"

namespace envelope::prove {
namespace {

using diagnostics::Code;

// The claims' own come first.
constexpr Code kChecked[] = {Code::ClaimRefuted,      Code::ClaimNotExamined,     Code::ToxicCombination,   Code::SeparationOfDuty,
                             Code::VacuousClaim,      Code::CrossingRules,        Code::DeadAllow,          Code::ShadowedRule,
                             Code::RedundantRule,     Code::VacuousCondition,     Code::ObligationConflict, Code::UnsatisfiableApproval,
                             Code::OtherSpelling,     Code::UnreachableRule,      Code::ThresholdHole,      Code::SelfApproval,
                             Code::SharedKey,         Code::ChangedAfterApproval, Code::ApproverControlled, Code::ConfusedDeputy,
                             Code::SpawnInheritsMore, Code::WritesPolicy,         Code::WriteToExecuted,    Code::ActsAsAnother,
                             Code::ApprovalBypass,    Code::ImportGrants,         Code::AuthorityLoop,      Code::WildcardAuthority,
                             Code::Collusion};
constexpr std::size_t kAboutClaims = 5;

// Accepted for some principals, a finding is silent only when it concerns nobody else.
bool matches(const model::Acceptance& acceptance, Code code, const Finding& finding) {
  if (finding.diagnostic.code != code) return false;
  if (acceptance.principals.empty()) return true;
  return !finding.about.empty() &&
         std::includes(acceptance.principals.begin(), acceptance.principals.end(), finding.about.begin(), finding.about.end());
}

Finding about_acceptance(const model::Acceptance& acceptance, Code code, std::string message) {
  Finding finding;
  finding.diagnostic.code = code;
  finding.diagnostic.severity = diagnostics::default_severity(code);
  finding.diagnostic.primary = acceptance.statement.span;
  finding.diagnostic.message = std::move(message);
  return finding;
}

Finding accepted(const model::Acceptance& acceptance, const std::vector<const Finding*>& silent) {
  Finding finding =
      about_acceptance(acceptance, Code::FindingAccepted,
                       fmt::format("{} finding{} {} accepted", silent.size(), silent.size() == 1 ? " of" : "s of", acceptance.code) +
                           (acceptance.statement.because.empty() ? "" : fmt::format(": {}", acceptance.statement.because)));
  for (const Finding* one : silent) finding.diagnostic.label(one->diagnostic.primary, one->diagnostic.message);
  if (acceptance.until_ms) finding.diagnostic.under("until " + time::format(time::Instant{*acceptance.until_ms}));
  return finding;
}

}  // namespace

const std::span<const Code> kAllCodes = kChecked;
const std::span<const Code> kClaimCodes = kAllCodes.first(kAboutClaims);

void apply_acceptances(const Proof& proof, std::optional<std::int64_t> now_ms, std::span<const Code> checked, Findings& findings) {
  std::vector<bool> is_silent(findings.size(), false);
  Findings about;
  for (const model::Acceptance& acceptance : proof.model().acceptances) {
    const auto code = diagnostics::find_code(acceptance.code);
    if (!code || std::find(checked.begin(), checked.end(), *code) == checked.end()) continue;
    std::vector<const Finding*> silent;
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (!matches(acceptance, *code, findings[i])) continue;
      silent.push_back(&findings[i]);
      numbers.push_back(i);
    }
    const bool has_expired = now_ms && acceptance.until_ms && *now_ms >= *acceptance.until_ms;
    if (has_expired) {
      about.push_back(
          about_acceptance(acceptance, Code::AcceptanceExpired, fmt::format("the acceptance of {} has expired", acceptance.code)));
      about.back().diagnostic.under("was until " + time::format(time::Instant{*acceptance.until_ms}));
      about.back().diagnostic.with_help("mend what it was about, or accept it again until a later date");
    } else if (silent.empty() && !proof.unknowns().empty()) {
      continue;  // what it accepts may be what is not known
    } else if (silent.empty()) {
      about.push_back(
          about_acceptance(acceptance, Code::AcceptanceMatchesNothing, fmt::format("no finding of {} is left to accept", acceptance.code)));
      about.back().diagnostic.under("matches nothing").with_help("remove it");
    } else {
      about.push_back(accepted(acceptance, silent));
      for (const std::size_t i : numbers) is_silent[i] = true;
    }
  }
  Findings left;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (!is_silent[i]) left.push_back(std::move(findings[i]));
  left.insert(left.end(), std::make_move_iterator(about.begin()), std::make_move_iterator(about.end()));
  findings = std::move(left);
}

}  // namespace envelope::prove
