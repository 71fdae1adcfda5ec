#include "compiler/diff/approval_circles.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compiler/reach/find_escalations.h"

namespace envelope::diff {
namespace {

using diagnostics::Diagnostic;
using Members = std::vector<std::string>;  // names, sorted

class SideCircles {
 public:
  explicit SideCircles(SideProof& proof) : proof_(proof) {
    proof.begin();
    prove::Findings findings;
    reach::find_collusions(proof.worlds(), findings);
    for (prove::Finding& finding : findings) {
      Members members;
      for (const base::PrincipalId who : finding.about) members.push_back(proof.model().principals[who.index()].name);
      std::sort(members.begin(), members.end());
      circles_.emplace_back(std::move(members), std::move(finding.diagnostic));
    }
  }

  [[nodiscard]] bool is_known(PolicyDiff& to) const { return proof_.is_known("who approves what without a human", to); }

  // Circles that the other side has not. Fewer agents in a circle that was there are no new one.
  void tell_beyond(const SideCircles& other, std::vector<Change>& changes) const {
    for (const auto& [members, finding] : circles_) {
      const bool is_there = std::any_of(other.circles_.begin(), other.circles_.end(), [&members = members](const auto& circle) {
        return std::includes(circle.first.begin(), circle.first.end(), members.begin(), members.end());
      });
      if (!is_there) changes.push_back(told(members, finding, other));
    }
  }

 private:
  [[nodiscard]] Change told(const Members& members, const Diagnostic& finding, const SideCircles& other) const {
    const bool is_new = proof_.side() == Side::after;
    Change change;
    change.kind = is_new ? ChangeKind::new_escalation : ChangeKind::closed_escalation;
    change.title = fmt::format("{}: {}", is_new ? "a new way" : "a way is gone", finding.message);
    for (const std::string& who : members) change.subjects.push_back({who, "", ""});
    auto& places = is_new ? change.after : change.before;
    places.push_back(proof_.place(finding.primary));
    for (const diagnostics::Label& label : finding.labels) places.push_back(proof_.place(label.span));
    change.notes = finding.notes;
    if (finding.witness) change.notes.push_back(fmt::format("shown by `{}`: {}", finding.witness->request, finding.witness->actual));
    for (const auto& [some, unused] : other.circles_)
      if (std::includes(members.begin(), members.end(), some.begin(), some.end()))
        change.notes.push_back(fmt::format("the {} side has such a circle of `{}` alone", is_new ? "old" : "new", fmt::join(some, "`, `")));
    if (is_new) change.help = finding.help;
    return change;
  }

  const SideProof& proof_;
  std::vector<std::pair<Members, Diagnostic>> circles_;
};

}  // namespace

void compare_approval_circles(SideProofs& proofs, PolicyDiff& to) {
  const SideCircles before(proofs[0]), after(proofs[1]);
  const bool is_before_known = before.is_known(to), is_after_known = after.is_known(to);
  if (is_before_known) after.tell_beyond(before, to.changes);
  if (is_after_known) before.tell_beyond(after, to.changes);
}

}  // namespace envelope::diff
