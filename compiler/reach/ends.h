// The last part of a way over the authority graph: that somebody does what a claim speaks of, or has another do it; and whom somebody comes
// to act as before.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "compiler/reach/authority.h"
#include "compiler/reach/story.h"

namespace envelope::reach {

// What is to be brought about: one of these actions, where the guard may hold, with none of some approvals asked for.
struct Goal {
  std::vector<base::ActionId> actions;  // ascending
  model::GuardId guard;
  std::vector<base::ApprovalId> barred;
  std::string about;  // what is asked, for what cannot be worked out
  base::Span place;
  std::uint32_t number = 0;  // among the goals that one `Ends` is asked about
};

// How: one act, or two where another is asked to do it.
struct End {
  std::vector<Act> acts;
  std::vector<request::Request> requests;  // one for each

  [[nodiscard]] std::size_t askings() const;
};

class Ends {
 public:
  // All must outlive the object. `graph` and what is answered are of the policy without some statements.
  Ends(prove::Proof& proof, const CellIndex& cells, const Graph& graph, prove::Without without = {})
      : proof_(proof), cells_(cells), graph_(graph), without_(std::move(without)) {}

  // Whether `who` does it itself, or as a subagent of its own. Fewest people first, then by the name of the action. Where nothing is left
  // out both engines are asked; what cannot be worked out is kept in the proof.
  [[nodiscard]] std::optional<End> by_itself(const Goal& goal, base::PrincipalId who);
  // Whether `who` has another do it.
  [[nodiscard]] std::optional<End> through_another(const Goal& goal, base::PrincipalId who);

  // The steps, replayed; nothing when one is decided otherwise: a fault, kept in the proof.
  [[nodiscard]] std::optional<Story> story_of(const Goal& goal, const End& end);

 private:
  std::optional<End> does(const Goal& goal, base::PrincipalId who, std::uint32_t number);
  std::optional<End> found_in(const Goal& goal, base::PrincipalId who, std::uint32_t number);
  std::optional<End> has_done(const Goal& goal, const Edge& edge);

  prove::Proof& proof_;
  const CellIndex& cells_;
  const Graph& graph_;
  prove::Without without_;
  // By goal, cell and how deep subagents run: principals of one cell do alike.
  std::map<std::tuple<std::uint32_t, std::uint32_t, Depths>, std::optional<End>> known_;
};

// Visits `from` and everybody it can come to act as, the nearest first: who, the edges of a shortest way, and how many steps these are.
// Stops when a visit answers false.
using VisitActing = std::function<bool(base::PrincipalId who, const std::vector<std::uint32_t>& way, std::size_t steps)>;
void each_acted_as(const Graph& graph, base::PrincipalId from, const VisitActing& visit);

}  // namespace envelope::reach
