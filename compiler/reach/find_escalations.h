// What `envc verify` finds over the authority graph.
#pragma once

#include "compiler/prove/checks.h"
#include "compiler/prove/prove.h"
#include "compiler/reach/story.h"
#include "compiler/reach/worlds.h"

namespace envelope::reach {

// ENV2201 to ENV2205, ENV2209, ENV2304, ENV2307: one finding for each root cause, in an order that no order of the policy shows in.
void find_escalations(Worlds& worlds, prove::Findings& findings);
// ENV2303: agents that approve each other's requests.
void find_collusions(Worlds& worlds, prove::Findings& findings);
// ENV2213, but of rules that `findings` begin with already.
void find_wildcard_authority(Worlds& worlds, prove::Findings& findings);
// ENV2604 for `assert … never reach`.
void find_refuted_reaches(Worlds& worlds, prove::Findings& findings);
// ENV2606, ENV2212 and ENV2607 for `assert … never together`.
void find_togethers(Worlds& worlds, prove::Findings& findings);

// One of them alone.
void find_escalations(prove::Proof& proof, prove::Findings& findings);
void find_collusions(prove::Proof& proof, prove::Findings& findings);
void find_refuted_reaches(prove::Proof& proof, prove::Findings& findings);
void find_togethers(prove::Proof& proof, prove::Findings& findings);

// A way that is told, as data.
struct ToldWay {
  diagnostics::Code code{};
  diagnostics::Severity severity{};
  std::string message;
  Story story;
  base::ActionId reached;                 // what it comes to; invalid: other rules
  std::vector<base::PrincipalId> others;  // for whom the policy says the same as for whoever begins
};
// Those of find_escalations() and find_refuted_reaches(), in their order.
[[nodiscard]] std::vector<ToldWay> told_ways(prove::Proof& proof);
void add_refuted_ways(Worlds& worlds, std::vector<ToldWay>& ways);

// The same, with these findings as well.
[[nodiscard]] prove::VerifyOptions with_escalations(prove::VerifyOptions options);
// Of these findings only those about claims.
[[nodiscard]] prove::VerifyOptions with_claims_over_the_graph(prove::VerifyOptions options);

}  // namespace envelope::reach
