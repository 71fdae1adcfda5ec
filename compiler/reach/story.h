// A path over the authority graph as people read it: numbered steps, each decided by the runtime before it is told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/reach/graph.h"

namespace envelope::reach {

// One decision on the path, with the request that takes it: what state it needs stands in the request.
struct Step {
  Act act;
  prove::Shown shown;
  std::vector<model::StatementId> deciding;    // the rules that decide it, in reading order
  std::string opens;                           // what is different from then on; empty: nothing
  std::optional<Edge> crosses{};               // the edge it is the last act of, where it opens something
  std::vector<model::StatementId> enabling{};  // the rules by which what is written is executed, in reading order
};
using Story = std::vector<Step>;

// The steps of an edge; nothing when the runtime decides one otherwise than the graph says: that is a fault, kept in the proof.
[[nodiscard]] std::optional<Story> steps_of(prove::Proof& proof, const Edge& edge, const prove::Without& without = {},
                                            const std::vector<base::ApprovalId>& barred = {});
// These acts, one request for each as it stands, with the steps by which the subagents among them come to run.
[[nodiscard]] std::optional<Story> steps_of(prove::Proof& proof, const std::vector<Act>& acts,
                                            const std::vector<request::Request>& requests, const prove::Without& without = {},
                                            const std::vector<base::ApprovalId>& barred = {});
// One more step: a request as it stands.
[[nodiscard]] std::optional<Step> step_of(prove::Proof& proof, const Act& act, const request::Request& request,
                                          const prove::Without& without = {});

// `more` without the starts of subagents that run already after `before`.
[[nodiscard]] Story without_running(const Story& before, Story more);

// How many steps ask people.
[[nodiscard]] std::size_t askings(const Story& story);
// Words of a request: `deploy to=production`.
[[nodiscard]] std::string words_of(const prove::Proof& proof, const prove::Shown& shown);
// "`allow deploy` (main.envelope:12) and `…`"
[[nodiscard]] std::string rules_of(const prove::Proof& proof, const std::vector<model::StatementId>& statements);
// "main.envelope:12".
[[nodiscard]] std::string place_of(const prove::Proof& proof, base::Span span);
// "`a` and `b`", "`a`, `b` and 3 more", by name; at least two.
[[nodiscard]] std::string names_of(const prove::Proof& proof, const std::vector<base::PrincipalId>& principals);
// "1. `bolt` does `deploy to=production`: ask, by `ask deploy` (main.envelope:12)", and when it works at all where the rules
// do not say it themselves
[[nodiscard]] std::string text_of(prove::Proof& proof, std::size_t number, const Step& step);
// Each step so, numbered from `first` on, with who is asked and what it opens.
[[nodiscard]] std::vector<std::string> words_of(prove::Proof& proof, const Story& story, std::size_t first = 1);
// The steps as notes and their rules as labels, and how often people are asked: `before` times for what they need.
void tell(prove::Proof& proof, const Story& story, diagnostics::Diagnostic& diagnostic, std::size_t before = 0);
// The same in parts: steps numbered from `first` on; then the people.
void tell_steps(prove::Proof& proof, const Story& story, std::size_t first, diagnostics::Diagnostic& diagnostic);
void tell_people(const Story& story, diagnostics::Diagnostic& diagnostic, std::size_t before = 0);
// "the same goes for `atlas`, `scout`", a few of them by name; nothing where there are none.
void tell_others(const prove::Proof& proof, const std::vector<base::PrincipalId>& others, diagnostics::Diagnostic& diagnostic);

// The request that differs least from that of the step and is denied: one thing is said otherwise. Nothing: no single change does it.
[[nodiscard]] std::optional<prove::Shown> nearest_denied(prove::Proof& proof, const Step& step);

}  // namespace envelope::reach
