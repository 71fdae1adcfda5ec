#include "compiler/reach/escalation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/prove/checks.h"
#include "compiler/reach/effects.h"
#include "compiler/request/print.h"

namespace envelope::reach {

using base::Effect;
using diagnostics::Code;
using diagnostics::Severity;
using prove::Choice;
using prove::Node;
using prove::ProofCell;
using prove::Without;

namespace {

constexpr std::size_t kCutSizeMax = 3;
constexpr std::size_t kTriesMax = 60;

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

std::optional<Escalation> look_at_request(const Looking& looking, const Way& way, const Without& without) {
  prove::Proof& proof = looking.proof;
  const auto edge = looking.cells.find(way.from, way.action, way.to);
  const auto behind = looking.cells.find(way.to, way.action);
  if (!edge || !behind) return std::nullopt;
  const auto own = looking.cells.find(way.from, way.action);
  ProofCell asks = proof.cells()[*edge], acts = proof.cells()[*behind];
  ProofCell mine = own ? proof.cells()[*own] : ProofCell{way.action, {}, {way.from}, way.from, {}};
  asks.who = mine.who = way.from;
  acts.who = way.to;
  for (const Effect level : {Effect::allow, Effect::ask}) {
    Joint joint(proof, {&asks, &acts, &mine});
    bdd::Space& space = joint[0].space();
    const Node asking = joint[0].at_least(level, without), acting = joint[1].at_least(Effect::allow, without);
    const Node both = space.both(able(joint[0], level, without), able(joint[1], Effect::allow, without));
    const Node unasked = space.without(both, able(joint[2], Effect::ask, without));
    const Node refused =
        space.both(unasked, joint[2].somewhere(at_top(joint[2], joint[2].capped_below(Effect::ask, without)), session_slots(joint[2])));
    Node asked = space.without(space.without(both, unasked), able(joint[2], Effect::allow, without));
    if (level == Effect::ask) asked = bdd::kFalse;
    if (!joint.limit().empty()) {
      proof.give_up({{}, "what `" + name(looking, way.from) + "` has `" + name(looking, way.to) + "` do", joint.limit()});
      return std::nullopt;
    }
    const Node where = refused != bdd::kFalse ? refused : asked;
    if (where == bdd::kFalse) continue;
    const Standing standing = refused != bdd::kFalse ? Standing::refused : Standing::asked;
    const Choice shared = joint[0].least(where);
    const request::Request first = prove::request_of(joint[0], within(joint[0], asking, shared));
    const request::Request second = prove::request_of(joint[1], within(joint[1], acting, shared));
    const auto asks_step = step_of(proof, {way.from, way.to, way.action, *edge, level}, first, without);
    const auto acts_step = step_of(proof, {way.to, {}, way.action, *behind, Effect::allow}, second, without);
    if (!asks_step || !acts_step) return std::nullopt;
    const auto otherwise = decided_for(looking, second, way.from, Effect::allow, without);
    if (!otherwise) return std::nullopt;
    const Story story{*asks_step, *acts_step};
    return Escalation{
        standing == Standing::refused ? Code::ConfusedDeputy : Code::ApprovalBypass,
        severity_of(looking, way.action, story),
        way.from,
        story,
        fmt::format("`{}` {} `{}`, and has `{}` do it{}", name(looking, way.from), standing_words(standing),
                    action_name(looking, way.action), name(looking, way.to), level == Effect::allow ? "" : " once the request is approved"),
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
  if (way.is_substitute) return look_at_substitute(looking, way, without);
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

namespace {

// Statements on the path that could go: rules of the library are not the author's to change.
std::vector<model::StatementId> removable(const Looking& looking, const Story& story) {
  std::vector<model::StatementId> all;
  for (const Step& step : story)
    for (const model::StatementId id : step.deciding)
      if (!looking.proof.sources().file(looking.proof.statement(id).span.file).path.starts_with('<') &&
          std::find(all.begin(), all.end(), id) == all.end())
        all.push_back(id);
  return all;
}

}  // namespace

std::vector<std::vector<model::StatementId>> cuts(const Looking& looking, const Way& way, const Story& story) {
  struct Open {
    Without without;
    std::vector<model::StatementId> candidates;
  };
  std::vector<Open> open{{{}, removable(looking, story)}};
  std::set<Without> tried, found;
  for (std::size_t size = 1; size <= kCutSizeMax && found.empty(); ++size) {
    std::vector<Open> next;
    for (const Open& from : open)
      for (const model::StatementId id : from.candidates) {
        Without without = from.without;
        if (!without.insert(id).second || !tried.insert(without).second || tried.size() > kTriesMax) continue;
        const auto left = look(looking, way, without);
        if (left)
          next.push_back({without, removable(looking, left->story)});
        else
          found.insert(without);
      }
    open = std::move(next);
  }
  std::vector<std::vector<model::StatementId>> sets;
  for (const Without& without : found) sets.emplace_back(without.begin(), without.end());
  const auto span = [&](model::StatementId id) { return looking.proof.statement(id).span; };
  for (auto& set : sets) std::sort(set.begin(), set.end(), [&](auto a, auto b) { return span(a) < span(b); });
  std::sort(sets.begin(), sets.end(), [&](const auto& a, const auto& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [&](auto x, auto y) { return span(x) < span(y); });
  });
  return sets;
}

std::string cutting_words(const Looking& looking, const Way& way, const Story& story) {
  const auto sets = cuts(looking, way, story);
  if (sets.empty()) return "deny the first step, or what it leads to";
  std::vector<std::string> ways;
  for (const auto& set : sets) {
    std::vector<std::string> rules;
    for (const model::StatementId id : set)
      rules.push_back(
          fmt::format("`{}` ({})", prove::short_text(looking.proof, id), place_of(looking.proof, looking.proof.statement(id).span)));
    ways.push_back(fmt::format("{}", fmt::join(rules, " and ")));
  }
  return fmt::format("narrow or take out {}: without {} the way is closed", fmt::join(ways, ", or "),
                     sets.size() > 1           ? "one of these"
                     : sets.front().size() > 1 ? "these"
                                               : "this");
}

}  // namespace envelope::reach
