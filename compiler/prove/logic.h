// One cell as Boolean functions over the codes of its slots: the first engine. Every guard is two functions, one for "certainly true" and
// one for "may be true"; what the cell decides follows docs/language/semantics.md over them.
#pragma once

#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "compiler/bdd/bdd.h"
#include "compiler/prove/slots.h"
#include "compiler/prove/surroundings.h"

namespace envelope::prove {

using Node = bdd::Node;

// Statements that are looked through, as if they did not stand in the policy.
using Without = std::set<model::StatementId>;

// What a limit that more ProofOptions::diagram_nodes would lift begins with.
inline constexpr std::string_view kDiagramLimit = "the diagrams of one cell";

// Choices of one code for each slot.
using Choice = std::vector<std::uint32_t>;

// Two logics of one space whose nodes may be joined: both are about the same action and know the guards of both, so that a choice means the
// same request in either, whoever makes it.
struct Beside {
  std::vector<model::GuardId> guards;
  SlotWishes wishes;
  bool is_first = true;  // clears the space
};

class CellLogic {
 public:
  // All must outlive the object; `space` is cleared. `more` are guards that are asked about besides those of the cell's rules.
  CellLogic(const model::PolicyModel& model, const ProofCell& cell, Knowledge& knowledge, bdd::Space& space,
            const std::vector<model::GuardId>& more = {});
  CellLogic(const model::PolicyModel& model, const ProofCell& cell, Knowledge& knowledge, bdd::Space& space, const Beside& beside);
  // Before anything is asked; must outlive the object.
  void surround(Surroundings* surroundings) { surroundings_ = surroundings; }

  // Why nothing here means anything: a limit that was hit (or, when is_faulty(), a fault of ours). Empty: all answers are exact.
  // Ask once more when done: diagrams may grow too large on the way.
  [[nodiscard]] std::string limit() const;
  [[nodiscard]] bool is_faulty() const { return slots_.is_faulty; }

  // Where an atom is certainly true, and where it is true or unknown.
  struct Pair {
    Node must = bdd::kFalse, may = bdd::kFalse;
  };
  [[nodiscard]] Pair atom_pair(model::AtomId atom);

  [[nodiscard]] Node must(model::GuardId guard) { return guard_node(guard, false); }
  [[nodiscard]] Node may(model::GuardId guard) { return guard_node(guard, true); }
  // Where the rule takes part in the decision: a grant where it is certainly true, a cap where it may be.
  [[nodiscard]] Node applies(const CellRule& rule);

  // Where the decision is `level` or milder.
  [[nodiscard]] Node at_least(model::Effect level, const Without& without = {});
  // Where the decision is exactly `level`.
  [[nodiscard]] Node decides(model::Effect level, const Without& without = {});
  // Where the decision is `ask` and needs this approval.
  [[nodiscard]] Node needs(base::ApprovalId approval, const Without& without = {});
  // Where caps below `level` apply.
  [[nodiscard]] Node capped_below(model::Effect level, const Without& without = {});
  // Where a grant, explicit or default, holds.
  [[nodiscard]] Node granted(const Without& without = {});
  // Where requests can occur, by what surrounds them.
  [[nodiscard]] Node occurring();
  // Where `f` holds for some code of each slot that `is_free` (the others as they are).
  [[nodiscard]] Node somewhere(Node f, const std::vector<bool>& is_free);
  // Where the slot has this code.
  [[nodiscard]] Node chosen(std::uint32_t slot, std::uint32_t code);
  // Whether the cell decides everything alike without these statements: effects and approvals.
  [[nodiscard]] bool same_without(const Without& without);

  // The least choice that satisfies `f` (not kFalse): fewest unusual codes first, then least code numbers, slot by slot.
  [[nodiscard]] Choice least(Node f);
  [[nodiscard]] bool holds(Node f, const Choice& choice) const;

  [[nodiscard]] bdd::Space& space() { return space_; }
  [[nodiscard]] const std::vector<Slot>& slots() const { return slots_.slots; }
  [[nodiscard]] const Slots& all_slots() const { return slots_; }
  [[nodiscard]] const ProofCell& cell() const { return cell_; }
  [[nodiscard]] const model::PolicyModel& model() const { return model_; }
  // Approvals that some rule of the cell asks for, ascending.
  [[nodiscard]] const std::vector<base::ApprovalId>& approvals() const { return approvals_; }

 private:
  void number_slots();
  Node guard_node(model::GuardId guard, bool unknown_is_yes);
  Node where(const AtomPlace& place, bool unknown_is_yes);
  Node base_at_least(model::Effect level, const Without& without);
  Node any_of(RuleRole role, const Without& without, model::Effect below);
  Node explicit_grants(const Without& without, model::Effect least);

  const model::PolicyModel& model_;
  const ProofCell& cell_;
  bdd::Space& space_;
  Slots slots_;
  Surroundings* surroundings_ = nullptr;
  std::optional<Node> occurring_;
  std::vector<base::ApprovalId> approvals_;
  std::unordered_map<std::uint64_t, Node> guards_;
  std::unordered_map<std::uint32_t, Pair> atoms_;
};

// The atoms that these guards ask, ascending.
[[nodiscard]] std::vector<model::AtomId> atoms_of(const model::PolicyModel& model, const std::vector<model::GuardId>& guards);
// Whether the guard, which no rule of a cell has, may tell principals of the cell apart: it asks who acts.
[[nodiscard]] bool asks_who_acts(const model::PolicyModel& model, model::GuardId guard);

}  // namespace envelope::prove
