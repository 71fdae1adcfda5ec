// Subagents: whoever may start them acts through them as well. A subagent acts as its agent, further down: the rules about depth tell the
// two apart, and nothing else does.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "compiler/reach/authority.h"
#include "compiler/reach/graph.h"

namespace envelope::reach {

// Where an agent stands when it acts: itself, or as a subagent of its own.
struct Stand {
  std::uint32_t depth = 0;
  base::Effect spawning = base::Effect::allow;  // ask: people are asked before the subagent runs
};

[[nodiscard]] bool is_spawn(const model::Action& action);
// Whether a rule of the cell asks for the depth.
[[nodiscard]] bool asks_for_depth(const model::PolicyModel& model, const prove::ProofCell& cell);
// Where somebody whose subagents run so deep can stand, as far as the cell tells it apart: with nobody asked first, then the nearest.
[[nodiscard]] std::vector<Stand> stands(const prove::CellLogic& logic, const Depths& depths);
// `f` at this depth.
[[nodiscard]] prove::Node at_depth(prove::CellLogic& logic, prove::Node f, std::uint32_t depth);
// The choice at this depth.
[[nodiscard]] prove::Choice with_depth(const prove::CellLogic& logic, prove::Choice choice, std::uint32_t depth);
// Where `f` holds for some session of the principal standing there.
[[nodiscard]] prove::Node standing(prove::CellLogic& logic, prove::Node f, const Stand& stand);
// able() of the principal standing there.
[[nodiscard]] prove::Node able_at(prove::CellLogic& logic, const Stand& stand, base::Effect level, const prove::Without& without = {},
                                  const std::vector<base::ApprovalId>& barred = {});
// able() of the principal or any subagent of it: of those that are started without asking anybody where `level` is allow.
[[nodiscard]] prove::Node able(prove::CellLogic& logic, const Depths& depths, base::Effect level, const prove::Without& without = {},
                               const std::vector<base::ApprovalId>& barred = {});

// The least choice within `f`, as within() finds it, of the first stand at which there is one.
struct Placed {
  prove::Choice choice;
  Stand stand;
};
[[nodiscard]] Placed placed_within(prove::CellLogic& logic, const Depths& depths, prove::Node f, const prove::Choice& shared);

// The cell by whose rules `who` starts subagents; nothing: it may not.
[[nodiscard]] std::optional<std::uint32_t> spawn_cell(const prove::Proof& proof, const CellIndex& cells, base::PrincipalId who);

// How deep subagents run, worked out where it is asked. All must outlive the object; no logic made before an answer lives on after it.
class Subagents {
 public:
  Subagents(prove::Proof& proof, const CellIndex& cells, prove::Without without = {}, std::vector<base::ApprovalId> barred = {});

  [[nodiscard]] Depths of(base::PrincipalId who);
  // These principals, parted by how deep their subagents run; together and without subagents where the cell does not ask for it.
  using Parts = std::vector<std::pair<Depths, std::vector<base::PrincipalId>>>;
  [[nodiscard]] Parts parted(const prove::ProofCell& cell, const std::vector<base::PrincipalId>& some);

 private:
  prove::Proof& proof_;
  const CellIndex& cells_;
  prove::Without without_;
  std::vector<base::ApprovalId> barred_;
  std::map<std::uint32_t, Depths> known_;  // by cell about `spawn`
};

// Of one principal, without some statements; `graph` is of the policy as it is.
[[nodiscard]] Depths depths_of(prove::Proof& proof, const CellIndex& cells, const Graph& graph, base::PrincipalId who,
                               const prove::Without& without);

}  // namespace envelope::reach
