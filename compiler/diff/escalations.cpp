#include "compiler/diff/escalations.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/diff/side_proof.h"
#include "compiler/reach/authority_loops.h"
#include "compiler/reach/causes.h"
#include "compiler/reach/confirm.h"
#include "compiler/reach/modes.h"
#include "compiler/reach/other_orders.h"
#include "compiler/reach/without_people.h"
#include "compiler/request/print.h"

namespace envelope::diff {
namespace {

// What cuts a way is looked for by looking again and again: the first ones get it.
constexpr std::size_t kCutsShown = 20;
constexpr std::size_t kCutWorkMax = 40'000;  // cells times ways

// A way by names: what is the same on both sides. Over several takeovers it is what is reached by whom, whoever is taken over.
struct WayName {
  reach::EdgeKind kind{};
  bool is_substitute = false, turns_on = false, is_chain = false;
  std::string from, to, action, by, turned, approval;
  auto operator<=>(const WayName&) const = default;
};

// What comes within reach, by names: the action, and who is had to do it.
using Names = std::set<std::pair<std::string, std::string>>;

struct NamedWay {
  reach::Way way;
  WayName name;
  std::vector<std::string> patterns;  // of the file it leads over, sorted; empty: of none
  std::vector<std::string> members;   // of a circle, sorted; empty: it is none

  [[nodiscard]] std::vector<std::string> who() const { return members.empty() ? std::vector{name.from} : members; }
};

// Ways of one root cause, looked at once.
struct Group {
  reach::Escalation escalation;
  bool is_asked = false;
  Names reached;
  std::vector<NamedWay> ways;
};

class SideWays {
 public:
  explicit SideWays(SideProof& proof)
      : model_(proof.model()),
        proof_(proof),
        surrounded_(*proof, proof.worlds().modes()),
        links_(*proof, proof.worlds().cells(), proof.worlds().graph()),
        looking_{*proof, proof.worlds().cells(), proof.worlds().graph(), true, &links_, &turnings_},
        without_people_(looking_, proof.worlds().modes()),
        orders_(*proof, proof.worlds().modes()) {
    proof.begin();
    for (const reach::Cause& cause : reach::causes_of(looking_)) look_at(cause);
    for (const reach::Way& circle : reach::circles_of(looking_)) look_at({circle, {}, {circle}});
  }

  [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
  [[nodiscard]] const reach::Looking& looking() const { return looking_; }
  [[nodiscard]] prove::Proof& proof() { return *proof_; }
  [[nodiscard]] bool is_known(PolicyDiff& to) const { return proof_.is_known("ways to more authority", to); }
  [[nodiscard]] reach::OtherOrders& orders() { return orders_; }
  [[nodiscard]] reach::WithoutPeople& without_people() { return without_people_; }

  // What of `reached` this side's ways of that name do not lead to. A way on which nobody is asked has one on which people are.
  [[nodiscard]] Names missing(const NamedWay& way, const Group& group) const {
    if (!way.members.empty()) return has_circle_of(way.members) ? Names{} : group.reached;
    const auto known = by_name_.find(way.name);
    if (known == by_name_.end()) return group.reached;
    Names missing = group.reached;
    for (const auto& [number, patterns] : known->second) {
      const Group& other = groups_[number];
      if ((other.is_asked && !group.is_asked) || !share_a_pattern(patterns, way.patterns)) continue;
      for (const auto& name : other.reached) missing.erase(name);
    }
    return missing;
  }

  // Fewer agents in a circle that was there are no new one.
  [[nodiscard]] bool has_circle_of(const std::vector<std::string>& members) const {
    return std::any_of(circles_.begin(), circles_.end(), [&](const std::vector<std::string>& circle) {
      return std::includes(circle.begin(), circle.end(), members.begin(), members.end());
    });
  }

  // What this side has of a way that it has not all of, in words; empty: nothing.
  [[nodiscard]] std::string remainder(const NamedWay& way, const Group& group) const {
    if (!way.members.empty()) return circle_within(way.members);
    const auto known = by_name_.find(way.name);
    if (known == by_name_.end()) return {};
    for (const auto& [number, patterns] : known->second)
      if (share_a_pattern(patterns, way.patterns))
        return fmt::format("this way, but {}",
                           groups_[number].is_asked && !group.is_asked ? "people are asked on it" : "it does not lead there");
    return {};
  }

  // "such a circle of `a`, `b`"
  [[nodiscard]] std::string circle_within(const std::vector<std::string>& members) const {
    for (const std::vector<std::string>& circle : circles_)
      if (std::includes(members.begin(), members.end(), circle.begin(), circle.end()))
        return fmt::format("such a circle of `{}` alone", fmt::join(circle, "`, `"));
    return {};
  }

  [[nodiscard]] std::pair<std::string, std::string> name_of(const reach::Reached& reached) const {
    return {reached.action.is_valid() ? model_.actions[reached.action.index()].name : "", name_of(reached.doer)};
  }

 private:
  [[nodiscard]] std::string name_of(base::PrincipalId who) const { return who.is_valid() ? model_.principals[who.index()].name : ""; }

  // File statements are the same where they share a pattern: one that is split into two is no new way.
  static bool share_a_pattern(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return (a.empty() && b.empty()) || std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
  }

  [[nodiscard]] NamedWay named(const reach::Way& way) const {
    const auto action = [&](base::ActionId id) { return id.is_valid() ? model_.actions[id.index()].name : std::string(); };
    return {way,
            {way.kind, way.is_substitute, way.turns_on, way.is_chain, name_of(way.from), way.is_chain ? std::string() : name_of(way.to),
             action(way.action), action(way.by), way.switch_id.is_valid() ? model_.switches[way.switch_id.index()].name : "",
             way.approval.is_valid() ? model_.approvals[way.approval.index()].name : ""},
            way.file == reach::Edge::kNone ? std::vector<std::string>{} : model_.files[way.file].patterns,
            names_of(way.circle)};
  }

  [[nodiscard]] std::vector<std::string> names_of(const std::vector<base::PrincipalId>& principals) const {
    std::vector<std::string> names;
    for (const base::PrincipalId who : principals) names.push_back(name_of(who));
    std::sort(names.begin(), names.end());
    return names;
  }

  void look_at(const reach::Cause& cause) {
    auto found = reach::look(looking_, cause.way);
    if (!found) return;
    Group group;
    for (const reach::Reached& reached : found->reached) group.reached.insert(name_of(reached));
    group.is_asked = without_people_.opened(cause.way, *found).askings() > 0;
    if (!cause.way.circle.empty()) circles_.push_back(names_of(cause.way.circle));
    for (const base::PrincipalId who : cause.way.circle) group.reached.emplace("", name_of(who));
    for (const reach::Way& way : cause.ways) {
      group.ways.push_back(named(way));
      by_name_[group.ways.back().name].emplace_back(groups_.size(), group.ways.back().patterns);
    }
    group.escalation = std::move(*found);
    groups_.push_back(std::move(group));
  }

  const model::PolicyModel& model_;
  SideProof& proof_;
  reach::Surrounded surrounded_;
  reach::Links links_;
  reach::Turnings turnings_;
  reach::Looking looking_;
  reach::WithoutPeople without_people_;
  reach::OtherOrders orders_;
  std::vector<Group> groups_;
  std::vector<std::vector<std::string>> circles_;
  std::map<WayName, std::vector<std::pair<std::size_t, std::vector<std::string>>>> by_name_;
};

// Ways that `here` has and `there` has not.
class OneSided {
 public:
  OneSided(Side side, SideWays& here, const SideWays& there, prove::Replay& other_side)
      : side_(side), here_(here), there_(there), other_side_(other_side), gravest_(here.looking()) {
    gravest_.everything = false;
  }

  void run(std::vector<Change>& changes) {
    for (const Group& group : here_.groups()) {
      std::map<Names, std::vector<const NamedWay*>> by_missing;
      for (const NamedWay& way : group.ways)
        if (const Names missing = there_.missing(way, group); !missing.empty()) by_missing[missing].push_back(&way);
      for (auto& [missing, ways] : by_missing) {
        std::sort(ways.begin(), ways.end(), [](const NamedWay* a, const NamedWay* b) { return a->name < b->name; });
        add(group, missing, ways, changes);
      }
    }
  }

 private:
  [[nodiscard]] const char* other_words() const { return side_ == Side::after ? "old" : "new"; }

  // The way with nothing but what is missing at its end.
  [[nodiscard]] reach::Way cut_down(const Group& group, const Names& missing, const NamedWay& way) const {
    reach::Way wanted = way.way;
    if (missing == group.reached) return wanted;
    for (const reach::Reached& reached : group.escalation.reached)
      if (missing.contains(here_.name_of(reached))) wanted.wanted.push_back(reached);
    return wanted;
  }

  void add(const Group& group, const Names& missing, const std::vector<const NamedWay*>& ways, std::vector<Change>& changes) {
    const reach::Way way = cut_down(group, missing, *ways.front());
    const std::size_t unknowns = here_.proof().unknowns().size();
    const auto found = reach::look_in_order(gravest_, way, here_.orders());
    if (!found && here_.proof().unknowns().size() == unknowns)  // never dropped in silence
      here_.proof().give_up({{}, fmt::format("a way of `{}`", fmt::join(ways.front()->who(), "`, `")), "it cannot be retraced"});
    if (!found || !reach::confirmed(here_.proof(), found->story)) return;
    const reach::Opened opened = here_.without_people().opened(way, *found);
    const reach::Escalation& escalation = opened.escalation;
    Change change;
    change.kind = side_ == Side::after ? ChangeKind::new_escalation : ChangeKind::closed_escalation;
    change.title = fmt::format("{}: {}", side_ == Side::after ? "a new way" : "a way is gone", escalation.message);
    for (const NamedWay* one : ways)
      for (const std::string& who : one->who()) change.subjects.push_back({who, "", ""});
    diagnostics::Diagnostic steps;
    reach::tell(here_.proof(), escalation, steps, opened.turned.askings);
    change.notes = steps.notes;
    change.notes.insert(change.notes.end(), opened.turned.sentences.begin(), opened.turned.sentences.end());
    for (const reach::Step& step : escalation.story)
      for (const model::StatementId id : step.deciding) {
        const model::Statement& statement = here_.proof().statement(id);
        (side_ == Side::after ? change.after : change.before).push_back({statement.span, statement.text});
      }
    compare_steps(escalation.story, change);
    if (!change.evidence && way.circle.empty())
      change.notes.push_back(fmt::format("the {} side decides each step alike; there it is no way to more than was given", other_words()));
    if (const std::string rest = there_.remainder(*ways.front(), group); !rest.empty())
      change.notes.push_back(fmt::format("the {} side has {}", other_words(), rest));
    if (side_ == Side::after && told_ < kCutsShown && told_ * here_.proof().cells().size() <= kCutWorkMax)
      change.help = reach::cutting_words(gravest_, way, escalation.story);
    ++told_;
    changes.push_back(std::move(change));
  }

  // What the other side decides of each step; the first that it decides otherwise is the request that shows the change.
  void compare_steps(const reach::Story& story, Change& change) {
    for (std::size_t i = 0; i < story.size(); ++i) {
      const request::Outcome& here = story[i].shown.outcome;
      const prove::Replay::Decided there = other_side_.decide(story[i].shown.request);
      if (!there.fault.empty()) here_.proof().give_up({{}, fmt::format("step {} on the {} side", i + 1, other_words()), there.fault}, true);
      if (there.outcome.effect == here.effect && there.outcome.refusal == request::Refusal::none) continue;
      const std::string words =
          there.outcome.refusal == request::Refusal::none ? request::print(there.outcome) : "deny (the request is refused)";
      change.notes.push_back(fmt::format("step {} on the {} side: {}", i + 1, other_words(), words));
      if (change.evidence) continue;
      change.evidence = Evidence{story[i].shown.command, "", words, request::print(here)};
      if (side_ == Side::before) std::swap(change.evidence->before, change.evidence->after);
    }
  }

  Side side_;
  SideWays& here_;
  const SideWays& there_;
  prove::Replay& other_side_;
  reach::Looking gravest_;
  std::size_t told_ = 0;
};

}  // namespace

void compare_escalations(SideProofs& proofs, std::array<prove::Replay, 2>& replays, PolicyDiff& to) {
  SideWays before(proofs[0]), after(proofs[1]);
  std::vector<Change> fresh, gone;
  OneSided(Side::after, after, before, replays[0]).run(fresh);
  OneSided(Side::before, before, after, replays[1]).run(gone);
  // A way is new only where all ways of the old side are known, and gone only where all of the new side are.
  if (before.is_known(to)) to.changes.insert(to.changes.end(), fresh.begin(), fresh.end());
  if (after.is_known(to)) to.changes.insert(to.changes.end(), gone.begin(), gone.end());
}

}  // namespace envelope::diff
