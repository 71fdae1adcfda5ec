#include "compiler/reach/graph.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/reach/effects.h"
#include "compiler/reach/gathering.h"

namespace envelope::reach {

using base::Effect;
using prove::CellLogic;
using prove::Node;
using prove::ProofCell;

std::string_view edge_name(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::request:
      return "request";
    case EdgeKind::runs:
      return "runs";
    case EdgeKind::executes:
      return "executes";
    case EdgeKind::reads:
      return "reads";
    case EdgeKind::job:
      return "job";
    case EdgeKind::spawn:
      return "spawn";
    case EdgeKind::passage:
      return "passage";
    case EdgeKind::policy:
      return "policy";
  }
  return {};
}

bool takes_over(EdgeKind kind) { return kind == EdgeKind::runs || kind == EdgeKind::executes || kind == EdgeKind::job; }

Effect Edge::level() const {
  Effect least = Effect::allow;
  for (const Act& act : acts) least = std::min({least, act.level, act.spawning});
  return least;
}

std::size_t steps_in(const std::vector<Act>& acts) {
  std::size_t steps = acts.size();
  for (const Act& act : acts) steps += act.depth;
  return steps;
}

std::size_t askings_in(const std::vector<Act>& acts) {
  std::size_t asked = 0;
  for (const Act& act : acts)
    for (const Effect level : {act.level, act.spawning})
      if (level == Effect::ask) ++asked;
  return asked;
}

void Gathering::add(Edge edge) {
  if (graph.edges.size() < kEdgesMax) return void(graph.edges.push_back(std::move(edge)));
  if (!graph.limit.empty()) return;
  graph.limit = "the authority graph has more than " + std::to_string(kEdgesMax) + " edges";
  proof.give_up({{}, "who can bring about what through whom", graph.limit});
}

void Gathering::give_up(const ProofCell& cell, const std::string& limit) {
  if (graph.limit.empty()) graph.limit = limit;
  const base::Span place = cell.rules.empty() ? base::Span{} : proof.statement(cell.rules.front().statement).span;
  proof.give_up(
      {place,
       "what `" + model().principals[cell.who.index()].name + "` can bring about by `" + model().actions[cell.action.index()].name + "`",
       limit});
}

std::vector<Act> acts_of(std::vector<Act> acts, base::PrincipalId from) {
  acts.front().who = from;
  return acts;
}

void note_writings(Gathering& gathering, CellLogic& logic, Node f, const std::vector<base::PrincipalId>& from, const std::vector<Act>& acts,
                   std::vector<Writing>& writings) {
  const model::PolicyModel& model = gathering.model();
  const base::ActionId action = logic.cell().action;
  for (const model::AttributeId path : written_paths(model, action)) {
    TextSet paths = texts_of(logic, path, f);
    if (!paths.is_empty()) writings.push_back({from, acts, path, std::move(paths)});
  }
  for (const model::AttributeId command : run_commands(model, action)) {
    const TextSet commands = texts_of(logic, command, f);
    const bool takes_any = std::any_of(commands.rows.begin(), commands.rows.end(), [](const std::vector<text::Truth>& row) {
      return std::all_of(row.begin(), row.end(), [](text::Truth truth) { return truth == text::Truth::no; });
    });
    if (takes_any) writings.push_back({from, acts, {}, {{}, {{}}}});
  }
}

namespace {

bool is_agent(const model::PolicyModel& model, base::PrincipalId who) {
  return model.principals[who.index()].kind == model::PrincipalKind::agent;
}

// Those of a cell that are wanted and stand for each other, with how deep their subagents run.
Subagents::Parts wanted_alike(Gathering& gathering, const ProofCell& cell) {
  std::vector<base::PrincipalId> some;
  for (const base::PrincipalId who : cell.principals)
    if (gathering.is_wanted(who)) some.push_back(who);
  Subagents::Parts all;
  for (const auto& alikes : alike(gathering.proof, cell, some))
    for (auto& part : gathering.subagents.parted(cell, alikes)) all.push_back(std::move(part));
  return all;
}

// Where somebody can be asked to act, and how much that takes: nobody asked first, then the nearest.
struct RequestWay {
  Effect asking{}, acting{};
  Stand stand;
};
std::vector<RequestWay> request_ways(const CellLogic& logic, const Depths& depths) {
  const std::pair<Effect, Effect> levels[] = {
      {Effect::allow, Effect::allow}, {Effect::ask, Effect::allow}, {Effect::allow, Effect::ask}, {Effect::ask, Effect::ask}};
  std::vector<RequestWay> ways;
  for (const auto& [asking, acting] : levels)
    for (const Stand& stand : stands(logic, depths)) ways.push_back({asking, acting, stand});
  std::stable_sort(ways.begin(), ways.end(), [](const RequestWay& a, const RequestWay& b) { return a.stand.spawning > b.stand.spawning; });
  return ways;
}

bool writes_anything(const model::PolicyModel& model, base::ActionId action) {
  return !written_paths(model, action).empty() || !run_commands(model, action).empty();
}

// What of an action a request can name: windows, phases and stops, or agents whose jobs they are.
using Named = std::set<std::uint32_t>;

// Windows, phases and stops that are turned on or off where `f` holds, but for those in `done`, to which they are added. Who turns one on
// asks for it while it is off, and the other way round.
void add_passages(Gathering& gathering, CellLogic& logic, Node f, const std::vector<base::PrincipalId>& from, const std::vector<Act>& acts,
                  Named& done) {
  const model::PolicyModel& model = gathering.model();
  const model::AttributeId what = attribute_of_type(model, acts.front().action, base::TypeKind::mode);
  const bool turns_on = model.actions[acts.front().action.index()].name == "enter";
  for (std::uint32_t i = 0; i < model.switches.size(); ++i) {
    if (done.contains(i)) continue;
    // First what is asked for, which leaves little of `f`.
    const Node named = pinned_to(logic, f, pinned(logic, what, model.switches[i].name));
    if (in_state(logic, named, {i}, !turns_on) == bdd::kFalse) continue;
    done.insert(i);
    for (const base::PrincipalId who : from)
      gathering.add({EdgeKind::passage, who, who, acts_of(acts, who), what, {}, Edge::kNone, Edge::kNone, {i}, turns_on});
  }
}

// Jobs of somebody else that are given another command where `f` holds; the same of `done`.
void add_jobs(Gathering& gathering, CellLogic& logic, Node f, const std::vector<base::PrincipalId>& from, const std::vector<Act>& acts,
              Named& done) {
  const model::PolicyModel& model = gathering.model();
  const model::AttributeId whose = attribute_of_type(model, acts.front().action, base::TypeKind::agent);
  for (std::uint32_t i = 0; i < model.principals.size(); ++i) {
    if (!is_agent(model, {i}) || done.contains(i)) continue;
    if (pinned_to(logic, f, pinned(logic, whose, model.principals[i].name)) == bdd::kFalse) continue;
    done.insert(i);
    for (const base::PrincipalId who : from)
      if (who != base::PrincipalId{i}) gathering.add({EdgeKind::job, who, {i}, acts_of(acts, who), whose, {}});
  }
}

// What the engine does there for whoever acts.
void add_engine_edges(Gathering& gathering, CellLogic& logic, Node f, const std::vector<base::PrincipalId>& from,
                      const std::vector<Act>& acts, Named& done) {
  const model::Action& action = gathering.model().actions[acts.front().action.index()];
  if (action.kind != model::ActionKind::engine) return;
  if (action.name == "enter" || action.name == "leave") add_passages(gathering, logic, f, from, acts, done);
  if (action.name == "reschedule") add_jobs(gathering, logic, f, from, acts, done);
}

// An edge and what stands behind it: allowed throughout, or with people asked at either place.
void add_request(Gathering& gathering, std::uint32_t number, const Depths& depths, const std::vector<base::PrincipalId>& from,
                 std::vector<Writing>& writings) {
  prove::Proof& proof = gathering.proof;
  ProofCell asks = proof.cells()[number];
  const auto behind = gathering.cells.find(asks.requested, asks.action);
  if (!behind) return;
  ProofCell does = proof.cells()[*behind];
  asks.who = from.front();
  does.who = asks.requested;
  Joint joint(proof, {&asks, &does});
  bdd::Space& space = joint[0].space();
  const prove::Without& without = gathering.options.without;
  std::map<Effect, Node> asking, acting;
  for (const Effect level : {Effect::allow, Effect::ask}) {
    asking[level] = decided(joint[0], level, without, gathering.options.barred);
    acting[level] = able(joint[1], level, without, gathering.options.barred);
  }
  Node before = bdd::kFalse;
  bool is_there = false;
  Named done;
  for (const RequestWay& way : request_ways(joint[0], depths)) {
    const Node both = space.both(standing(joint[0], asking[way.asking], way.stand), acting[way.acting]);
    const Node here = space.without(both, before);
    before = space.either(before, both);
    if (!joint.limit().empty()) return gathering.give_up(asks, joint.limit());
    if (here == bdd::kFalse) continue;
    const std::vector<Act> acts{{from.front(), asks.requested, asks.action, number, way.asking, way.stand.depth, way.stand.spawning},
                                {asks.requested, {}, asks.action, *behind, way.acting}};
    note_writings(gathering, joint[0], here, from, acts, writings);
    add_engine_edges(gathering, joint[0], here, from, acts, done);
    if (is_there) continue;
    is_there = true;
    for (const base::PrincipalId who : from) gathering.add({EdgeKind::request, who, asks.requested, acts_of(acts, who), {}, {}});
  }
}

void add_own(Gathering& gathering, std::uint32_t number, const Depths& depths, const std::vector<base::PrincipalId>& from,
             std::vector<Writing>& writings) {
  const model::PolicyModel& model = gathering.model();
  ProofCell cell = gathering.proof.cells()[number];
  if (model.actions[cell.action.index()].kind != model::ActionKind::engine && !writes_anything(model, cell.action)) return;
  cell.who = from.front();
  CellLogic logic = gathering.proof.logic(cell);
  if (!logic.limit().empty()) return gathering.give_up(cell, logic.limit());
  Node before = bdd::kFalse;
  Named done;
  std::vector<std::pair<Effect, Stand>> ways;
  for (const Effect level : {Effect::allow, Effect::ask})
    for (const Stand& stand : stands(logic, depths)) ways.emplace_back(level, stand);
  std::stable_sort(ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.second.spawning > b.second.spawning; });
  std::map<Effect, Node> acting;
  for (const Effect level : {Effect::allow, Effect::ask})
    acting[level] = decided(logic, level, gathering.options.without, gathering.options.barred);
  for (const auto& [level, stand] : ways) {
    const Node all = standing(logic, acting[level], stand);
    const Node here = logic.space().without(all, before);
    before = logic.space().either(before, all);
    if (here == bdd::kFalse) continue;
    const std::vector<Act> acts{{from.front(), {}, cell.action, number, level, stand.depth, stand.spawning}};
    note_writings(gathering, logic, here, from, acts, writings);
    add_engine_edges(gathering, logic, here, from, acts, done);
  }
  if (!logic.limit().empty()) gathering.give_up(cell, logic.limit());
}

// Names, not numbers: a policy in another order has the same graph.
void sort_edges(const model::PolicyModel& model, Graph& graph) {
  const auto name = [&](base::PrincipalId who) { return who.is_valid() ? std::string_view(model.principals[who.index()].name) : ""; };
  const auto key = [&](const Edge& edge) {
    return std::tuple(name(edge.from), name(edge.to), edge.kind, -static_cast<int>(edge.level()), steps_in(edge.acts),
                      std::string_view(model.actions[edge.acts.front().action.index()].name), name(edge.acts.front().requested),
                      std::string_view(edge.path),
                      edge.switch_id.is_valid() ? std::string_view(model.switches[edge.switch_id.index()].name) : "", edge.turns_on);
  };
  std::stable_sort(graph.edges.begin(), graph.edges.end(), [&](const Edge& a, const Edge& b) { return key(a) < key(b); });
  graph.leaving.resize(model.principals.size());
  for (std::uint32_t i = 0; i < graph.edges.size(); ++i) graph.leaving[graph.edges[i].from.index()].push_back(i);
}

}  // namespace

void add_requests(Gathering& gathering, std::vector<Writing>& writings) {
  for (std::uint32_t number = 0; number < gathering.proof.cells().size(); ++number) {
    if (!gathering.proof.cells()[number].requested.is_valid()) continue;
    for (const auto& [depths, from] : wanted_alike(gathering, gathering.proof.cells()[number]))
      add_request(gathering, number, depths, from, writings);
  }
}

void add_spawns(Gathering& gathering) {
  gathering.graph.depths.resize(gathering.model().principals.size());
  for (std::uint32_t number = 0; number < gathering.proof.cells().size(); ++number) {
    const ProofCell& cell = gathering.proof.cells()[number];
    if (cell.requested.is_valid() || !is_spawn(gathering.model().actions[cell.action.index()])) continue;
    for (const base::PrincipalId who : cell.principals) {
      if (!gathering.is_wanted(who)) continue;
      const Depths depths = gathering.subagents.of(who);
      gathering.graph.depths[who.index()] = depths;
      if (depths.asked == 0) continue;
      const Effect level = depths.unasked > 0 ? Effect::allow : Effect::ask;
      gathering.add({EdgeKind::spawn, who, who, {{who, {}, cell.action, number, level}}, {}, {}});
    }
  }
}

void add_own_edges(Gathering& gathering, std::vector<Writing>& writings) {
  for (std::uint32_t number = 0; number < gathering.proof.cells().size(); ++number) {
    const ProofCell& cell = gathering.proof.cells()[number];
    if (cell.requested.is_valid() || is_spawn(gathering.model().actions[cell.action.index()])) continue;
    for (const auto& [depths, from] : wanted_alike(gathering, cell)) add_own(gathering, number, depths, from, writings);
  }
}

Graph authority_graph(prove::Proof& proof, const GraphOptions& options) {
  Graph graph;
  const CellIndex cells(proof);
  Subagents subagents(proof, cells, options.without, options.barred);
  Gathering gathering{proof, cells, options, graph, subagents};
  std::vector<Writing> writings;
  add_spawns(gathering);
  add_requests(gathering, writings);
  add_own_edges(gathering, writings);
  add_file_edges(gathering, writings);
  sort_edges(proof.model(), graph);
  return graph;
}

}  // namespace envelope::reach
