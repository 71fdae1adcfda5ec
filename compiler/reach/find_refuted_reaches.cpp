// ENV2604 for `assert "…" never reach X [from A] [without APPROVAL] [when C]`: whatever A does, and whoever A comes to act as or has act,
// X with C is never decided to be allowed, nor asked for and approved; but for ways on which APPROVAL is given.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/reach/authority.h"
#include "compiler/reach/confirm.h"
#include "compiler/reach/cuts.h"
#include "compiler/reach/ends.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/reach/modes.h"
#include "compiler/reach/other_orders.h"

namespace envelope::reach {
namespace {

class Reach {
 public:
  // What is answered is of the policy without some statements. All must outlive the object.
  // `anew`: in the states that the proof knows now, not in those of `worlds`.
  Reach(Worlds& worlds, const model::Claim& claim, const prove::Without& without, bool anew = false)
      : proof_(worlds.proof()),
        model_(proof_.model()),
        claim_(claim),
        without_(without),
        own_graph_(anew || !without.empty() ? authority_graph(proof_, options()) : Graph{}),
        graph_(anew || !without.empty() ? own_graph_ : worlds.graph(claim.allowed)),
        ends_(proof_, worlds.cells(), graph_, without) {}

  // The shortest story of any principal the claim is about; of equals that of the first by name.
  std::optional<Story> run() {
    std::optional<Path> best;
    for (const base::PrincipalId who : prove::by_name(model_, model_.principal_sets[claim_.cell.principals.index()])) {
      std::optional<Path> path = shortest(who);
      if (path && (!best || path->steps < best->steps)) best = std::move(path);
    }
    if (!best) return std::nullopt;
    return story_of(*best);
  }

  // The shortest of this one; a story of no steps: that was not worked out.
  std::optional<Story> run(base::PrincipalId from) {
    const std::optional<Path> path = shortest(from);
    if (!path && graph_.limit.empty()) return std::nullopt;
    auto story = path ? story_of(*path) : std::nullopt;
    return story ? std::move(story) : Story{};
  }

 private:
  struct Path {
    std::vector<std::uint32_t> edges;
    End end;
    std::size_t steps = 0;
  };

  [[nodiscard]] GraphOptions options() const {
    GraphOptions options;
    options.barred = claim_.allowed;
    options.without = without_;
    return options;
  }

  // An edge of two acts is two steps.
  std::optional<Path> shortest(base::PrincipalId from) {
    std::optional<Path> best;
    each_acted_as(graph_, from, [&](base::PrincipalId who, const std::vector<std::uint32_t>& way, std::size_t steps) {
      if (best && best->steps <= steps + 1) return false;
      if (const auto& end = end_of(who); end && (!best || steps + steps_in(end->acts) < best->steps))
        best = Path{way, *end, steps + steps_in(end->acts)};
      return true;
    });
    return best;
  }

  const std::optional<End>& end_of(base::PrincipalId who) {
    const auto [entry, is_new] = known_ends_.try_emplace(who);
    if (!is_new) return entry->second;
    entry->second = ends_.by_itself(goal_, who);
    if (!entry->second) entry->second = ends_.through_another(goal_, who);
    return entry->second;
  }

  std::optional<Story> story_of(const Path& path) {
    Story story;
    for (const std::uint32_t number : path.edges) {
      auto steps = steps_of(proof_, graph_.edges[number], without_, claim_.allowed);
      if (!steps) return std::nullopt;
      story.insert(story.end(), steps->begin(), steps->end());
    }
    const auto last = ends_.story_of(goal_, path.end);
    if (!last) return std::nullopt;
    story.insert(story.end(), last->begin(), last->end());
    return story;
  }

  prove::Proof& proof_;
  const model::PolicyModel& model_;
  const model::Claim& claim_;
  const prove::Without& without_;
  Goal goal_{model_.action_sets[claim_.cell.actions.index()], claim_.guard, claim_.allowed,
             "whether the claim \"" + claim_.title + "\" is broken", claim_.statement.span};
  Graph own_graph_;
  const Graph& graph_;
  Ends ends_;
  std::map<base::PrincipalId, std::optional<End>> known_ends_;
};

std::string cutting_words(Worlds& worlds, const model::Claim& claim, const Story& story) {
  prove::Proof& proof = worlds.proof();
  const base::PrincipalId from = story.front().act.who;
  const auto look_again = [&](const prove::Without& without) { return Reach(worlds, claim, without).run(from); };
  const std::string advice = advice_of(proof, cuts(proof, story, look_again, whole_graph_tries(proof, story)),
                                       fmt::format("`{}` reaches none of it", proof.model().principals[from.index()].name));
  return advice.empty() ? "deny a step on the way" : advice;
}

prove::Finding told(Worlds& worlds, const model::Claim& claim, const Story& story, const Turned& turned) {
  prove::Proof& proof = worlds.proof();
  prove::Finding finding;
  finding.about = {story.front().act.who};
  diagnostics::Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.code = diagnostics::Code::ClaimRefuted;
  diagnostic.primary = claim.statement.span;
  diagnostic.message = fmt::format("the claim \"{}\" does not hold", claim.title);
  diagnostic.under(fmt::format("`{}` reaches `{}` in {} step{}", proof.model().principals[story.front().act.who.index()].name,
                               story.back().shown.request.action, story.size(), story.size() == 1 ? "" : "s"));
  tell(proof, story, diagnostic, turned.askings);
  for (const std::string& turn : turned.sentences) diagnostic.note(turn);
  if (const auto denied = nearest_denied(proof, story.front()))
    diagnostic.note(fmt::format("nearest request for the first step that is denied: `{}`", words_of(proof, *denied)));
  diagnostic.with_help(cutting_words(worlds, claim, story));
  diagnostic.witness =
      diagnostics::Witness{story.back().shown.command, "not reached", std::string(base::effect_name(story.back().act.level))};
  return finding;
}

// Each claim that does not hold, with the shortest way.
template <typename Told>
void each_refuted(Worlds& worlds, const Told& tell_it) {
  prove::Proof& proof = worlds.proof();
  for (const model::Claim& claim : proof.model().claims) {
    if (claim.kind != model::ClaimKind::never_reach) continue;
    Modes& modes = worlds.modes(claim.allowed);
    const Surrounded surrounded(proof, modes);
    const prove::Without nothing;
    const auto first = Reach(worlds, claim, nothing).run();
    if (!first) continue;
    OtherOrders orders(proof, modes);
    const auto look_again = [&] { return Reach(worlds, claim, nothing, true).run(); };
    const auto story = orders.possible(*first, look_again, [](const Story& one) { return one; });
    if (!story) give_up_order(proof, *first, orders.fault());
    if (story && confirmed(proof, *story)) tell_it(claim, *story, modes);
  }
}

}  // namespace

void find_refuted_reaches(Worlds& worlds, prove::Findings& findings) {
  each_refuted(worlds, [&](const model::Claim& claim, const Story& story, Modes& modes) {
    findings.push_back(told(worlds, claim, story, modes.told(story)));
  });
}

void find_refuted_reaches(prove::Proof& proof, prove::Findings& findings) {
  Worlds worlds(proof);
  find_refuted_reaches(worlds, findings);
}

void add_refuted_ways(Worlds& worlds, std::vector<ToldWay>& ways) {
  const prove::Proof& proof = worlds.proof();
  each_refuted(worlds, [&](const model::Claim& claim, const Story& story, const Modes&) {
    const base::ActionId reached = story.back().act.action;
    ways.push_back({diagnostics::Code::ClaimRefuted,
                    diagnostics::Severity::error,
                    fmt::format("the claim \"{}\" does not hold: `{}` reaches `{}`", claim.title,
                                proof.model().principals[story.front().act.who.index()].name, proof.model().actions[reached.index()].name),
                    story,
                    reached,
                    {}});
  });
}

}  // namespace envelope::reach
