// Whoever needs an approval and comes to act as somebody who gives it (ENV2307).
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/prove/checks.h"
#include "compiler/reach/acting_as.h"
#include "compiler/reach/answering.h"
#include "compiler/reach/causes.h"

namespace envelope::reach {
namespace {

using base::ApprovalId;
using base::Effect;
using base::PrincipalId;
using diagnostics::Code;
using diagnostics::Severity;
using prove::CellLogic;
using prove::ProofCell;
using prove::Without;

bool is_unasked_takeover(const Edge& edge) { return takes_over(edge.kind) && edge.level() == Effect::allow; }

// Whether somebody who is asked in time is this person.
bool is_asked(const model::PolicyModel& model, const prove::Persons& persons, ApprovalId id, PrincipalId who) {
  const model::Approval& approval = model.approvals[id.index()];
  return std::any_of(approval.alternatives.begin(), approval.alternatives.end(), [&](const model::ApprovalAlternative& alternative) {
    return !prove::is_too_late(approval, alternative) && std::any_of(alternative.people.begin(), alternative.people.end(),
                                                                     [&](PrincipalId person) { return persons.are_one(person, who); });
  });
}

class ApproverCauses {
 public:
  explicit ApproverCauses(const Looking& looking) : looking_(looking), proof_(looking.proof), model_(proof_.model()) {}

  std::vector<Cause> run() {
    std::set<PrincipalId> targets;
    for (const Edge& edge : looking_.graph.edges)
      if (is_unasked_takeover(edge)) targets.insert(edge.to);
    if (targets.empty() || model_.approvals.empty()) return {};
    const prove::Persons persons(model_);
    for (std::uint32_t approval = 0; approval < model_.approvals.size(); ++approval)
      for (const PrincipalId to : targets)
        if (is_asked(model_, persons, {approval}, to)) look_at({approval}, to, persons);
    std::vector<Cause> causes;
    for (auto& [key, found] : found_) causes.push_back(std::move(found.cause));
    return causes;
  }

 private:
  // By which takeover the approver is reached at last: one cause, wherever the way to it begins.
  using Key = std::tuple<ApprovalId, PrincipalId, EdgeKind, std::uint32_t>;

  void look_at(ApprovalId approval, PrincipalId to, const prove::Persons& persons) {
    std::set<PrincipalId> candidates;
    for (const ProofCell& cell : proof_.cells())
      if (prove::asks_for(model_, cell, approval)) candidates.insert(cell.principals.begin(), cell.principals.end());
    std::erase_if(candidates,
                  [&](PrincipalId who) { return persons.are_one(who, to) || !ActingAs(looking_.graph, who, Effect::allow).contains(to); });
    if (candidates.empty()) return;
    const std::string about =
        "whether the approval `" + model_.approvals[approval.index()].name + "` is needed by whoever acts as an approver";
    const prove::Asking asking = prove::asking(proof_, approval, about, [&](PrincipalId who) { return candidates.contains(who); });
    for (const PrincipalId who : prove::by_name(model_, {asking.who.begin(), asking.who.end()})) {
      const ActingAs reached(looking_.graph, who, Effect::allow, to);
      for (const PrincipalId station : reached.in_order())
        if (station != to)
          for (const std::uint32_t number : looking_.graph.leaving[station.index()])
            if (const Edge& edge = looking_.graph.edges[number]; edge.to == to && is_unasked_takeover(edge))
              add(approval, who, edge, reached.steps_to(station) + steps_in(edge.acts));
    }
  }

  void add(ApprovalId approval, PrincipalId who, const Edge& last, std::size_t steps) {
    Way way{last.kind, false, who, last.to, {}, {}, last.file, {}, false};
    way.approval = approval;
    found_.try_emplace(Key{approval, last.to, last.kind, last.file}, way, steps).first->second.add(way, steps);
  }

  const Looking& looking_;
  prove::Proof& proof_;
  const model::PolicyModel& model_;
  std::map<Key, SameEnd> found_;
};

// The least request of `who` that needs the approval.
std::optional<Step> asking_step(prove::Proof& proof, PrincipalId who, ApprovalId approval, const Without& without) {
  std::optional<Step> best;
  for (std::uint32_t number = 0; number < proof.cells().size(); ++number) {
    ProofCell cell = proof.cells()[number];
    if (!std::binary_search(cell.principals.begin(), cell.principals.end(), who) || !prove::asks_for(proof.model(), cell, approval))
      continue;
    cell.who = who;
    CellLogic logic = proof.logic(cell);
    const prove::Node f = logic.space().both(logic.needs(approval, without), logic.occurring());
    if (!logic.limit().empty() || f == bdd::kFalse) continue;
    auto step = step_of(proof, {who, cell.requested, cell.action, number, Effect::ask}, prove::request_of(logic, logic.least(f)), without);
    if (step && (!best || prove::precedes(step->shown, best->shown))) best = std::move(step);
  }
  return best;
}

// The edges of the shortest way to acting as the approver whose last takeover is the one that is looked for.
std::optional<std::vector<Edge>> way_to_approver(const Graph& graph, const Way& way) {
  const ActingAs reached(graph, way.from, Effect::allow, way.to);
  std::optional<std::pair<std::size_t, std::uint32_t>> best;
  for (const PrincipalId station : reached.in_order()) {
    if (station == way.to) continue;
    for (const std::uint32_t number : graph.leaving[station.index()]) {
      const Edge& edge = graph.edges[number];
      if (edge.to != way.to || edge.kind != way.kind || edge.file != way.file || !is_unasked_takeover(edge)) continue;
      const std::size_t steps = reached.steps_to(station) + steps_in(edge.acts);
      if (!best || steps < best->first) best = {steps, number};
    }
  }
  if (!best) return std::nullopt;
  std::vector<Edge> edges;
  for (const std::uint32_t number : reached.way_to(graph.edges[best->second].from)) edges.push_back(graph.edges[number]);
  edges.push_back(graph.edges[best->second]);
  return edges;
}

}  // namespace

std::vector<Cause> approver_causes(const Looking& looking) { return ApproverCauses(looking).run(); }

std::optional<Escalation> look_at_approver(const Looking& looking, const Way& way, const Without& without) {
  prove::Proof& proof = looking.proof;
  const auto name = [&](PrincipalId who) { return proof.model().principals[who.index()].name; };
  const auto edges = way_to_approver(without.empty() ? looking.graph : graph_without(looking, without), way);
  if (!edges) return std::nullopt;
  auto story = steps_over(proof, *edges, without);
  auto asks = asking_step(proof, way.from, way.approval, without);
  if (!story || !asks) return std::nullopt;
  const prove::Shown taking = story->back().shown;
  story->push_back(std::move(*asks));
  Escalation escalation{
      Code::ApproverControlled,
      Severity::error,
      way.from,
      std::move(*story),
      fmt::format("`{}` can act as `{}`, who gives `{}`", name(way.from), name(way.to), proof.model().approvals[way.approval.index()].name),
      "not allowed without the approver",
      {{{}, way.to}}};
  escalation.people = answering_words(proof, prove::Persons(proof.model()), way.approval, way.to);
  escalation.witness = taking;
  return escalation;
}

}  // namespace envelope::reach
