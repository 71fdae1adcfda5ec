#include "compiler/diff/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/diff/side_proof.h"
#include "compiler/reach/find_escalations.h"

namespace envelope::diff {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;

std::set<std::string> shared_titles(const model::PolicyModel& before, const model::PolicyModel& after) {
  std::set<std::string> titles, shared;
  for (const model::Claim& claim : before.claims) titles.insert(claim.title);
  for (const model::Claim& claim : after.claims)
    if (titles.contains(claim.title)) shared.insert(claim.title);
  return shared;
}

// What is found about a side's claims, by their titles.
class SideClaims {
 public:
  explicit SideClaims(SideProof& proof) : proof_(proof) {
    proof.begin();
    prove::Findings findings;
    prove::find_refuted_claims(*proof, findings);
    reach::find_refuted_reaches(proof.worlds(), findings);
    reach::find_togethers(proof.worlds(), findings);
    for (prove::Finding& finding : findings) {
      const Code code = finding.diagnostic.code;
      if (code == Code::ClaimNotExamined || code == Code::VacuousClaim) continue;
      if (const model::Claim* claim = claim_at(finding.diagnostic.primary)) broken_[claim->title].push_back(std::move(finding.diagnostic));
    }
  }

  [[nodiscard]] const std::map<std::string, std::vector<Diagnostic>>& broken() const { return broken_; }
  [[nodiscard]] bool is_known(PolicyDiff& to) const { return proof_.is_known("whether claims hold", to); }
  [[nodiscard]] Side side() const { return proof_.side(); }
  [[nodiscard]] Place place(base::Span span) const { return proof_.place(span); }

 private:
  [[nodiscard]] const model::Claim* claim_at(base::Span span) const {
    const auto& claims = proof_.model().claims;
    const auto found = std::find_if(claims.begin(), claims.end(), [&](const model::Claim& claim) { return claim.statement.span == span; });
    return found == claims.end() ? nullptr : &*found;
  }

  const SideProof& proof_;
  std::map<std::string, std::vector<Diagnostic>> broken_;
};

Change told(const std::string& title, const Diagnostic& finding, const SideClaims& claims) {
  const Side side = claims.side();
  Change change;
  change.kind = side == Side::after ? ChangeKind::new_escalation : ChangeKind::closed_escalation;
  change.title = fmt::format("the claim \"{}\" {}", title, side == Side::after ? "no longer holds" : "holds again");
  auto& places = side == Side::after ? change.after : change.before;
  places.push_back(claims.place(finding.primary));
  for (const diagnostics::Label& label : finding.labels) places.push_back(claims.place(label.span));
  if (finding.code != Code::ClaimRefuted) change.notes.push_back(finding.message);  // by whom it is broken
  change.notes.insert(change.notes.end(), finding.notes.begin(), finding.notes.end());
  if (finding.witness)
    change.notes.push_back(fmt::format("shown by `{}`: {}, where it should be: {}", finding.witness->request, finding.witness->actual,
                                       finding.witness->expected));
  if (side == Side::after) change.help = finding.help;
  return change;
}

// Claims that `here` breaks and `there` keeps.
void tell_one_sided(const SideClaims& here, const SideClaims& there, const std::set<std::string>& shared, std::vector<Change>& changes) {
  for (const auto& [title, findings] : here.broken()) {
    if (!shared.contains(title) || there.broken().contains(title)) continue;
    for (const Diagnostic& finding : findings) changes.push_back(told(title, finding, here));
  }
}

}  // namespace

bool share_claims(const model::PolicyModel& before, const model::PolicyModel& after) { return !shared_titles(before, after).empty(); }

void compare_claims(SideProofs& proofs, PolicyDiff& to) {
  const std::set<std::string> shared = shared_titles(proofs[0].model(), proofs[1].model());
  if (shared.empty()) return;
  const SideClaims before(proofs[0]), after(proofs[1]);
  const bool is_before_known = before.is_known(to), is_after_known = after.is_known(to);
  if (is_before_known) tell_one_sided(after, before, shared, to.changes);
  if (is_after_known) tell_one_sided(before, after, shared, to.changes);
}

}  // namespace envelope::diff
