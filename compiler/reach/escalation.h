// Ways by which an agent comes to more than it was given, one by one: each is looked for by its name, so that the same look, with some
// statements out of the policy, says whether they are what it takes.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/reach/authority.h"
#include "compiler/reach/story.h"

namespace envelope::reach {

// What comes within reach by a way.
struct Reached {
  base::ActionId action;   // invalid: changing a protected file
  base::PrincipalId doer;  // whom somebody has do it; invalid: whoever is reached does it
  auto operator<=>(const Reached&) const = default;
};

struct Escalation {
  diagnostics::Code code{};
  diagnostics::Severity severity = diagnostics::Severity::error;
  base::PrincipalId from;
  Story story;  // its last step is what should not have been
  std::string message;
  std::string otherwise;         // what is decided without the detour, for the same request
  std::vector<Reached> reached;  // ascending; all, where Looking::everything
  base::PrincipalId given_to{};  // whose request `otherwise` answers; invalid: that of `from`
  std::string people{};          // who answers whom the last step asks, where that is the point; empty: as the steps say
  // The request to show for `otherwise`, where it is not that of the last step.
  std::optional<prove::Shown> witness{};
};

class Links;
class OtherOrders;
struct Looking;
struct Way;

// What turning windows and stops gains, all of them being looked at together for each agent and action, which costs little more than one
// look: a way by which nothing is gained need not be looked at by itself.
class Turnings {
 public:
  // Whether `way`, a passage, may gain something in the policy of `looking`, which is the same at every call.
  [[nodiscard]] bool may_gain(const Looking& looking, const Way& way);

 private:
  using Gaining = std::set<std::pair<base::SwitchId, bool>>;                              // what is turned, and whether on
  std::map<std::pair<base::PrincipalId, base::ActionId>, std::optional<Gaining>> known_;  // nothing: any may
};

// What a look needs. `graph` is of the policy as it is.
struct Looking {
  prove::Proof& proof;
  const CellIndex& cells;
  const Graph& graph;
  bool everything = false;       // Escalation::reached is complete: that takes longer
  Links* links = nullptr;        // for circles; without, none is found
  Turnings* turnings = nullptr;  // nothing: each passage is looked at by itself
};

// Where one way is looked for.
struct Way {
  EdgeKind kind{};
  bool is_substitute = false;  // does by `by`, or has `to` do by it, what `action` would need an approval for, or is denied
  base::PrincipalId from, to;
  base::ActionId action, by;         // request: what is asked for; substitute
  std::uint32_t file = Edge::kNone;  // policy
  base::SwitchId switch_id;          // passage
  bool turns_on = false;
  std::vector<Reached> wanted{};            // takeovers: only these of what comes within reach; empty: all
  std::vector<base::PrincipalId> circle{};  // a circle of these, ascending; `kind` means nothing then
  bool is_chain = false;                    // acts as `to` over several takeovers, for `action`; invalid: to change a protected file
  base::ApprovalId approval{};              // comes to act as `to`, who gives it; `kind` and `file` are of the last takeover
  auto operator<=>(const Way&) const = default;
};

// The escalation over this way, or nothing.
[[nodiscard]] std::optional<Escalation> look(const Looking& looking, const Way& way, const prove::Without& without = {});

// The same with steps that can come one after another, of whatever way does the same. Where there may be one that was not found, that is
// kept in the proof.
[[nodiscard]] std::optional<Escalation> look_in_order(const Looking& looking, const Way& way, OtherOrders& orders);

// Smallest sets of statements without which the way is closed, each tried; empty: none of at most three was found.
[[nodiscard]] std::vector<std::vector<model::StatementId>> cuts(const Looking& looking, const Way& way, const Story& story);

// The same in words: "narrow or take out …".
[[nodiscard]] std::string cutting_words(const Looking& looking, const Way& way, const Story& story);

// ---- parts ----
[[nodiscard]] std::optional<Escalation> look_at_request(const Looking& looking, const Way& way, const prove::Without& without);
[[nodiscard]] std::optional<Escalation> look_at_takeover(const Looking& looking, const Way& way, const prove::Without& without);
[[nodiscard]] std::optional<Escalation> look_at_spawn(const Looking& looking, const Way& way, const prove::Without& without);
[[nodiscard]] std::optional<Escalation> look_at_passage(const Looking& looking, const Way& way, const prove::Without& without);
[[nodiscard]] std::optional<Escalation> look_at_policy(const Looking& looking, const Way& way, const prove::Without& without);
[[nodiscard]] std::optional<Escalation> look_at_substitute(const Looking& looking, const Way& way, const prove::Without& without);

[[nodiscard]] std::optional<Escalation> look_at_approver(const Looking& looking, const Way& way, const prove::Without& without);
[[nodiscard]] std::optional<Escalation> look_at_circle(const Looking& looking, const Way& way, const prove::Without& without);

// Whether somebody is asked, or only looks: then it is a warning.
[[nodiscard]] diagnostics::Severity severity_of(const Looking& looking, base::ActionId reached, const Story& story);
// What is decided for the request when `who` makes it itself; nothing when that is `below` or milder.
[[nodiscard]] std::optional<std::string> decided_for(const Looking& looking, request::Request request, base::PrincipalId who,
                                                     base::Effect below, const prove::Without& without);
// How it stands with what comes within reach by acting as another: the gravest. A protected file is refused to whoever cannot change it.
[[nodiscard]] Standing gravest_gain(const Looking& looking, const Way& way);
// "is denied", "needs an approval for", "is not granted"
[[nodiscard]] std::string standing_words(Standing standing);
// How deep subagents of `who` run, without some statements.
[[nodiscard]] Depths depths_of(const Looking& looking, base::PrincipalId who, const prove::Without& without);
// Edges of `from`, without some statements.
[[nodiscard]] std::vector<Edge> edges_of(const Looking& looking, base::PrincipalId from, const prove::Without& without);
// The whole graph without some statements.
[[nodiscard]] Graph graph_without(const Looking& looking, const prove::Without& without);
// The steps of some edges, one after the other; nothing when the runtime decides one otherwise.
[[nodiscard]] std::optional<Story> steps_over(prove::Proof& proof, const std::vector<Edge>& edges, const prove::Without& without);
// The steps as notes, and who is asked; `askings`: of people before windows are on that the steps need.
void tell(prove::Proof& proof, const Escalation& escalation, diagnostics::Diagnostic& diagnostic, std::size_t askings);

}  // namespace envelope::reach
