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

std::set<std::string> titles_of(const model::PolicyModel& model) {
  std::set<std::string> titles;
  for (const model::Claim& claim : model.claims) titles.insert(claim.title);
  return titles;
}

// What is found about a side's claims, by their titles.
class SideClaims {
 public:
  SideClaims(const SidePolicy& side, const CompareOptions& options) : model_(*side.model), proof_(side, options) {
    prove::Findings findings;
    prove::find_refuted_claims(*proof_, findings);
    reach::find_refuted_reaches(*proof_, findings);
    reach::find_togethers(*proof_, findings);
    for (prove::Finding& finding : findings) {
      const Code code = finding.diagnostic.code;
      if (code == Code::ClaimNotExamined || code == Code::VacuousClaim) continue;
      if (const model::Claim* claim = claim_at(finding.diagnostic.primary)) broken_[claim->title].push_back(std::move(finding.diagnostic));
    }
  }

  [[nodiscard]] const std::map<std::string, std::vector<Diagnostic>>& broken() const { return broken_; }
  [[nodiscard]] bool is_known(Side side, PolicyDiff& to) const { return proof_.is_known(side, "whether claims hold", to); }
  [[nodiscard]] Place place(base::Span span) const {
    return {span, (*proof_).sources().file(span.file).text.substr(span.begin, span.end - span.begin)};
  }

 private:
  [[nodiscard]] const model::Claim* claim_at(base::Span span) const {
    const auto found =
        std::find_if(model_.claims.begin(), model_.claims.end(), [&](const model::Claim& claim) { return claim.statement.span == span; });
    return found == model_.claims.end() ? nullptr : &*found;
  }

  const model::PolicyModel& model_;
  SideProof proof_;
  std::map<std::string, std::vector<Diagnostic>> broken_;
};

Change told(Side side, const std::string& title, const Diagnostic& finding, const SideClaims& claims) {
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
void tell_one_sided(Side side, const SideClaims& here, const SideClaims& there, const std::set<std::string>& shared,
                    std::vector<Change>& changes) {
  for (const auto& [title, findings] : here.broken()) {
    if (!shared.contains(title) || there.broken().contains(title)) continue;
    for (const Diagnostic& finding : findings) changes.push_back(told(side, title, finding, here));
  }
}

}  // namespace

void compare_claims(const std::array<SidePolicy, 2>& sides, const CompareOptions& options, PolicyDiff& to) {
  const std::set<std::string> before_titles = titles_of(*sides[0].model), after_titles = titles_of(*sides[1].model);
  std::set<std::string> shared;
  std::set_intersection(before_titles.begin(), before_titles.end(), after_titles.begin(), after_titles.end(),
                        std::inserter(shared, shared.end()));
  if (shared.empty()) return;
  const SideClaims before(sides[0], options), after(sides[1], options);
  const bool is_before_known = before.is_known(Side::before, to), is_after_known = after.is_known(Side::after, to);
  if (is_before_known) tell_one_sided(Side::after, after, before, shared, to.changes);
  if (is_after_known) tell_one_sided(Side::before, before, after, shared, to.changes);
}

}  // namespace envelope::diff
