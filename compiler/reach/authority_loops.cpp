#include "compiler/reach/authority_loops.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>

#include "compiler/prove/circles.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/handover.h"
#include "compiler/reach/subagents.h"

namespace envelope::reach {

using base::Effect;
using diagnostics::Severity;
using prove::Node;
using prove::ProofCell;
using prove::Without;

namespace {

Way takeover_of(const Edge& edge) {
  Way way;
  way.kind = edge.kind;
  way.from = edge.from;
  way.to = edge.to;
  way.file = edge.file;
  return way;
}

bool is_unasked(const Edge& edge) { return edge.level() == Effect::allow; }

std::string quoted(const Looking& looking, base::PrincipalId who) { return "`" + looking.proof.model().principals[who.index()].name + "`"; }

// Members as numbers from 0, by name.
class Numbering {
 public:
  Numbering(const model::PolicyModel& model, const std::vector<base::PrincipalId>& members) : members_(prove::by_name(model, members)) {
    for (std::uint32_t i = 0; i < members_.size(); ++i) numbers_[members_[i]] = i;
  }
  [[nodiscard]] std::uint32_t of(base::PrincipalId who) const { return numbers_.at(who); }
  [[nodiscard]] base::PrincipalId operator[](std::uint32_t number) const { return members_[number]; }
  [[nodiscard]] prove::Leads leads(const std::vector<Link>& links, bool only_changing = false) const {
    prove::Leads leads(members_.size());
    for (const Link& link : links)
      if (!only_changing || !link.only_looks) leads[of(link.from)].push_back(of(link.to));
    return leads;
  }

 private:
  std::vector<base::PrincipalId> members_;
  std::map<base::PrincipalId, std::uint32_t> numbers_;
};

// The shortest circle over a link that other codes do not tell, beginning at the first of its members by name; empty: there is none.
std::vector<Link> shortest(const Looking& looking, const Circle& circle, bool only_changing) {
  const Numbering numbers(looking.proof.model(), circle.members);
  const prove::Leads leads = numbers.leads(circle.links, only_changing);
  const auto usable = [&](const Link& link) { return !only_changing || !link.only_looks; };
  std::vector<const Link*> untold;
  for (const Link& link : circle.links)
    if (!link.is_told && usable(link)) untold.push_back(&link);
  std::stable_sort(untold.begin(), untold.end(), [&](const Link* a, const Link* b) {
    return std::pair(numbers.of(a->from), numbers.of(a->to)) < std::pair(numbers.of(b->from), numbers.of(b->to));
  });
  std::vector<Link> best;
  for (const Link* first : untold) {
    const std::size_t most = best.empty() ? circle.members.size() : best.size() - 1;
    const auto way = prove::shortest_way(leads, numbers.of(first->to), numbers.of(first->from), most);
    if (way.empty()) continue;
    best = {*first};
    for (std::size_t i = 0; i + 1 < way.size(); ++i)
      for (const bool told : {false, true}) {
        const auto next = std::find_if(circle.links.begin(), circle.links.end(), [&](const Link& link) {
          return link.from == numbers[way[i]] && link.to == numbers[way[i + 1]] && link.is_told == told && usable(link);
        });
        if (next == circle.links.end()) continue;
        best.push_back(*next);
        break;
      }
    if (best.size() == 2) break;
  }
  const auto begins =
      std::min_element(best.begin(), best.end(), [&](const Link& a, const Link& b) { return numbers.of(a.from) < numbers.of(b.from); });
  std::rotate(best.begin(), begins, best.end());
  return best;
}

}  // namespace

Links::Links(prove::Proof& proof, const CellIndex& cells, const Graph& graph) : proof_(proof), cells_(cells), graph_(graph) {}

// Edges by which something of another agent can be got without anybody being asked. Where the two share the cell behind a request, whatever
// the one may do the other may as well.
std::vector<std::uint32_t> Links::edges_from(base::PrincipalId from) const {
  std::vector<std::uint32_t> edges;
  for (const std::uint32_t number : graph_.leaving[from.index()]) {
    const Edge& edge = graph_.edges[number];
    if (!is_unasked(edge) || edge.from == edge.to) continue;
    const bool gets_nothing = edge.kind == EdgeKind::request && cells_.find(from, edge.acts.front().action) == edge.acts.back().cell;
    if ((edge.kind == EdgeKind::request && !gets_nothing) || takes_over(edge.kind)) edges.push_back(number);
  }
  return edges;
}

std::vector<std::vector<base::PrincipalId>> Links::candidates() const {
  const auto& principals = proof_.model().principals;
  prove::Leads leads(principals.size());
  for (std::uint32_t from = 0; from < principals.size(); ++from) {
    if (principals[from].kind != model::PrincipalKind::agent) continue;
    for (const std::uint32_t number : edges_from({from})) leads[from].push_back(graph_.edges[number].to.value);
  }
  std::vector<std::vector<base::PrincipalId>> groups;
  for (const std::vector<std::uint32_t>& circle : prove::circles(leads)) {
    std::vector<base::PrincipalId>& group = groups.emplace_back();
    for (const std::uint32_t who : circle) group.push_back({who});
  }
  return groups;
}

bool Links::touches(const Without& without, const std::vector<std::uint32_t>& cells) const {
  return std::any_of(cells.begin(), cells.end(), [&](std::uint32_t cell) {
    const auto& rules = proof_.cells()[cell].rules;
    return std::any_of(rules.begin(), rules.end(), [&](const prove::CellRule& rule) { return without.contains(rule.statement); });
  });
}

// Requests for one action, together: what others outside hand over on purpose is not got by the circle.
std::vector<Links::Asked> Links::asked_by(base::PrincipalId from, const std::set<base::PrincipalId>& members) const {
  std::map<base::ActionId, Asked> by_action;
  for (const std::uint32_t number : edges_from(from)) {
    const Edge& edge = graph_.edges[number];
    if (edge.kind != EdgeKind::request) continue;
    Asked& asked = by_action[edge.acts.front().action];
    (members.contains(edge.to) ? asked.inside : asked.outside).push_back(number);
  }
  std::vector<Asked> all;
  for (auto& [action, asked] : by_action) {
    if (asked.inside.empty()) continue;
    asked.from = from;
    asked.action = action;
    all.push_back(std::move(asked));
  }
  return all;
}

std::vector<Links::Gotten> Links::gotten(const Asked& asked, const Without& without, bool with_requests) {
  const auto own = cells_.find(asked.from, asked.action);
  std::deque<ProofCell> cells{own ? proof_.cells()[*own] : ProofCell{asked.action, {}, {asked.from}, asked.from, {}}};
  cells.front().who = asked.from;
  for (const auto* edges : {&asked.inside, &asked.outside})
    for (const std::uint32_t number : *edges) {
      const Edge& edge = graph_.edges[number];
      cells.push_back(proof_.cells()[edge.acts[0].cell]);
      cells.back().who = asked.from;
      cells.push_back(proof_.cells()[edge.acts[1].cell]);
      cells.back().who = edge.to;
    }
  std::vector<const ProofCell*> pointers;
  for (const ProofCell& cell : cells) pointers.push_back(&cell);
  const Depths depths = depths_of(proof_, cells_, graph_, asked.from, without);
  Joint joint(proof_, pointers);
  bdd::Space& space = joint[0].space();
  std::vector<Handover> handovers;
  for (std::size_t act = 1; act < cells.size(); act += 2)
    handovers.emplace_back(joint[act], depths, Effect::allow, decided(joint[act], Effect::allow, without, {}), joint[act + 1],
                           decided(joint[act + 1], Effect::allow, without, {}));
  const auto done = [&](std::size_t edge) { return joint[0].somewhere(handovers[edge].where(), session_slots(joint[0])); };
  const Node allowed = able(joint[0], Effect::allow, without), ask = able(joint[0], Effect::ask, without);
  const Node capped = restrained(joint[0], without);
  Node handed = allowed;
  for (std::size_t i = 0; i < asked.outside.size(); ++i) handed = space.either(handed, done(asked.inside.size() + i));
  std::vector<Gotten> all(asked.inside.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Node here = done(i), gained = space.without(here, handed);
    const Node unasked = space.without(here, ask), asks_people = space.without(space.without(here, unasked), allowed);
    all[i].is_gained = gained != bdd::kFalse;
    all[i].is_told = space.both(unasked, capped) != bdd::kFalse || asks_people != bdd::kFalse;
    if (!all[i].is_gained || !with_requests) continue;
    const HandedOver handed_over = handovers[i].least(space.both(gained, handovers[i].where()));
    all[i].requests = {handed_over.asking, handed_over.acting};
    all[i].depth = handed_over.stand.depth;
  }
  if (joint.limit().empty()) return all;
  const auto name = [&](base::PrincipalId who) { return proof_.model().principals[who.index()].name; };
  proof_.give_up({{}, "what `" + name(asked.from) + "` has others do", joint.limit()});
  return std::vector<Gotten>(asked.inside.size());
}

std::vector<Links::Gotten> Links::known_gotten(const Asked& asked, const Without& without) {
  if (!without.empty()) {
    std::vector<std::uint32_t> cells;
    if (const auto own = cells_.find(asked.from, asked.action)) cells.push_back(*own);
    if (const auto spawn = spawn_cell(proof_, cells_, asked.from)) cells.push_back(*spawn);
    for (const auto* edges : {&asked.inside, &asked.outside})
      for (const std::uint32_t number : *edges)
        for (const Act& act : graph_.edges[number].acts) cells.push_back(act.cell);
    if (touches(without, cells)) return gotten(asked, without, false);
  }
  const auto known = asked_.find(asked);
  if (known != asked_.end()) return known->second;
  return asked_[asked] = gotten(asked, {}, false);
}

Links::TakenOver Links::taken_over(const Looking& looking, const Edge& edge, const Without& without) {
  const auto escalation = look_at_takeover(looking, takeover_of(edge), without);
  TakenOver taken;
  if (!escalation || askings(escalation->story) > 0) return taken;
  for (const Reached& reached : escalation->reached) {
    if (!reached.action.is_valid()) continue;
    taken.is_gained = true;
    taken.only_looks = taken.only_looks && only_reads(looking.proof.model(), reached.action);
  }
  return taken;
}

std::optional<Link> Links::takeover(const Looking& looking, std::uint32_t number, const Without& without) {
  const Edge& edge = graph_.edges[number];
  std::vector<std::uint32_t> cells = cells_.of(edge.from), of_other = cells_.of(edge.to);
  cells.insert(cells.end(), of_other.begin(), of_other.end());
  for (const Act& act : edge.acts) cells.push_back(act.cell);
  TakenOver taken;
  if (!without.empty() && touches(without, cells)) {
    taken = taken_over(looking, edge, without);
  } else {
    const auto [entry, is_new] = takeovers_.try_emplace({edge.from, edge.to});
    if (is_new) entry->second = taken_over(looking, edge, {});
    taken = entry->second;
  }
  if (!taken.is_gained) return std::nullopt;
  return Link{edge.from, edge.to, number, true, taken.only_looks};
}

std::vector<Link> Links::links_among(const Looking& looking, const std::vector<base::PrincipalId>& members, const Without& without) {
  const std::set<base::PrincipalId> all(members.begin(), members.end());
  std::vector<Link> links;
  for (const base::PrincipalId from : members)
    for (const Asked& asked : asked_by(from, all)) {
      const std::vector<Gotten> gotten = known_gotten(asked, without);
      for (std::size_t i = 0; i < gotten.size(); ++i)
        if (gotten[i].is_gained)
          links.push_back(
              {from, graph_.edges[asked.inside[i]].to, asked.inside[i], gotten[i].is_told, only_reads(proof_.model(), asked.action)});
    }
  if (std::all_of(links.begin(), links.end(), [](const Link& link) { return link.is_told; })) return {};
  for (const base::PrincipalId from : members)
    for (const std::uint32_t number : edges_from(from)) {
      const Edge& edge = graph_.edges[number];
      if (!takes_over(edge.kind) || !all.contains(edge.to)) continue;
      if (const auto link = takeover(looking, number, without)) links.push_back(*link);
    }
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.edge < b.edge; });
  return links;
}

// Whoever leads nowhere within the group is outside of it, and then counts as somebody who hands over: until nobody else falls out.
std::vector<Circle> Links::circles_among(const Looking& looking, const std::vector<base::PrincipalId>& members, const Without& without) {
  std::vector<Circle> found;
  std::vector<std::vector<base::PrincipalId>> open{members};
  while (!open.empty()) {
    const std::vector<base::PrincipalId> group = std::move(open.back());
    open.pop_back();
    std::vector<Link> links = links_among(looking, group, without);
    if (links.empty()) continue;
    const Numbering numbers(proof_.model(), group);
    for (const std::vector<std::uint32_t>& circle : prove::circles(numbers.leads(links))) {
      std::vector<base::PrincipalId> some;
      for (const std::uint32_t number : circle) some.push_back(numbers[number]);
      std::sort(some.begin(), some.end());
      if (some.size() == group.size()) {
        found.push_back({std::move(some), std::move(links)});
        break;  // a circle of all leaves nobody for another
      }
      open.push_back(std::move(some));
    }
  }
  return found;
}

std::optional<Story> Links::story_of(const Looking& looking, const Circle& circle, const Link& link, const Without& without) {
  const Edge& edge = graph_.edges[link.edge];
  if (takes_over(edge.kind)) {
    auto escalation = look_at_takeover(looking, takeover_of(edge), without);
    return escalation ? std::optional(std::move(escalation->story)) : std::nullopt;
  }
  const std::set<base::PrincipalId> members(circle.members.begin(), circle.members.end());
  for (const Asked& asked : asked_by(link.from, members)) {
    const auto here = std::find(asked.inside.begin(), asked.inside.end(), link.edge);
    if (here == asked.inside.end()) continue;
    const Gotten got = gotten(asked, without, true)[static_cast<std::size_t>(here - asked.inside.begin())];
    std::vector<Act> acts = edge.acts;
    for (Act& act : acts) act.level = act.spawning = Effect::allow;
    acts.front().depth = got.depth;
    return steps_of(proof_, acts, got.requests, without);
  }
  return std::nullopt;
}

std::vector<Way> circles_of(const Looking& looking) {
  const model::PolicyModel& model = looking.proof.model();
  std::vector<Way> ways;
  for (const std::vector<base::PrincipalId>& group : looking.links->candidates())
    for (Circle& circle : looking.links->circles_among(looking, group, {})) {
      Way way;
      way.from = prove::first_by_name(model, circle.members);
      way.circle = std::move(circle.members);
      ways.push_back(std::move(way));
    }
  std::sort(ways.begin(), ways.end(),
            [&](const Way& a, const Way& b) { return model.principals[a.from.index()].name < model.principals[b.from.index()].name; });
  return ways;
}

std::optional<Escalation> look_at_circle(const Looking& looking, const Way& way, const Without& without) {
  if (looking.links == nullptr) return std::nullopt;
  for (const Circle& circle : looking.links->circles_among(looking, way.circle, without)) {
    Severity severity = Severity::error;
    std::vector<Link> links = shortest(looking, circle, true);
    if (links.empty()) {
      severity = Severity::warning;
      links = shortest(looking, circle, false);
    }
    if (links.empty()) continue;
    Story story;
    for (const Link& link : links) {
      auto steps = looking.links->story_of(looking, circle, link, without);
      if (!steps) return std::nullopt;
      steps->back().opens = quoted(looking, link.from) + " itself is not given this";
      story.insert(story.end(), steps->begin(), steps->end());
    }
    const base::PrincipalId last = links.back().from;
    const auto otherwise = decided_for(looking, story.back().shown.request, last, Effect::allow, without);
    if (!otherwise) return std::nullopt;
    Escalation escalation{diagnostics::Code::AuthorityLoop,
                          severity,
                          way.from,
                          std::move(story),
                          fmt::format("{} have each other do{} what they are not given themselves", names_of(looking.proof, circle.members),
                                      circle.members.size() > 2 ? ", in a circle," : ""),
                          *otherwise,
                          {}};
    escalation.given_to = last;
    return escalation;
  }
  return std::nullopt;
}

}  // namespace envelope::reach
