#include "compiler/reach/escalation.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/prove/checks.h"
#include "compiler/reach/authority_loops.h"
#include "compiler/reach/cuts.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/handover.h"
#include "compiler/reach/other_orders.h"
#include "compiler/reach/subagents.h"
#include "compiler/request/print.h"

namespace envelope::reach {

using base::Effect;
using diagnostics::Code;
using diagnostics::Severity;
using prove::Node;
using prove::ProofCell;
using prove::Without;

namespace {

std::string name(const Looking& looking, base::PrincipalId who) { return looking.proof.model().principals[who.index()].name; }
std::string action_name(const Looking& looking, base::ActionId action) { return looking.proof.model().actions[action.index()].name; }

}  // namespace

// Severity follows what is reached and who stands in the way.
Severity severity_of(const Looking& looking, base::ActionId reached, const Story& story) {
  return askings(story) > 0 || only_reads(looking.proof.model(), reached) ? Severity::warning : Severity::error;
}

std::optional<std::string> decided_for(const Looking& looking, request::Request request, base::PrincipalId who, Effect below,
                                       const Without& without) {
  request.principal = looking.proof.model().principals[who.index()].name;
  request.lineage.emplace();
  const auto shown = looking.proof.replayed(request, without);
  if (!shown || shown->outcome.effect >= below) return std::nullopt;
  return request::print(shown->outcome);
}

std::string standing_words(Standing standing) {
  switch (standing) {
    case Standing::refused:
      return "is denied";
    case Standing::asked:
      return "needs an approval for";
    case Standing::ungranted:
    case Standing::open:
      break;
  }
  return "is not granted";
}

Depths depths_of(const Looking& looking, base::PrincipalId who, const Without& without) {
  return depths_of(looking.proof, looking.cells, looking.graph, who, without);
}

std::vector<Edge> edges_of(const Looking& looking, base::PrincipalId from, const Without& without) {
  std::vector<Edge> edges;
  if (without.empty()) {
    for (const std::uint32_t number : looking.graph.leaving[from.index()]) edges.push_back(looking.graph.edges[number]);
    return edges;
  }
  GraphOptions options;
  options.without = without;
  options.only_from = from;
  return authority_graph(looking.proof, options).edges;
}

Graph graph_without(const Looking& looking, const Without& without) {
  GraphOptions options;
  options.without = without;
  return authority_graph(looking.proof, options);
}

std::optional<Story> steps_over(prove::Proof& proof, const std::vector<Edge>& edges, const Without& without) {
  Story story;
  for (const Edge& edge : edges) {
    auto steps = steps_of(proof, edge, without);
    if (!steps) return std::nullopt;
    story.insert(story.end(), std::make_move_iterator(steps->begin()), std::make_move_iterator(steps->end()));
  }
  return story;
}

void tell(prove::Proof& proof, const Escalation& escalation, diagnostics::Diagnostic& diagnostic, std::size_t askings) {
  if (escalation.people.empty()) return tell(proof, escalation.story, diagnostic, askings);
  tell_steps(proof, escalation.story, 1, diagnostic);
  diagnostic.note(escalation.people);
}

std::optional<Escalation> look_at_request(const Looking& looking, const Way& way, const Without& without) {
  prove::Proof& proof = looking.proof;
  const auto edge = looking.cells.find(way.from, way.action, way.to);
  const auto behind = looking.cells.find(way.to, way.action);
  if (!edge || !behind) return std::nullopt;
  const auto own = looking.cells.find(way.from, way.action);
  ProofCell asks = proof.cells()[*edge], acts = proof.cells()[*behind];
  ProofCell mine = own ? proof.cells()[*own] : ProofCell{way.action, {}, {way.from}, way.from, {}};
  asks.who = mine.who = way.from;
  const Depths depths = depths_of(looking, way.from, without);
  acts.who = way.to;
  for (const Effect level : {Effect::allow, Effect::ask}) {
    Joint joint(proof, {&asks, &acts, &mine});
    bdd::Space& space = joint[0].space();
    const Handover handover(joint[0], depths, level, decided(joint[0], level, without, {}), joint[1],
                            decided(joint[1], Effect::allow, without, {}));
    const auto mine_at = [&](Effect least) { return by_labels(joint[2], decided(joint[2], least, without, {})); };
    const Node both = handover.where(), unasked = space.without(both, mine_at(Effect::ask));
    const Node refused = space.both(unasked, by_labels(joint[2], joint[2].capped_below(Effect::ask, without)));
    Node asked = space.without(space.without(both, unasked), mine_at(Effect::allow));
    if (level == Effect::ask) asked = bdd::kFalse;
    if (!joint.limit().empty()) {
      proof.give_up({{}, "what `" + name(looking, way.from) + "` has `" + name(looking, way.to) + "` do", joint.limit()});
      return std::nullopt;
    }
    const Node where = refused != bdd::kFalse ? refused : asked;
    if (where == bdd::kFalse) continue;
    const Standing standing = refused != bdd::kFalse ? Standing::refused : Standing::asked;
    const HandedOver handed = handover.least(where);
    const Effect asked_level = joint[0].holds(joint[0].at_least(Effect::allow, without), handed.choice) ? Effect::allow : Effect::ask;
    const std::vector<Act> both_acts{{way.from, way.to, way.action, *edge, asked_level, handed.stand.depth, handed.stand.spawning},
                                     {way.to, {}, way.action, *behind, Effect::allow}};
    const auto story = steps_of(proof, both_acts, {handed.asking, handed.acting}, without);
    if (!story) return std::nullopt;
    request::Request itself = handed.acting;
    itself.labels = handed.asking.labels;
    const auto otherwise = decided_for(looking, itself, way.from, Effect::allow, without);
    if (!otherwise) return std::nullopt;
    return Escalation{standing == Standing::refused ? Code::ConfusedDeputy : Code::ApprovalBypass,
                      severity_of(looking, way.action, *story),
                      way.from,
                      *story,
                      fmt::format("`{}` {} `{}`, and has `{}` do it{}", name(looking, way.from), standing_words(standing),
                                  action_name(looking, way.action), name(looking, way.to),
                                  asked_level == Effect::ask ? " once the request is approved"
                                  : level == Effect::ask     ? " once a subagent is approved"
                                                             : ""),
                      *otherwise,
                      {{way.action, {}}}};
  }
  return std::nullopt;
}

std::optional<Escalation> look_at_policy(const Looking& looking, const Way& way, const Without& without) {
  std::vector<Edge> edges = edges_of(looking, way.from, without);
  std::erase_if(edges,
                [&](const Edge& edge) { return edge.kind != EdgeKind::policy || edge.file != way.file || edge.level() != Effect::allow; });
  if (edges.empty()) return std::nullopt;
  const auto story = steps_of(looking.proof, edges.front(), without);
  if (!story) return std::nullopt;
  return Escalation{Code::WritesPolicy,
                    Severity::error,
                    way.from,
                    *story,
                    fmt::format("`{}` can change `{}`, which is protected", name(looking, way.from), edges.front().path),
                    "not allow",
                    {{{}, {}}}};
}

std::optional<Escalation> look(const Looking& looking, const Way& way, const Without& without) {
  if (!way.circle.empty()) return look_at_circle(looking, way, without);
  if (way.is_substitute) return look_at_substitute(looking, way, without);
  if (way.approval.is_valid()) return look_at_approver(looking, way, without);
  switch (way.kind) {
    case EdgeKind::request:
      return look_at_request(looking, way, without);
    case EdgeKind::runs:
    case EdgeKind::executes:
    case EdgeKind::job:
      return look_at_takeover(looking, way, without);
    case EdgeKind::spawn:
      return look_at_spawn(looking, way, without);
    case EdgeKind::passage:
      return look_at_passage(looking, way, without);
    case EdgeKind::policy:
      return look_at_policy(looking, way, without);
    case EdgeKind::reads:
      break;
  }
  return std::nullopt;
}

std::optional<Escalation> look_in_order(const Looking& looking, const Way& way, OtherOrders& orders) {
  prove::Proof& proof = looking.proof;
  auto found = look(looking, way);
  if (!found) return std::nullopt;
  const Story first = found->story;
  const auto look_again = [&] {
    const Graph graph = authority_graph(proof);
    Links links(proof, looking.cells, graph);
    return look({proof, looking.cells, graph, looking.everything, &links}, way);
  };
  found = orders.possible(std::move(*found), look_again, [](const Escalation& escalation) { return escalation.story; });
  if (!found) give_up_order(proof, first, orders.fault());
  return found;
}

// That an approval is asked for is no part of what closes a way round it. Ways over several takeovers are looked for in the whole graph.
std::vector<std::vector<model::StatementId>> cuts(const Looking& looking, const Way& way, const Story& story) {
  const bool is_long = way.is_chain || way.approval.is_valid();
  const auto leading = [&](Story all) {
    if (way.approval.is_valid()) all.pop_back();
    return all;
  };
  const auto look_again = [&](const Without& without) -> std::optional<Story> {
    auto left = look(looking, way, without);
    return left ? std::optional(leading(std::move(left->story))) : std::nullopt;
  };
  return cuts(looking.proof, leading(story), look_again, is_long ? whole_graph_tries(looking.proof, story) : kCutTriesMax);
}

std::string cutting_words(const Looking& looking, const Way& way, const Story& story) {
  const std::string advice =
      advice_of(looking.proof, cuts(looking, way, story), way.circle.empty() ? "the way is closed" : "no circle is left");
  return advice.empty() ? "deny the first step, or what it leads to" : advice;
}

}  // namespace envelope::reach
