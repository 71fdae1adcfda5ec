#include "compiler/reach/other_orders.h"

#include <fmt/format.h>

#include "compiler/reach/authority.h"

namespace envelope::reach {

using bdd::Node;

// A request that does not say whether something is on occurs where it is on and where it is off, and is decided no milder for it: it is
// kept out of either.
Node Elsewhere::occurring(prove::CellLogic& logic) {
  Node all = modes_.occurring(logic);
  for (const KeptOut& one : kept_out_) {
    if (one.who != logic.cell().who || one.action != logic.cell().action || one.requested != logic.cell().requested) continue;
    Node here = bdd::kTrue;
    for (const auto& [mode, on] : one.state)
      if (const auto slot = switch_slot(logic, {mode})) {
        const Node other = logic.chosen(*slot, on ? prove::kSwitchOff : prove::kSwitchOn);
        here = logic.space().without(here, other);
      }
    all = logic.space().without(all, here);
  }
  return all;
}

bool OtherOrders::refuses(const Story& story, const std::set<KeptOut>& kept_out) {
  const std::optional<Conflict> conflict = modes_.conflict(story);
  if (!conflict) return false;
  if (fault_.empty()) fault_ = conflict->fault;
  // The step that fails first, then those before it.
  for (std::size_t i = conflict->needed.size(); i-- > 0;) {
    if (conflict->needed[i].empty()) continue;
    const Act& act = story[i].act;
    std::set<KeptOut> more = kept_out;
    more.insert({act.who, act.requested, act.action, conflict->needed[i]});
    if (known_.insert(more).second) open_.push_back(std::move(more));
  }
  return true;
}

bool OtherOrders::may_look() {
  work_ += proof_.cells().size();
  if (++looks_ <= kLooksMax && work_ <= kWorkMax) return true;
  fault_ += fmt::format(", and there are more than {} other ways to look at", looks_ - 1);
  return false;
}

void give_up_order(prove::Proof& proof, const Story& story, const std::string& fault) {
  const auto& deciding = story.back().deciding;
  proof.give_up({deciding.empty() ? base::Span{} : proof.statement(deciding.front()).span,
                 "whether `" + story.back().shown.command + "` is reached", fault});
}

}  // namespace envelope::reach
