// The authority graph: who can bring about what through whom.
//
// An edge says that whoever acts as `from` can, by what the policy permits, get something of `to`: have it act once (request), act as it
// from then on (runs, executes, job), act with other rules (spawn, passage), or change the rules (policy). Agents are taken as adversarial:
// every permitted action may be taken, in any order, so that nothing depends on what a prompt says. The facts are what actions are declared
// to read, write and execute; an action that declares nothing is taken to do all of it to whatever path it names (effects.h).
//
// What surrounds a request (the time, facts, labels, which windows and stops are on) may be anything at any step: an edge is there when
// some request takes it, and story.h says which. An agent acts as a subagent of its own as well, wherever it may start one so deep; what it
// does at the request of another, it does itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/prove/proof.h"

namespace envelope::reach {

enum class EdgeKind : std::uint8_t {
  request,   // asks `to` for one action: `to` does it, with the same attributes
  runs,      // writes a file that runs as `to` (`file … runs as …`)
  executes,  // writes a file that `to` may execute
  reads,     // writes a file that `to` may read: `to` may be told something, and is not taken over
  job,       // gives a job of `to` another command
  spawn,     // starts a subagent of its own; `to` is `from`
  passage,   // enters or leaves a window, phase or stop; `to` is `from`
  policy,    // writes a protected file; `to` is invalid
};
[[nodiscard]] std::string_view edge_name(EdgeKind kind);

// Whoever takes such an edge acts as `to` from then on.
[[nodiscard]] bool takes_over(EdgeKind kind);

// One decision on the way.
struct Act {
  base::PrincipalId who;
  base::PrincipalId requested;  // valid: `who` asks this agent to do it
  base::ActionId action;
  std::uint32_t cell = 0;                       // of Proof::cells()
  base::Effect level{};                         // allow, or ask: people are asked first
  std::uint32_t depth = 0;                      // of the subagent of `who` that acts; 0: `who` itself
  base::Effect spawning = base::Effect::allow;  // ask: people are asked before that subagent runs
  auto operator<=>(const Act&) const = default;
};

// The decisions that acts take, with those by which the subagents among them come to run.
[[nodiscard]] std::size_t steps_in(const std::vector<Act>& acts);

// How often people are asked for them: before an act, or before the subagent runs that takes it.
[[nodiscard]] std::size_t askings_in(const std::vector<Act>& acts);

// How deep the subagents of somebody run: the greatest depth that is reached without anybody being asked, and at all.
struct Depths {
  static constexpr std::uint32_t kEver = UINT32_MAX;  // there is no greatest
  std::uint32_t unasked = 0, asked = 0;
  auto operator<=>(const Depths&) const = default;
};

struct Edge {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  EdgeKind kind{};
  base::PrincipalId from, to;
  std::vector<Act> acts;           // one, or two where `from` asks another agent to act; all about the same action
  model::AttributeId attribute{};  // that names what is written, whose job it is or what is entered; invalid: a command does it
  std::string path{};              // runs, executes, reads, policy: a path for which it works
  std::uint32_t file = kNone;      // runs, policy: of PolicyModel::files
  std::uint32_t runner = kNone;    // executes, reads: the cell of `to`, of Proof::cells()
  base::SwitchId switch_id{};      // passage
  bool turns_on = false;           // passage

  // `ask` where people are asked on the way.
  [[nodiscard]] base::Effect level() const;
};

struct Graph {
  std::vector<Edge> edges;                          // by the names of `from` and `to`, then kind: no order of the policy shows
  std::vector<std::vector<std::uint32_t>> leaving;  // by principal: numbers of edges, ascending
  std::vector<Depths> depths;                       // by principal; of GraphOptions::only_from alone, where it is given
  std::string limit;                                // what was hit; empty: no edge is missing
};

struct GraphOptions {
  bool reads = false;                          // edges of kind `reads` as well: there may be as many as pairs of agents
  std::vector<base::ApprovalId> barred;        // approvals that nobody gives
  prove::Without without;                      // statements that are looked through
  std::optional<base::PrincipalId> only_from;  // edges of this principal alone
};

// Cost: near-linear in the cells and edges. What could not be worked out is kept in Proof::unknowns() as well.
[[nodiscard]] Graph authority_graph(prove::Proof& proof, const GraphOptions& options = {});

inline constexpr std::size_t kEdgesMax = 1'000'000;

}  // namespace envelope::reach
