// Who turns which window or stop, and where.
#include <algorithm>
#include <tuple>

#include "compiler/reach/authority.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/modes.h"
#include "compiler/reach/subagents.h"
#include "compiler/reach/text_set.h"

namespace envelope::reach {
namespace {

using bdd::Node;
using prove::CellLogic;
using prove::ProofCell;
using prove::Slot;
using prove::SlotKind;

// A function of a cell as one of modes: every other slot may be as it likes, and the host says of every window whether it is on.
class Carrier {
 public:
  Carrier(CellLogic& logic, bdd::Space& to) : logic_(logic), to_(to) {
    for (const Slot& slot : logic.slots()) {
      is_other_.push_back(slot.kind != SlotKind::switch_on);
      if (!is_other_.back()) modes_.push_back(&slot);
    }
  }

  Node carry(Node f) {
    known_.clear();
    return from(0, logic_.somewhere(f, is_other_));
  }

 private:
  Node from(std::size_t number, Node f) {
    if (f == bdd::kFalse || f == bdd::kTrue || number == modes_.size()) return f;
    const auto key = std::pair(number, f);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const Slot& slot = *modes_[number];
    const auto with = [&](std::uint32_t code) { return from(number + 1, logic_.space().where_number(f, slot.first_bit, slot.bits, code)); };
    const Node on = with(prove::kSwitchOn), off = with(prove::kSwitchOff);
    return known_[key] = to_.ite(to_.variable(slot.id), on, off);
  }

  CellLogic& logic_;
  bdd::Space& to_;
  std::vector<bool> is_other_;
  std::vector<const Slot*> modes_;
  std::map<std::pair<std::size_t, Node>, Node> known_;
};

class Gatherer {
 public:
  Gatherer(prove::Proof& proof, bdd::Space& space, const std::vector<base::ApprovalId>& barred)
      : proof_(proof),
        model_(proof.model()),
        space_(space),
        barred_(barred),
        cells_(proof),
        subagents_(proof, cells_, {}, barred),
        all_given_(proof, cells_) {}

  Turns run() {
    for (std::uint32_t number = 0; number < proof_.cells().size(); ++number) {
      const ProofCell& cell = proof_.cells()[number];
      const model::Action& action = model_.actions[cell.action.index()];
      if (action.kind != model::ActionKind::engine || cell.requested.is_valid()) continue;
      if (action.name != "enter" && action.name != "leave") continue;
      for (const auto& principals : alike(proof_, cell, cell.principals))
        for (const auto& [depths, some] : subagents_.parted(cell, principals))
          of_cell(prove::first_by_name(model_, some), depths, number, action.name == "enter");
    }
    by_itself();
    sort_turns();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_mode(std::uint32_t number) const { return model_.switches[number].kind != model::SwitchKind::phase; }

  // Subagents that need an approval which nobody gives enter nothing; whether anybody may enter at all is asked as if it were given.
  void of_cell(base::PrincipalId who, const Depths& depths, std::uint32_t number, bool on) {
    ProofCell cell = proof_.cells()[number];
    cell.who = who;
    const Depths given = asks_for_depth(model_, cell) ? all_given_.of(who) : Depths{};
    CellLogic logic = proof_.logic(cell);
    if (!logic.limit().empty()) return anything(on);
    const Node f = able(logic, depths, base::Effect::ask, {}, barred_), approved = able(logic, given, base::Effect::ask);
    const model::AttributeId what = attribute_of_type(model_, cell.action, base::TypeKind::mode);
    Carrier carrier(logic, space_);
    for (std::uint32_t i = 0; i < model_.switches.size(); ++i) {
      if (!is_mode(i)) continue;
      const auto pin = pinned(logic, what, model_.switches[i].name);
      if (on && pinned_to(logic, approved, pin) != bdd::kFalse) found_.modes.insert(i);
      const Node here = pinned_to(logic, f, pin);
      if (here != bdd::kFalse) add({i, on, carrier.carry(here), who, number, depths});
    }
    if (!logic.limit().empty()) anything(on);
  }

  void add(const Turn& turn) {
    if (turn.on) found_.modes.insert(turn.mode);
    found_.turns.push_back(turn);
  }

  void anything(bool on) {
    for (std::uint32_t i = 0; i < model_.switches.size(); ++i)
      if (is_mode(i)) add({i, on, bdd::kTrue, {}});
  }

  // No order of the policy shows in what is told.
  void sort_turns() {
    const auto key = [&](const Turn& turn) {
      return std::tuple(std::string_view(model_.switches[turn.mode].name), turn.on,
                        turn.who.is_valid() ? std::string_view(model_.principals[turn.who.index()].name) : "");
    };
    std::stable_sort(found_.turns.begin(), found_.turns.end(), [&](const Turn& a, const Turn& b) { return key(a) < key(b); });
  }

  // By time, or because a duty says so.
  void by_itself() {
    for (std::uint32_t i = 0; i < model_.switches.size(); ++i) {
      const model::Switch& one = model_.switches[i];
      if (is_mode(i) && one.lasts_ms) add({i, false, bdd::kTrue, {}});
      for (const auto* calls : {&one.enter, &one.enter_otherwise, &one.leave, &one.leave_otherwise}) of_calls(*calls);
    }
    for (const model::Limit& limit : model_.limits) {
      of_calls(limit.beyond);
      for (const model::Threshold& threshold : limit.thresholds) of_calls(threshold.duties);
    }
    for (const model::Watch& watch : model_.watches) of_calls(watch.duties);
    for (const model::Duties& duties : model_.duties) of_calls(duties.calls), of_calls(duties.otherwise);
  }

  void of_calls(const std::vector<model::DutyCall>& calls) {
    for (const model::DutyCall& call : calls) {
      if (call.name != "enter" && call.name != "leave") continue;
      for (std::uint32_t i = 0; i < model_.switches.size(); ++i)
        if (is_mode(i) && !call.arguments.empty() && call.arguments.front().second == model_.switches[i].name)
          add({i, call.name == "enter", bdd::kTrue, {}});
    }
  }

  prove::Proof& proof_;
  const model::PolicyModel& model_;
  bdd::Space& space_;
  const std::vector<base::ApprovalId>& barred_;
  CellIndex cells_;
  Subagents subagents_, all_given_;
  Turns found_;
};

// Modes that nobody enters are the host's own; those of a session are different ones in the session of whoever turns what is shared.
void leave_open(const model::PolicyModel& model, bdd::Space& space, Turns& found) {
  std::erase_if(found.turns, [&](const Turn& turn) { return !found.modes.contains(turn.mode); });
  for (Turn& turn : found.turns) {
    const bool is_shared = model.switches[turn.mode].keys.empty();
    for (const bdd::Variable other : space.variables_of(turn.guard))
      if (!found.modes.contains(other) || (is_shared && !model.switches[other].keys.empty()))
        turn.guard = space.anything_of(turn.guard, other);
  }
}

}  // namespace

Turns turns_of(prove::Proof& proof, bdd::Space& space, const std::vector<base::ApprovalId>& barred) {
  Turns found = Gatherer(proof, space, barred).run();
  leave_open(proof.model(), space, found);
  return found;
}

}  // namespace envelope::reach
