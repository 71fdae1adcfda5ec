// ENV2606, ENV2212, ENV2607: `assert "…" never together P, Q [from A] [without APPROVAL]`. Each power is looked for by itself, as by
// `never reach`; the claim is broken by whomever all are found for. Where one principal has all, it is a matter of what that one was given,
// else of the chain.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/reach/answering.h"
#include "compiler/reach/confirm.h"
#include "compiler/reach/cuts.h"
#include "compiler/reach/ends.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/reach/modes.h"
#include "compiler/reach/other_orders.h"

namespace envelope::reach {
namespace {

using diagnostics::Code;

constexpr std::size_t kOrdersMax = 24;  // in which the parts may come: all, of four parts

// How one power is had: by whoever stands at the end of `way`, or through another.
struct Part {
  std::size_t power = 0;
  base::PrincipalId who;           // whom `from` acts as there
  std::vector<std::uint32_t> way;  // numbers of edges
  End end;                         // no acts: `who` gives the approval
  std::size_t steps = 0;
};

// How all powers come together for one agent.
struct Bundle {
  base::PrincipalId from;
  bool is_of_one = false;   // one principal has all of them by what it was given
  std::vector<Part> parts;  // one for each power, in the order in which they come
  std::size_t steps = 0;    // those of a way that several parts begin with count once
};

Story joined(const std::vector<Story>& stories) {
  Story all;
  for (const Story& story : stories) all.insert(all.end(), story.begin(), story.end());
  return all;
}

class Together {
 public:
  // What is answered is of the policy without some statements; `anew`: in the states that the proof knows now, not in those of `worlds`.
  // All must outlive the object.
  Together(Worlds& worlds, const model::Claim& claim, const prove::Without& without, bool anew = false)
      : proof_(worlds.proof()),
        model_(proof_.model()),
        claim_(claim),
        without_(without),
        own_graph_(anew || !without.empty() ? authority_graph(proof_, options()) : Graph{}),
        graph_(anew || !without.empty() ? own_graph_ : worlds.graph(claim.allowed)),
        ends_(proof_, worlds.cells(), graph_, without_),
        own_(claim.powers.size()),
        borrowed_(claim.powers.size()) {
    for (const model::Power& power : claim.powers)
      goals_.push_back({model_.action_sets[power.actions.index()], power.guard, claim.allowed,
                        "whether the claim \"" + claim.title + "\" is broken", power.span, static_cast<std::uint32_t>(goals_.size())});
  }

  [[nodiscard]] const Graph& graph() const { return graph_; }

  std::optional<Bundle> bundle(base::PrincipalId from) {
    std::vector<std::optional<Part>> best(goals_.size());
    std::optional<std::vector<Part>> of_one;
    each_acted_as(graph_, from, [&](base::PrincipalId who, const std::vector<std::uint32_t>& way, std::size_t steps) {
      std::vector<Part> own;
      for (std::size_t i = 0; i < goals_.size(); ++i) {
        const std::optional<End>& mine = own_end(i, who);
        if (mine) own.push_back({i, who, way, *mine, steps + steps_in(mine->acts)});
        const std::optional<End>& end = mine || is_approval(i) ? mine : borrowed_end(i, who);
        if (end && (!best[i] || steps + steps_in(end->acts) < best[i]->steps))
          best[i] = Part{i, who, way, *end, steps + steps_in(end->acts)};
      }
      if (own.size() == goals_.size()) of_one = std::move(own);
      return !of_one;
    });
    Bundle bundle{from, of_one.has_value(), {}, 0};
    if (of_one) {
      bundle.parts = std::move(*of_one);
    } else {
      for (std::optional<Part>& part : best) {
        if (!part) return std::nullopt;
        bundle.parts.push_back(std::move(*part));
      }
    }
    std::set<std::uint32_t> taken;
    for (const Part& part : bundle.parts) {
      bundle.steps += steps_in(part.end.acts);
      for (const std::uint32_t number : part.way)
        if (taken.insert(number).second) bundle.steps += steps_in(graph_.edges[number].acts);
    }
    return bundle;
  }

  // The steps of each part that no earlier one has taken already; nothing when one is decided otherwise than the graph says.
  std::optional<std::vector<Story>> stories_of(const Bundle& bundle) {
    std::vector<Story> stories;
    std::set<std::uint32_t> taken;
    for (const Part& part : bundle.parts) {
      const Story before = joined(stories);
      Story story;
      for (const std::uint32_t number : part.way) {
        if (!taken.insert(number).second) continue;
        const auto steps = steps_of(proof_, graph_.edges[number], without_, claim_.allowed);
        if (!steps) return std::nullopt;
        story.insert(story.end(), steps->begin(), steps->end());
      }
      if (!part.end.acts.empty()) {  // else it gives the approval
        const auto last = ends_.story_of(goals_[part.power], part.end);
        if (!last) return std::nullopt;
        story.insert(story.end(), last->begin(), last->end());
      }
      stories.push_back(without_running(before, std::move(story)));
    }
    return stories;
  }

  // Whether some agent does it at all, or somebody whom one comes to act as: whomever the claim speaks of and whoever is asked.
  [[nodiscard]] bool is_had(std::size_t power) {
    Goal goal = goals_[power];
    goal.barred.clear();
    goal.number += static_cast<std::uint32_t>(goals_.size());
    std::set<base::PrincipalId> all;
    for (std::uint32_t i = 0; i < model_.principals.size(); ++i)
      if (model_.principals[i].kind == model::PrincipalKind::agent) all.insert({i});
    for (const Edge& edge : graph_.edges)
      if (takes_over(edge.kind)) all.insert(edge.to);
    return std::any_of(all.begin(), all.end(), [&](base::PrincipalId who) { return own_end(power, who) || ends_.by_itself(goal, who); });
  }

  [[nodiscard]] const prove::Persons& persons() const { return persons_; }

 private:
  [[nodiscard]] GraphOptions options() const {
    GraphOptions options;
    options.barred = claim_.allowed;
    options.without = without_;
    return options;
  }

  [[nodiscard]] bool is_approval(std::size_t power) const { return claim_.powers[power].approval.is_valid(); }

  const std::optional<End>& own_end(std::size_t power, base::PrincipalId who) {
    const auto [entry, is_new] = own_[power].try_emplace(who);
    if (!is_new) return entry->second;
    if (!is_approval(power))
      entry->second = ends_.by_itself(goals_[power], who);
    else if (answers_as(model_, persons_, claim_.powers[power].approval, who))
      entry->second = End{};
    return entry->second;
  }

  const std::optional<End>& borrowed_end(std::size_t power, base::PrincipalId who) {
    const auto [entry, is_new] = borrowed_[power].try_emplace(who);
    if (is_new) entry->second = ends_.through_another(goals_[power], who);
    return entry->second;
  }

  prove::Proof& proof_;
  const model::PolicyModel& model_;
  const model::Claim& claim_;
  const prove::Without& without_;
  Graph own_graph_;
  const Graph& graph_;
  Ends ends_;
  prove::Persons persons_{model_};
  std::vector<Goal> goals_;
  std::vector<std::map<base::PrincipalId, std::optional<End>>> own_, borrowed_;  // by power
};

// The agents of one kind for whom the claim is broken, the shortest way first told.
struct Broken {
  Bundle bundle;
  std::vector<base::PrincipalId> others;
};

class Telling {
 public:
  Telling(Worlds& worlds, const model::Claim& claim, Together& together)
      : worlds_(worlds), proof_(worlds.proof()), claim_(claim), together_(together), modes_(worlds.modes(claim.allowed)) {}

  std::optional<prove::Finding> run(const Broken& broken) {
    const std::optional<Told> possible = in_possible_order(broken.bundle);
    if (!possible) return std::nullopt;
    const auto& [bundle, stories, whole] = *possible;
    if (!whole.empty() && !confirmed(proof_, whole)) return std::nullopt;
    prove::Finding finding;
    finding.about = broken.others;
    finding.about.push_back(bundle.from);
    std::sort(finding.about.begin(), finding.about.end());
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = bundle.is_of_one ? Code::SeparationOfDuty : Code::ToxicCombination;
    diagnostic.severity = diagnostics::Severity::error;
    diagnostic.primary = claim_.statement.span;
    diagnostic.message = message(bundle);
    diagnostic.under(
        fmt::format("{} in {} step{}", claim_.powers.size() == 2 ? "both" : "all of them", whole.size(), whole.size() == 1 ? "" : "s"));
    tell_parts(bundle, stories, diagnostic);
    const Turned turned = modes_.told(whole);
    for (const std::string& turn : turned.sentences) diagnostic.note(turn);
    tell_people(whole, diagnostic, turned.askings);
    tell_others(proof_, broken.others, diagnostic);
    if (!whole.empty())
      diagnostic.witness = diagnostics::Witness{whole.back().shown.command, fmt::format("not within reach of who has the {}", rest()),
                                                std::string(base::effect_name(whole.back().act.level))};
    tell_cuts(bundle.from, whole, diagnostic);
    return finding;
  }

 private:
  struct Told {
    Bundle bundle;
    std::vector<Story> stories;  // by part
    Story whole;
  };

  // The first order of the parts, of those tried, in which windows and stops can be as each step needs them, else the parts as they are;
  // nothing: a part is decided otherwise than the graph says.
  std::optional<Told> in_best_order(Together& together, Bundle bundle) {
    const auto by_power = [](const Part& a, const Part& b) { return a.power < b.power; };
    std::optional<Told> first;
    for (std::size_t tries = 0; tries < kOrdersMax; ++tries) {
      auto stories = together.stories_of(bundle);
      if (!stories) return std::nullopt;
      Told told{bundle, *stories, joined(*stories)};
      if (told.whole.empty() || !modes_.conflict(told.whole)) return told;
      if (!first) first = std::move(told);
      if (!std::next_permutation(bundle.parts.begin(), bundle.parts.end(), by_power)) break;
    }
    return first;
  }

  // Where no order of these parts is possible, others are looked for; where there are none, that is kept as not known.
  std::optional<Told> in_possible_order(const Bundle& bundle) {
    auto first = in_best_order(together_, bundle);
    if (!first || first->whole.empty()) return first;
    OtherOrders orders(proof_, modes_);
    const prove::Without nothing;
    const auto look_again = [&]() -> std::optional<Told> {
      Together again(worlds_, claim_, nothing, true);
      auto other = again.bundle(bundle.from);
      return other ? in_best_order(again, std::move(*other)) : std::nullopt;
    };
    auto possible = orders.possible(std::move(*first), look_again, [](const Told& told) { return told.whole; });
    if (!possible) proof_.give_up({claim_.statement.span, fmt::format("whether the claim \"{}\" is broken", claim_.title), orders.fault()});
    return possible;
  }

  [[nodiscard]] std::string name(base::PrincipalId who) const { return proof_.model().principals[who.index()].name; }
  [[nodiscard]] std::string_view rest() const { return claim_.powers.size() == 2 ? "other" : "others"; }

  [[nodiscard]] std::string message(const Bundle& bundle) const {
    const std::string what = fmt::format("that the claim \"{}\" keeps apart", claim_.title);
    const base::PrincipalId who = bundle.parts.front().who;
    if (!bundle.is_of_one) return fmt::format("`{}` comes to have all {}, and no agent on the way has it alone", name(bundle.from), what);
    if (who == bundle.from) return fmt::format("`{}` alone has all {}", name(who), what);
    return fmt::format("`{}` can act as `{}`, who alone has all {}", name(bundle.from), name(who), what);
  }

  // Who has a power, in a word: "`bolt` itself", "`bolt`, acting as `atlas`, through `scout`".
  [[nodiscard]] std::string holder(base::PrincipalId from, const Part& part) const {
    std::string text = "`" + name(from) + "`";
    if (part.who != from) text += fmt::format(", acting as `{}`", name(part.who));
    if (part.end.acts.size() > 1) text += fmt::format(", through `{}`", name(part.end.acts.back().who));
    return text + (part.who == from && part.end.acts.size() < 2 ? " itself" : "");
  }

  void tell_parts(const Bundle& bundle, const std::vector<Story>& stories, diagnostics::Diagnostic& diagnostic) {
    std::size_t first = 1;
    for (std::size_t i = 0; i < bundle.parts.size(); ++i) {
      const Part& part = bundle.parts[i];
      const model::Power& power = claim_.powers[part.power];
      diagnostic.note(fmt::format("`{}`: {}", power.text, holder(bundle.from, part)));
      tell_steps(proof_, stories[i], first, diagnostic);
      first += stories[i].size();
      if (power.approval.is_valid()) diagnostic.note(answering_words(proof_, together_.persons(), power.approval, part.who));
    }
  }

  void tell_cuts(base::PrincipalId from, const Story& story, diagnostics::Diagnostic& diagnostic) {
    const auto look_again = [&](const prove::Without& without) -> std::optional<Story> {
      Together again(worlds_, claim_, without);
      const auto bundle = again.bundle(from);
      if (!bundle && again.graph().limit.empty()) return std::nullopt;
      const auto stories = bundle ? again.stories_of(*bundle) : std::nullopt;
      return stories ? joined(*stories) : Story{};
    };
    const std::string advice = advice_of(proof_, cuts(proof_, story, look_again, whole_graph_tries(proof_, story)),
                                         fmt::format("`{}` no longer has {}", name(from), all_of_them()));
    diagnostic.with_help(advice.empty() ? fmt::format("deny `{}` one of them, or a step on the way", name(from)) : advice);
  }

  [[nodiscard]] std::string_view all_of_them() const { return claim_.powers.size() == 2 ? "both" : "all of them"; }

  Worlds& worlds_;
  prove::Proof& proof_;
  const model::Claim& claim_;
  Together& together_;
  Modes& modes_;
};

void tell_vacuous(Worlds& worlds, const model::Claim& claim, Together& together, prove::Findings& findings) {
  prove::Proof& proof = worlds.proof();
  const Surrounded surrounded(proof, worlds.modes());  // in which every approval is given
  for (std::size_t i = 0; i < claim.powers.size(); ++i) {
    if (claim.powers[i].approval.is_valid() || together.is_had(i)) continue;
    prove::Finding finding;
    finding.diagnostic.code = Code::VacuousClaim;
    finding.diagnostic.severity = diagnostics::Severity::info;
    finding.diagnostic.primary = claim.powers[i].span;
    finding.diagnostic.message =
        fmt::format("no agent may do `{}`, so that the claim \"{}\" holds whatever else they may", claim.powers[i].text, claim.title);
    finding.diagnostic.under("nobody does it");
    if (!proof.unknowns().empty()) return;  // a limit was hit: who does it is not known
    findings.push_back(std::move(finding));
  }
}

void examine(Worlds& worlds, const model::Claim& claim, prove::Findings& findings) {
  prove::Proof& proof = worlds.proof();
  const Surrounded surrounded(proof, worlds.modes(claim.allowed));
  const prove::Without nothing;
  Together together(worlds, claim, nothing);
  const model::PolicyModel& model = proof.model();
  std::optional<Broken> by_one, by_chain;
  for (const base::PrincipalId who : prove::by_name(model, model.principal_sets[claim.cell.principals.index()])) {
    auto bundle = together.bundle(who);
    if (!bundle) continue;
    std::optional<Broken>& broken = bundle->is_of_one ? by_one : by_chain;
    if (!broken) {
      broken = Broken{std::move(*bundle), {}};
    } else if (bundle->steps < broken->bundle.steps) {
      broken->others.push_back(broken->bundle.from);
      broken->bundle = std::move(*bundle);
    } else {
      broken->others.push_back(who);
    }
  }
  if (!by_one && !by_chain && together.graph().limit.empty()) return tell_vacuous(worlds, claim, together, findings);
  for (const std::optional<Broken>* broken : {&by_one, &by_chain})
    if (*broken)
      if (auto finding = Telling(worlds, claim, together).run(**broken)) findings.push_back(std::move(*finding));
}

}  // namespace

void find_togethers(Worlds& worlds, prove::Findings& findings) {
  for (const model::Claim& claim : worlds.proof().model().claims)
    if (claim.kind == model::ClaimKind::never_together) examine(worlds, claim, findings);
}

void find_togethers(prove::Proof& proof, prove::Findings& findings) {
  Worlds worlds(proof);
  find_togethers(worlds, findings);
}

}  // namespace envelope::reach
