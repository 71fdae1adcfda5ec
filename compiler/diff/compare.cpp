#include "compiler/diff/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <set>
#include <tuple>

#include "compiler/diff/approval_circles.h"
#include "compiler/diff/cell_pairs.h"
#include "compiler/diff/claims.h"
#include "compiler/diff/compare_cell.h"
#include "compiler/diff/escalations.h"
#include "compiler/diff/records.h"
#include "compiler/model/value.h"
#include "compiler/prove/replay.h"
#include "compiler/prove/witness.h"
#include "compiler/request/print.h"

namespace envelope::diff {
namespace {

using base::Effect;

Verdict with(Verdict verdict, ChangeKind kind) {
  const bool is_wider = kind <= ChangeKind::looser_limit;
  if (verdict == Verdict::equivalent) return is_wider ? Verdict::wider : Verdict::narrower;
  return verdict == (is_wider ? Verdict::wider : Verdict::narrower) ? verdict : Verdict::incomparable;
}

// Changes with the same cause are told once.
struct GroupKey {
  ChangeKind kind{};
  Effect from{}, to{};
  std::string title;
  std::array<std::vector<model::StatementId>, 2> statements;
  auto operator<=>(const GroupKey&) const = default;
};

class PolicyComparison {
 public:
  PolicyComparison(const SidePolicy& before, const SidePolicy& after, const CompareOptions& options)
      : sides_{before, after},
        options_(options),
        joint_(*before.model, *after.model),
        space_(options.diagram_nodes),
        solver_(options.limits),
        replays_{prove::Replay(*before.model, *before.sources), prove::Replay(*after.model, *after.sources)} {}

  PolicyDiff run() {
    LeftOut left_out;
    const std::vector<CellPair> pairs = differing_pairs(joint_, left_out);
    result_.equivalent = left_out.alike;
    result_.compared = pairs.size();
    for (const CellPair& pair : pairs) look_at(pair);
    for (auto& [key, change] : groups_) add(key, std::move(change));
    compare_records(joint_, options_.claims, result_.changes);
    // Policies of which every cell and record reads alike have the same authority graph.
    const bool may_differ = result_.compared > 0 || left_out.restrictions_differ || !result_.changes.empty() || !has_same_classes();
    if (may_differ) compare_what_is_reached();
    finish();
    return std::move(result_);
  }

 private:
  [[nodiscard]] const std::string& principal_name(base::PrincipalId id) const { return joint_.model().principals[id.index()].name; }

  [[nodiscard]] Subject subject_of(const CellPair& pair, base::PrincipalId who) const {
    return {principal_name(who), joint_.model().actions[pair.action.index()].name,
            pair.requested.is_valid() ? principal_name(pair.requested) : ""};
  }

  void compare_what_is_reached() {
    const bool with_claims = options_.claims && share_claims(*sides_[0].model, *sides_[1].model);
    if (!options_.escalations && !with_claims) return;
    SideProofs proofs{SideProof(Side::before, sides_[0], options_), SideProof(Side::after, sides_[1], options_)};
    if (options_.escalations) compare_escalations(proofs, replays_, result_);
    if (options_.escalations) compare_approval_circles(proofs, result_);
    if (with_claims) compare_claims(proofs, result_);
  }

  void look_at(const CellPair& pair) {
    const CellResult cell = compare_cell(joint_, pair, knowledge_, space_, solver_);
    const std::string name = subject_words(subject_of(pair, pair.who));
    if (!cell.fault.empty()) result_.faults.push_back(fmt::format("`{}`: {}", name, cell.fault));
    if (!cell.limit.empty()) result_.unknowns.push_back(fmt::format("what changed about `{}`: {}", name, cell.limit));
    if (cell.changes.empty() && cell.limit.empty()) result_.equivalent += pair.principals.size();
    Verdict verdict = Verdict::equivalent;
    for (const CellChange& change : cell.changes) {
      verdict = with(verdict, change.kind);
      gather(pair, change);
    }
    if (verdict == Verdict::equivalent) return;
    for (const base::PrincipalId who : pair.principals) result_.verdicts.push_back({subject_of(pair, who), verdict});
  }

  // An action can stand for another by its classes.
  [[nodiscard]] bool has_same_classes() const {
    std::array<std::map<std::string, std::vector<std::string>>, 2> classes;
    for (const Side side : kSides)
      for (const model::Action& action : joint_.of(side).actions) classes[index_of(side)][action.name] = action.classes;
    return classes[0] == classes[1];
  }

  // Something that only one side has is one cause, whatever is said about it.
  [[nodiscard]] std::string novelty(const CellPair& pair) const {
    const bool was_there = joint_.facts(Side::before, pair.who).exists, is_there = joint_.facts(Side::after, pair.who).exists;
    const std::string& who = principal_name(pair.who);
    const char* kind = joint_.model().principals[pair.who.index()].kind == model::PrincipalKind::agent ? "agent" : "human";
    if (!was_there) return fmt::format("{} `{}` is new", kind, who);
    if (!is_there) return fmt::format("{} `{}` is gone", kind, who);
    const std::string& action = joint_.model().actions[pair.action.index()].name;
    if (!joint_.has_action(Side::before, pair.action)) return fmt::format("action `{}` is new", action);
    if (!joint_.has_action(Side::after, pair.action)) return fmt::format("action `{}` is gone", action);
    return {};
  }

  void gather(const CellPair& pair, const CellChange& found) {
    const std::optional<Evidence> evidence = replayed(found);
    if (!evidence) return;
    GroupKey key{found.kind, found.from, found.to, found.title, found.statements};
    const std::string novel = novelty(pair);
    if (!novel.empty()) key = {found.kind, {}, {}, novel, {}};
    const auto [entry, is_new] = groups_.try_emplace(key);
    Change& change = entry->second;
    change.kind = found.kind;
    for (const base::PrincipalId who : pair.principals) change.subjects.push_back(subject_of(pair, who));
    for (const Side side : kSides) add_places(side, found.statements[index_of(side)], side == Side::before ? change.before : change.after);
    for (const std::string& note : found.notes)
      if (std::find(change.notes.begin(), change.notes.end(), note) == change.notes.end()) change.notes.push_back(note);
    const auto rank = [](const Evidence& e) { return std::tuple(e.command.size(), e.command); };
    if (!change.evidence || rank(*evidence) < rank(*change.evidence)) change.evidence = evidence;
  }

  void add_places(Side side, const std::vector<model::StatementId>& statements, std::vector<Place>& places) const {
    for (const model::StatementId id : statements) {
      const model::Statement& statement = joint_.of(side).statements[id.index()];
      places.push_back({statement.span, statement.text});
    }
  }

  // Nothing where a side does not decide as the logic does: a fault, kept.
  std::optional<Evidence> replayed(const CellChange& change) {
    std::array<std::string, 2> commands, outcomes;
    for (const Side side : kSides) {
      const model::PolicyModel& model = joint_.of(side);
      const request::Request said = joint_.request_for(side, change.request);
      const Effect expected = side == Side::before ? change.from : change.to;
      const prove::Replay::Decided decided = replays_[index_of(side)].decide(said);
      const bool is_askable = model::find_action(model, said.action).is_valid();
      if (is_askable) commands[index_of(side)] = prove::decide_command(model, said, sides_[index_of(side)].table_name);
      outcomes[index_of(side)] =
          decided.outcome.refusal == request::Refusal::none ? request::print(decided.outcome) : "deny (the request is refused)";
      if (decided.fault.empty() && decided.outcome.effect == expected) continue;
      result_.faults.push_back(fmt::format("`{} {}` should be {} on the {} side, and is {}{}{}", said.principal, said.action,
                                           base::effect_name(expected), side == Side::before ? "old" : "new",
                                           request::print(decided.outcome), decided.fault.empty() ? "" : ": ", decided.fault));
      return std::nullopt;
    }
    const std::size_t told = commands[1].empty() ? 0 : 1;
    return Evidence{commands[told], is_same_question(commands) ? "" : commands[1 - told], outcomes[0], outcomes[1]};
  }

  // Whether the two commands differ in nothing but the table.
  [[nodiscard]] bool is_same_question(const std::array<std::string, 2>& commands) const {
    const auto without_table = [&](std::size_t side) {
      std::string command = commands[side];
      if (const std::size_t at = command.find(sides_[side].table_name); at != std::string::npos)
        command.erase(at, sides_[side].table_name.size());
      return command;
    };
    return without_table(0) == without_table(1);
  }

  void add(const GroupKey& key, Change change) {
    change.title = key.title.empty() ? fmt::format("{} becomes {}", base::effect_name(key.from), base::effect_name(key.to)) : key.title;
    change.loses_approval = change.kind == ChangeKind::new_authority && key.to == base::Effect::allow && key.from != base::Effect::deny;
    result_.changes.push_back(std::move(change));
  }

  // One order, whatever the order of the policies.
  void finish() {
    const auto by_path = [&](Side side) {
      return [&sources = *sides_[index_of(side)].sources](const Place& a, const Place& b) {
        const auto key = [&](const Place& place) {
          return std::tuple(place.span.is_valid() ? sources.file(place.span.file).path : "", place.span.begin, place.text);
        };
        return key(a) < key(b);
      };
    };
    for (Change& change : result_.changes) {
      std::sort(change.subjects.begin(), change.subjects.end());
      change.subjects.erase(std::unique(change.subjects.begin(), change.subjects.end()), change.subjects.end());
      for (const Side side : kSides) {
        auto& places = side == Side::before ? change.before : change.after;
        std::sort(places.begin(), places.end(), by_path(side));
        places.erase(std::unique(places.begin(), places.end()), places.end());
      }
    }
    std::sort(result_.changes.begin(), result_.changes.end(), [](const Change& a, const Change& b) {
      const auto key = [](const Change& c) { return std::tuple(c.kind, c.subjects, c.title, c.evidence ? c.evidence->command : ""); };
      return key(a) < key(b);
    });
    std::sort(result_.verdicts.begin(), result_.verdicts.end(), [](const auto& a, const auto& b) { return a.subject < b.subject; });
  }

  std::array<SidePolicy, 2> sides_;
  const CompareOptions& options_;
  Joint joint_;
  prove::Knowledge knowledge_;
  bdd::Space space_;
  smt::Solver solver_;
  std::array<prove::Replay, 2> replays_;
  std::map<GroupKey, Change> groups_;
  PolicyDiff result_;
};

// The policy that says nothing.
const model::PolicyModel& empty_model() {
  static const model::PolicyModel model = [] {
    model::PolicyModel nothing;
    nothing.guards.emplace_back();
    return nothing;
  }();
  return model;
}

}  // namespace

PolicyDiff compare(const SidePolicy& before, const SidePolicy& after, const CompareOptions& options) {
  static const base::SourceMap no_sources;
  std::array<SidePolicy, 2> sides{before, after};
  for (SidePolicy& side : sides) {
    if (side.model == nullptr) side.model = &empty_model();
    if (side.sources == nullptr) side.sources = &no_sources;
  }
  try {
    return PolicyComparison(sides[0], sides[1], options).run();
  } catch (const std::exception& fault) {  // a defect of ours or no memory left: never a verdict
    PolicyDiff stopped;
    stopped.faults.push_back(fmt::format("comparing stopped: {}", fault.what()));
    return stopped;
  }
}

}  // namespace envelope::diff
