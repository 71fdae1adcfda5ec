#include "compiler/diff/cell_pairs.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/model/print.h"

namespace envelope::diff {
namespace {

constexpr std::uint32_t kNoCell = UINT32_MAX;

using Place = std::tuple<base::ActionId, base::PrincipalId, base::PrincipalId>;  // action, requested, principal

struct PlaceCells {
  std::array<std::uint32_t, 2> cells{kNoCell, kNoCell};
  std::array<std::vector<std::uint32_t>, 2> duties;  // numbers into model.duties
  auto operator<=>(const PlaceCells&) const = default;
};

// Whoever has these cells compares alike; where duties or facts may tell principals apart, each stands alone.
struct GroupKey {
  base::ActionId action;
  base::PrincipalId requested;
  PlaceCells cells;
  base::PrincipalId alone;
  auto operator<=>(const GroupKey&) const = default;
};

// A rule without where it stands.
using RuleContent = std::tuple<prove::RuleRole, model::Effect, model::GuardId, std::vector<base::ApprovalId>>;

class Pairing {
 public:
  Pairing(Joint& joint, LeftOut& left_out) : joint_(joint), left_out_(left_out) {
    for (const Side side : kSides) {
      cells_[index_of(side)] = prove::cells_of(joint.of(side));
      const auto& duties = joint.of(side).duties;
      auto& by_set = duties_of_set_[index_of(side)];
      for (std::uint32_t i = 0; i < duties.size(); ++i) by_set[duties[i].cell.principals].push_back(i);
    }
  }

  std::vector<CellPair> run() {
    std::map<Place, PlaceCells> places;
    for (const Side side : kSides)
      for (std::uint32_t i = 0; i < cells_[index_of(side)].size(); ++i) {
        const prove::ProofCell& cell = cells_[index_of(side)][i];
        for (const base::PrincipalId who : cell.principals) place_of(places, side, cell, who).cells[index_of(side)] = i;
      }
    for (const Side side : kSides) add_duties(side, places);
    std::map<GroupKey, std::vector<base::PrincipalId>> groups;
    for (auto& [place, cells] : places) {
      const auto& [action, requested, who] = place;
      const bool stands_alone =
          cells.duties != decltype(cells.duties){} || joint_.facts(Side::before, who) != joint_.facts(Side::after, who);
      groups[{action, requested, std::move(cells), stands_alone ? who : base::PrincipalId{}}].push_back(who);
    }
    std::vector<CellPair> pairs;
    for (auto& [key, principals] : groups) add(key, std::move(principals), pairs);
    return pairs;
  }

 private:
  PlaceCells& place_of(std::map<Place, PlaceCells>& places, Side side, const prove::ProofCell& cell, base::PrincipalId who) {
    return places[{joint_.action(side, cell.action), joint_.principal(side, cell.requested), joint_.principal(side, who)}];
  }

  // A duty matters where something can be permitted, so where a side has a cell.
  void add_duties(Side side, std::map<Place, PlaceCells>& places) {
    const model::PolicyModel& model = joint_.of(side);
    for (const auto& [set, numbers] : duties_of_set_[index_of(side)])
      for (const base::PrincipalId who : model.principal_sets[set.index()])
        for (const std::uint32_t number : numbers)
          for (const base::ActionId action : model.action_sets[model.duties[number].cell.actions.index()]) {
            const auto found = places.find({joint_.action(side, action), {}, joint_.principal(side, who)});
            if (found != places.end()) found->second.duties[index_of(side)].push_back(number);
          }
    for (auto& [place, cells] : places) std::sort(cells.duties[index_of(side)].begin(), cells.duties[index_of(side)].end());
  }

  [[nodiscard]] std::vector<RuleContent> contents(const std::vector<prove::CellRule>& rules) const {
    std::vector<RuleContent> all;
    for (const prove::CellRule& rule : rules)
      all.emplace_back(rule.role, rule.level, rule.guard, prove::approvals_of(joint_.model(), rule));
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  static std::vector<std::pair<std::string, model::GuardId>> contents(const std::vector<DutyRule>& duties) {
    std::vector<std::pair<std::string, model::GuardId>> all;
    for (const DutyRule& duty : duties) all.emplace_back(duty.content, duty.guard);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  [[nodiscard]] std::vector<DutyRule> duties_of(Side side, const std::vector<std::uint32_t>& numbers) {
    std::vector<DutyRule> rules;
    for (const std::uint32_t number : numbers) {
      const model::Duties& duties = joint_.of(side).duties[number];
      const std::string moment = duties.moment == model::DutyMoment::before ? "before: " : "after: ";
      const std::string otherwise = duties.otherwise.empty() ? "" : " else " + model::print_calls(duties.otherwise);
      for (const model::DutyCall& call : duties.calls)  // one by one: it is a matter of layout which of them share a statement
        rules.push_back({moment + model::print_calls({call}) + otherwise, joint_.guard(side, duties.guard), duties.statement});
    }
    return rules;
  }

  static bool grants_something(const std::vector<prove::CellRule>& rules) {
    return std::any_of(rules.begin(), rules.end(), [](const prove::CellRule& rule) {
      return (rule.role == prove::RuleRole::grant || rule.role == prove::RuleRole::default_grant) && rule.level > base::Effect::deny;
    });
  }

  [[nodiscard]] bool reads_alike(const CellPair& pair) const {
    return joint_.facts(Side::before, pair.who) == joint_.facts(Side::after, pair.who) &&
           contents(pair.rules[0]) == contents(pair.rules[1]) && contents(pair.duties[0]) == contents(pair.duties[1]);
  }

  void settle(CellPair& pair) {
    for (const Side side : kSides) {
      for (prove::CellRule& rule : pair.rules[index_of(side)]) rule.guard = joint_.settled(side, pair.who, rule.guard);
      for (DutyRule& duty : pair.duties[index_of(side)]) duty.guard = joint_.settled(side, pair.who, duty.guard);
      if (pair.rules[index_of(side)].empty()) continue;
      const auto refusals = joint_.refusals(side, pair.action, pair.who);
      pair.rules[index_of(side)].insert(pair.rules[index_of(side)].end(), refusals.begin(), refusals.end());
    }
  }

  void add(const GroupKey& key, std::vector<base::PrincipalId> principals, std::vector<CellPair>& pairs) {
    CellPair pair{key.action, key.requested, std::move(principals), {}, {}, {}};
    pair.who = prove::first_by_name(joint_.model(), pair.principals);
    for (const Side side : kSides) {
      const std::uint32_t cell = key.cells.cells[index_of(side)];
      if (cell != kNoCell)
        for (const prove::CellRule& rule : cells_[index_of(side)][cell].rules)
          pair.rules[index_of(side)].push_back(joint_.rule(side, rule));
      pair.duties[index_of(side)] = duties_of(side, key.cells.duties[index_of(side)]);
    }
    const bool grants_nothing = !grants_something(pair.rules[0]) && !grants_something(pair.rules[1]);
    const bool has_one_vocabulary = joint_.refusals(Side::before, pair.action, pair.who).empty() &&
                                    joint_.refusals(Side::after, pair.action, pair.who).empty() &&
                                    joint_.same_switches_grant_capabilities();
    const bool is_alike = has_one_vocabulary && reads_alike(pair);
    if (grants_nothing || is_alike) {
      left_out_.alike += pair.principals.size();
      left_out_.restrictions_differ = left_out_.restrictions_differ || !is_alike;
      return;
    }
    settle(pair);
    pairs.push_back(std::move(pair));
  }

  Joint& joint_;
  LeftOut& left_out_;
  std::array<std::vector<prove::ProofCell>, 2> cells_;
  std::array<std::map<model::PrincipalSetId, std::vector<std::uint32_t>>, 2> duties_of_set_;
};

}  // namespace

std::vector<CellPair> differing_pairs(Joint& joint, LeftOut& left_out) { return Pairing(joint, left_out).run(); }

}  // namespace envelope::diff
