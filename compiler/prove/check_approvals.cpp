// ENV2108, ENV2301, ENV2302: approvals that nobody can give, that whoever asks can give, or whose two keys are one.
//
// An approver is never the one who asks (docs/language/approval.md). Which names are one person: persons.h.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/prove/checks.h"
#include "compiler/prove/persons.h"
#include "runtime/time/duration.h"

namespace envelope::prove {
namespace {

using model::Approval;
using model::ApprovalAlternative;
using model::PolicyModel;

// How many different people can still say yes when `who` asks.
std::size_t people_left(const Persons& persons, const ApprovalAlternative& alternative, base::PrincipalId who) {
  std::vector<base::PrincipalId> counted;
  for (const base::PrincipalId person : alternative.people) {
    if (person == who) continue;
    const bool is_new =
        std::none_of(counted.begin(), counted.end(), [&](base::PrincipalId other) { return persons.are_one(other, person); });
    if (is_new) counted.push_back(person);
  }
  return counted.size();
}

bool can_be_given(const Persons& persons, const Approval& approval, base::PrincipalId who) {
  return std::any_of(approval.alternatives.begin(), approval.alternatives.end(), [&](const ApprovalAlternative& alternative) {
    return !is_too_late(approval, alternative) && people_left(persons, alternative, who) >= static_cast<std::size_t>(alternative.quorum);
  });
}

}  // namespace

void find_unsatisfiable_approvals(Proof& proof, Findings& findings) {
  const PolicyModel& model = proof.model();
  const Persons persons(model);
  for (std::uint32_t i = 0; i < model.approvals.size(); ++i) {
    const Approval& approval = model.approvals[i];
    const Asking stuck = asking(proof, {i}, "whether the approval `" + approval.name + "` is needed by somebody who cannot get it",
                                [&](base::PrincipalId who) { return !can_be_given(persons, approval, who); });
    if (!stuck.who.empty()) {
      const Asking served = asking(proof, {i}, "whether the approval `" + approval.name + "` is needed by somebody who can get it",
                                   [&](base::PrincipalId who) { return can_be_given(persons, approval, who); });
      Finding finding = finding_on(proof, approval, stuck);
      finding.diagnostic.code = diagnostics::Code::UnsatisfiableApproval;
      finding.diagnostic.severity = served.who.empty() ? diagnostics::Severity::error : diagnostics::Severity::warning;
      finding.diagnostic.message = fmt::format("nobody can give `{}` when {} {}", approval.name, names_of(model, finding.about),
                                               finding.about.size() == 1 ? "asks" : "ask");
      finding.diagnostic.under("too few people are left to say yes");
      finding.diagnostic.note("whoever asks never counts, and one person counts once");
      if (!served.who.empty()) finding.diagnostic.note("others who ask can get it");
      finding.diagnostic.with_help("name more people, or ask for fewer");
      finding.diagnostic.witness = diagnostics::Witness{stuck.shown->command, "an approval somebody can give", "ask via " + approval.name};
      findings.push_back(std::move(finding));
    }
    for (const ApprovalAlternative& alternative : approval.alternatives) {
      if (!is_too_late(approval, alternative)) continue;
      Finding finding;
      finding.about = alternative.people;
      finding.diagnostic.code = diagnostics::Code::UnsatisfiableApproval;
      finding.diagnostic.severity = diagnostics::Severity::warning;
      finding.diagnostic.primary = approval.span;
      finding.diagnostic.message = fmt::format("{} never get{} to answer `{}`", names_of(model, alternative.people),
                                               alternative.people.size() == 1 ? "s" : "", approval.name);
      finding.diagnostic.under(fmt::format("asked after {}, when {} are over", time::format_duration(alternative.after_ms),
                                           time::format_duration(*approval.within_ms)));
      finding.diagnostic.with_help("ask them earlier, or wait longer");
      findings.push_back(std::move(finding));
    }
  }
}

void find_self_approvals(Proof& proof, Findings& findings) {
  const PolicyModel& model = proof.model();
  const Persons persons(model);
  for (std::uint32_t i = 0; i < model.approvals.size(); ++i) {
    const Approval& approval = model.approvals[i];
    const auto other_name = [&](base::PrincipalId who) -> std::optional<base::PrincipalId> {
      for (const ApprovalAlternative& alternative : approval.alternatives)
        for (const base::PrincipalId person : alternative.people)
          if (person != who && persons.are_one(who, person)) return person;
      return std::nullopt;
    };
    const Asking self = asking(proof, {i}, "whether the approval `" + approval.name + "` is needed by one of its approvers",
                               [&](base::PrincipalId who) { return other_name(who).has_value(); });
    if (self.who.empty()) continue;
    const base::PrincipalId who = first_by_name(model, {self.who.begin(), self.who.end()}), other = *other_name(who);
    Finding finding = finding_on(proof, approval, self);
    finding.diagnostic.code = diagnostics::Code::SelfApproval;
    finding.diagnostic.message = fmt::format("`{}` asks for `{}` and gives it as `{}`", model.principals[who.index()].name, approval.name,
                                             model.principals[other.index()].name);
    finding.diagnostic.under("can be given by whoever asks");
    finding.diagnostic.note(persons.why(who, other));
    finding.diagnostic.with_help("let somebody else approve");
    finding.diagnostic.witness = diagnostics::Witness{self.shown->command, "an approval by somebody else", "ask via " + approval.name};
    findings.push_back(std::move(finding));
  }
}

void find_shared_keys(Proof& proof, Findings& findings) {
  const PolicyModel& model = proof.model();
  const Persons persons(model);
  for (const Approval& approval : model.approvals)
    for (const ApprovalAlternative& alternative : approval.alternatives) {
      if (alternative.quorum < 2) continue;
      for (std::size_t a = 0; a < alternative.people.size(); ++a)
        for (std::size_t b = a + 1; b < alternative.people.size(); ++b) {
          if (!persons.are_one(alternative.people[a], alternative.people[b])) continue;
          Finding finding;
          finding.about = {std::min(alternative.people[a], alternative.people[b]), std::max(alternative.people[a], alternative.people[b])};
          finding.diagnostic.code = diagnostics::Code::SharedKey;
          finding.diagnostic.primary = approval.span;
          finding.diagnostic.message =
              fmt::format("two keys of `{}` are held by one person: {}", approval.name, names_of(model, finding.about));
          finding.diagnostic.under(fmt::format("counts {} of them", alternative.quorum));
          finding.diagnostic.note(persons.why(finding.about[0], finding.about[1]));
          finding.diagnostic.with_help("name two people, or give each an address of their own");
          findings.push_back(std::move(finding));
        }
    }
}

}  // namespace envelope::prove
