// Acting as somebody else: what comes within reach by it, and the gravest of it as a story.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/reach/acting_as.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/escalation.h"
#include "compiler/reach/handover.h"
#include "compiler/reach/subagents.h"

namespace envelope::reach {
namespace {

using base::Effect;
using diagnostics::Code;
using diagnostics::Severity;
using prove::Node;
using prove::ProofCell;
using prove::Without;

// Something that `second` may and `first` may not: it does it itself, or has somebody do it.
struct Gained {
  Reached what;
  Standing standing = Standing::open;
  std::vector<Act> acts;  // one, or two where somebody is asked
  std::vector<request::Request> requests;
};

bool can_allow(const ProofCell& cell) {
  return std::any_of(cell.rules.begin(), cell.rules.end(), [](const prove::CellRule& rule) {
    return rule.level == Effect::allow && (rule.role == prove::RuleRole::grant || rule.role == prove::RuleRole::default_grant);
  });
}

class Takeover {
 public:
  Takeover(const Looking& looking, const Way& way, const Without& without)
      : looking_(looking), proof_(looking.proof), way_(way), first_(way.from), second_(way.to), without_(without) {
    my_depths_ = depths_of(looking, first_, without);
    depths_ = depths_of(looking, second_, without);
  }

  // What is gained, the gravest first.
  std::vector<Gained> gains() {
    std::vector<Gained> gains;
    for (const std::uint32_t number : looking_.cells.of(second_)) add_own(number, gains);
    for (const Edge& edge : edges_of(looking_, second_, without_))
      if (edge.kind == EdgeKind::request && edge.level() == Effect::allow) add_requested(edge, gains);
    std::sort(gains.begin(), gains.end(), [this](const Gained& a, const Gained& b) { return rank(a) < rank(b); });
    return gains;
  }

  // A protected file that the second changes and the first does not: a way to everything.
  [[nodiscard]] std::optional<Edge> policy() const {
    if (!is_wanted({})) return std::nullopt;
    const auto changes_policy = [](const Edge& edge) { return edge.kind == EdgeKind::policy && edge.level() == Effect::allow; };
    const std::vector<Edge> own = edges_of(looking_, first_, without_), theirs = edges_of(looking_, second_, without_);
    if (std::any_of(own.begin(), own.end(), changes_policy)) return std::nullopt;
    const auto edge = std::find_if(theirs.begin(), theirs.end(), changes_policy);
    return edge == theirs.end() ? std::nullopt : std::optional(*edge);
  }

 private:
  [[nodiscard]] std::string name(base::PrincipalId who) const { return proof_.model().principals[who.index()].name; }

  // What changes something before what only looks, what is denied before what is not granted, what the second does itself before what it
  // has done, then by name.
  [[nodiscard]] std::tuple<bool, int, std::size_t, std::string, std::string> rank(const Gained& gained) const {
    const base::ActionId action = gained.what.action;
    return {only_reads(proof_.model(), action), -static_cast<int>(gained.standing), gained.acts.size(),
            proof_.model().actions[action.index()].name, gained.what.doer.is_valid() ? name(gained.what.doer) : ""};
  }

  [[nodiscard]] bool is_wanted(const Reached& what) const {
    if (way_.is_chain && what.action != way_.action) return false;
    return way_.wanted.empty() || std::find(way_.wanted.begin(), way_.wanted.end(), what) != way_.wanted.end();
  }

  void give_up(const std::string& limit) {
    proof_.give_up({{}, "what `" + name(second_) + "` may do and `" + name(first_) + "` may not", limit});
  }

  void add_own(std::uint32_t number, std::vector<Gained>& gains) {
    if (!is_wanted({proof_.cells()[number].action, {}})) return;
    ProofCell theirs = proof_.cells()[number];
    const auto mine = looking_.cells.find(first_, theirs.action);
    if ((mine == number && !can_differ(theirs)) || !can_allow(theirs)) return;
    theirs.who = second_;
    ProofCell own = mine ? proof_.cells()[*mine] : theirs;
    own.who = first_;
    const Gain gain(proof_, mine ? &own : nullptr, theirs, depths_, without_);
    if (!gain.limit().empty()) give_up(gain.limit());
    if (gain.standing() == Standing::open) return;
    gains.push_back(
        {{theirs.action, {}}, gain.standing(), {{second_, {}, theirs.action, number, Effect::allow, gain.depth()}}, {gain.request()}});
  }

  // What the second has a third do, where the first neither does it nor has it done by the same.
  void add_requested(const Edge& edge, std::vector<Gained>& gains) {
    const base::ActionId action = edge.acts.front().action;
    if (edge.to == first_ || !is_wanted({action, edge.to})) return;
    ProofCell asks = proof_.cells()[edge.acts[0].cell], acts = proof_.cells()[edge.acts[1].cell];
    const auto own = looking_.cells.find(first_, action), own_edge = looking_.cells.find(first_, action, edge.to);
    if (own_edge == edge.acts[0].cell && !can_differ(asks)) return;
    ProofCell mine = own ? proof_.cells()[*own] : ProofCell{action, {}, {first_}, first_, {}};
    ProofCell my_edge = own_edge ? proof_.cells()[*own_edge] : ProofCell{action, edge.to, {first_}, first_, {}};
    asks.who = second_;
    acts.who = edge.to;
    mine.who = my_edge.who = first_;
    Joint joint(proof_, {&asks, &acts, &mine, &my_edge});
    bdd::Space& space = joint[0].space();
    const Handover handover(joint[0], depths_, Effect::allow, decided(joint[0], Effect::allow, without_, {}), joint[1],
                            decided(joint[1], Effect::allow, without_, {}));
    const Node both = joint[0].somewhere(handover.where(), session_slots(joint[0]));
    const Node mine_too = space.either(able(joint[2], Effect::allow, without_), able(joint[3], Effect::allow, without_));
    const Node gained = space.without(both, mine_too);
    const Difference found = difference(space, gained, able(joint[2], Effect::ask, without_), restrained(joint[2], without_));
    if (!joint.limit().empty()) return give_up(joint.limit());
    if (gained == bdd::kFalse) return;
    const HandedOver handed = handover.least(space.both(found.where, handover.where()));
    gains.push_back({{action, edge.to},
                     found.standing,
                     {{second_, edge.to, action, edge.acts[0].cell, Effect::allow, handed.stand.depth},
                      {edge.to, {}, action, edge.acts[1].cell, Effect::allow}},
                     {handed.asking, handed.acting}});
  }

  // Whether the one may do there what the other may not, though the policy says the same of both: by subagents of its own.
  [[nodiscard]] bool can_differ(const ProofCell& cell) const {
    return depths_.unasked > my_depths_.unasked && asks_for_depth(proof_.model(), cell);
  }

  const Looking& looking_;
  prove::Proof& proof_;
  const Way& way_;
  base::PrincipalId first_, second_;
  Depths my_depths_, depths_;
  const Without& without_;
};

std::string and_more(const std::vector<Gained>& gains) {
  std::set<base::ActionId> all;
  for (const Gained& gained : gains) all.insert(gained.what.action);
  const std::size_t actions = all.size();
  return actions > 1 ? fmt::format(" (and {} more action{})", actions - 1, actions == 2 ? "" : "s") : "";
}

// `story` leads to acting as the other.
Code code_of(const Gained& gained, const Story& story) {
  const bool has_it_done = gained.what.doer.is_valid();
  if (has_it_done && gained.standing == Standing::refused) return Code::ConfusedDeputy;
  if (has_it_done && gained.standing == Standing::asked) return Code::ApprovalBypass;
  const auto& last = story.back().crosses;
  return last && last->kind == EdgeKind::job ? Code::ActsAsAnother : Code::WriteToExecuted;
}

std::vector<Reached> reached_of(const std::vector<Gained>& gains, bool changes_policy) {
  std::vector<Reached> reached;
  if (changes_policy) reached.emplace_back();
  for (const Gained& gained : gains) reached.push_back(gained.what);
  std::sort(reached.begin(), reached.end());
  return reached;
}

std::vector<Edge> chain_to(const Graph& graph, base::PrincipalId from, base::PrincipalId to) {
  std::vector<Edge> edges;
  const ActingAs reached(graph, from, Effect::ask);
  if (reached.contains(to))
    for (const std::uint32_t number : reached.way_to(to)) edges.push_back(graph.edges[number]);
  return edges;
}

// The steps that lead to acting as the other, the mildest and shortest way there is.
std::optional<Story> steps_to(const Looking& looking, const Way& way, const Without& without) {
  if (way.is_chain) {
    const Graph graph = without.empty() ? Graph{} : graph_without(looking, without);
    return steps_over(looking.proof, chain_to(without.empty() ? looking.graph : graph, way.from, way.to), without);
  }
  std::vector<Edge> edges = edges_of(looking, way.from, without);
  std::erase_if(edges, [&](const Edge& edge) { return edge.kind != way.kind || edge.to != way.to || edge.file != way.file; });
  if (edges.empty()) return std::nullopt;
  std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    return std::tuple(-static_cast<int>(a.level()), steps_in(a.acts)) < std::tuple(-static_cast<int>(b.level()), steps_in(b.acts));
  });
  return steps_of(looking.proof, edges.front(), without);
}

}  // namespace

Standing gravest_gain(const Looking& looking, const Way& way) {
  const Without nothing;
  Takeover takeover(looking, way, nothing);
  if (takeover.policy()) return Standing::refused;
  Standing gravest = Standing::open;
  for (const Gained& gained : takeover.gains()) gravest = std::max(gravest, gained.standing);
  return gravest;
}

std::optional<Escalation> look_at_takeover(const Looking& looking, const Way& way, const Without& without) {
  const auto name = [&](base::PrincipalId who) { return looking.proof.model().principals[who.index()].name; };
  Takeover takeover(looking, way, without);
  const std::vector<Gained> gains = takeover.gains();
  const std::optional<Edge> policy = takeover.policy();
  if (gains.empty() && !policy) return std::nullopt;
  auto story = steps_to(looking, way, without);
  if (!story || story->empty()) return std::nullopt;
  if (policy) {
    const auto change = steps_of(looking.proof, *policy, without);
    if (!change) return std::nullopt;
    story->insert(story->end(), change->begin(), change->end());
    return Escalation{
        Code::WritesPolicy,
        askings(*story) > 0 ? Severity::warning : Severity::error,
        way.from,
        *story,
        fmt::format("`{}` can act as `{}`, who can change `{}`, which is protected", name(way.from), name(way.to), policy->path),
        "not allow",
        reached_of(gains, true)};
  }
  const Gained& worst = gains.front();
  const Code code = code_of(worst, *story);
  const auto last = steps_of(looking.proof, worst.acts, worst.requests, without);
  if (!last) return std::nullopt;
  story->insert(story->end(), last->begin(), last->end());
  const auto otherwise = decided_for(looking, worst.requests.back(), way.from, Effect::allow, without);
  if (!otherwise) return std::nullopt;
  const std::string& action = looking.proof.model().actions[worst.what.action.index()].name;
  const std::string who_does = worst.what.doer.is_valid() ? fmt::format("who has `{}` do it", name(worst.what.doer)) : "who may do it";
  return Escalation{code,
                    severity_of(looking, worst.what.action, *story),
                    way.from,
                    *story,
                    fmt::format("`{}` {} `{}`{}, and can act as `{}`, {}", name(way.from), standing_words(worst.standing), action,
                                and_more(gains), name(way.to), who_does),
                    *otherwise,
                    way.is_chain ? std::vector<Reached>{{way.action, {}}} : reached_of(gains, false)};
}

}  // namespace envelope::reach
