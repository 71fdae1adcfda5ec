#include "compiler/diff/approval_strength.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "compiler/bdd/bdd.h"
#include "runtime/time/duration.h"

namespace envelope::diff {
namespace {

using bdd::kFalse;
using bdd::kTrue;
using bdd::Node;
using model::PolicyModel;

const std::string& name_of(const PolicyModel& joint, base::PrincipalId person) { return joint.principals[person.index()].name; }

std::string quoted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  for (std::string& name : names) name = "`" + name + "`";
  return fmt::format("{}", fmt::join(names, ", "));
}

class Comparison {
 public:
  Comparison(const PolicyModel& joint, base::PrincipalId who, const Needed& before, const Needed& after)
      : joint_(joint), who_(who), before_(before), after_(after) {
    for (const Needed* side : {&before, &after})
      for (const model::Approval* approval : approvals_of(*side))
        for (const model::ApprovalAlternative& way : approval->alternatives) {
          moments_.insert(way.after_ms);
          for (const base::PrincipalId person : way.people) people_.insert(person);
        }
    std::vector<base::PrincipalId> by_name(people_.begin(), people_.end());
    std::sort(by_name.begin(), by_name.end(), [&](auto a, auto b) { return name_of(joint_, a) < name_of(joint_, b); });
    for (const base::PrincipalId person : by_name) variables_.emplace(person, static_cast<bdd::Variable>(variables_.size()));
    by_name_ = std::move(by_name);
  }

  Strength run() {
    compare_people(before_, after_, "can say yes now, and could not before", result_.weaker);
    compare_people(after_, before_, "could say yes, and no longer can", result_.stronger);
    compare_requester(before_, after_, result_.weaker);
    compare_lists(&model::Approval::needs, "`{}` need not be given");
    compare_lists(&model::Approval::proof, "the proof `{}` need not be given");
    compare_channels();
    compare_deadlines();
    result_.is_weaker = !result_.weaker.empty();
    result_.is_stronger = !result_.stronger.empty();
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::vector<const model::Approval*> approvals_of(const Needed& side) const {
    std::vector<const model::Approval*> approvals;
    for (const base::ApprovalId approval : side.approvals) approvals.push_back(&joint_.approvals[approval.index()]);
    return approvals;
  }

  // Where at least `quorum` different people of the alternative say yes; whoever asks never counts.
  Node given(const Needed& side, const model::ApprovalAlternative& way) {
    std::vector<std::vector<base::PrincipalId>> different;
    for (const base::PrincipalId person : way.people) {
      if (person == who_) continue;
      const auto same = std::find_if(different.begin(), different.end(), [&](const auto& known) {
        return std::any_of(known.begin(), known.end(),
                           [&](base::PrincipalId other) { return other == person || side.is_same_person(other, person); });
      });
      if (same == different.end())
        different.push_back({person});
      else
        same->push_back(person);
    }
    std::vector<Node> at_least(static_cast<std::size_t>(way.quorum) + 1, kFalse);
    at_least[0] = kTrue;
    for (const auto& one : different) {
      Node says_yes = kFalse;
      for (const base::PrincipalId name : one) says_yes = space_.either(says_yes, space_.variable(variables_.at(name)));
      for (std::size_t count = at_least.size() - 1; count > 0; --count)
        at_least[count] = space_.either(at_least[count], space_.both(says_yes, at_least[count - 1]));
    }
    return at_least.back();
  }

  Node all_given(const Needed& side, std::int64_t moment_ms) {
    Node all = kTrue;
    for (const model::Approval* approval : approvals_of(side)) {
      Node some = kFalse;
      for (const model::ApprovalAlternative& way : approval->alternatives)
        if (way.after_ms <= moment_ms && (!approval->within_ms || way.after_ms < *approval->within_ms))
          some = space_.either(some, given(side, way));
      all = space_.both(all, some);
    }
    return all;
  }

  // People who are enough for `easier` and not for `harder`, as few as a walk finds.
  void compare_people(const Needed& harder, const Needed& easier, const char* words, std::vector<std::string>& reasons) {
    for (const std::int64_t moment : moments_) {
      Node enough = space_.without(all_given(easier, moment), all_given(harder, moment));
      if (enough == kFalse) continue;
      std::vector<std::string> people;
      for (const base::PrincipalId person : by_name_) {
        const bdd::Variable variable = variables_.at(person);
        const Node without = space_.restricted(enough, variable, 1, 0);
        if (without == kFalse) people.push_back(name_of(joint_, person));
        enough = without == kFalse ? space_.restricted(enough, variable, 1, 1) : without;
      }
      const std::string who = people.empty() ? "nobody" : quoted(people) + (people.size() == 1 ? " alone" : " together");
      reasons.push_back(fmt::format("{}{} {}", who, moment > 0 ? ", after " + time::format_duration(moment) + "," : "", words));
      return;
    }
  }

  void compare_requester(const Needed& harder, const Needed& easier, std::vector<std::string>& reasons) {
    for (const base::PrincipalId person : by_name_) {
      const auto counts = [&](const Needed& side) {
        if (person == who_ || !side.is_same_person(who_, person)) return false;
        const auto approvals = approvals_of(side);
        return std::any_of(approvals.begin(), approvals.end(), [&](const model::Approval* approval) {
          return std::any_of(approval->alternatives.begin(), approval->alternatives.end(), [&](const model::ApprovalAlternative& way) {
            return std::find(way.people.begin(), way.people.end(), person) != way.people.end();
          });
        });
      };
      if (counts(easier) && !counts(harder))
        reasons.push_back(
            fmt::format("`{}` can answer as `{}`: both are reached at one address", name_of(joint_, who_), name_of(joint_, person)));
    }
  }

  [[nodiscard]] std::set<std::string> union_of(const Needed& side, std::vector<std::string> model::Approval::* list) const {
    std::set<std::string> all;
    for (const model::Approval* approval : approvals_of(side)) all.insert((approval->*list).begin(), (approval->*list).end());
    return all;
  }

  void compare_lists(std::vector<std::string> model::Approval::* list, const char* words) {
    const std::set<std::string> before = union_of(before_, list), after = union_of(after_, list);
    for (const std::string& item : before)
      if (!after.contains(item)) result_.weaker.push_back(fmt::format(fmt::runtime(words), item));
    for (const std::string& item : after)
      if (!before.contains(item)) result_.stronger.push_back(fmt::format("`{}` has to be given", item));
  }

  // Of nothing: by whatever channel.
  void compare_channels() {
    const std::set<std::string> before = union_of(before_, &model::Approval::by), after = union_of(after_, &model::Approval::by);
    const auto is_within = [](const std::set<std::string>& few, const std::set<std::string>& many) {
      return many.empty() || (!few.empty() && std::includes(many.begin(), many.end(), few.begin(), few.end()));
    };
    if (!is_within(after, before)) result_.weaker.emplace_back("it can be asked by other channels");
    if (!is_within(before, after)) result_.stronger.emplace_back("it can be asked by fewer channels");
  }

  [[nodiscard]] std::optional<std::int64_t> deadline(const Needed& side) const {
    std::optional<std::int64_t> least;
    for (const model::Approval* approval : approvals_of(side))
      if (approval->within_ms) least = std::min(least.value_or(*approval->within_ms), *approval->within_ms);
    return least;
  }

  void compare_deadlines() {
    const auto before = deadline(before_), after = deadline(after_);
    if (before == after) return;
    const auto words = [](std::optional<std::int64_t> ms) { return ms ? "for " + time::format_duration(*ms) : std::string("for ever"); };
    const bool is_longer = !after || (before && *after > *before);
    (is_longer ? result_.weaker : result_.stronger)
        .push_back(fmt::format("it can be given {}, and {} before", words(after), words(before)));
  }

  const PolicyModel& joint_;
  base::PrincipalId who_;
  const Needed& before_;
  const Needed& after_;
  std::set<std::int64_t> moments_;
  std::set<base::PrincipalId> people_;
  std::vector<base::PrincipalId> by_name_;
  std::map<base::PrincipalId, bdd::Variable> variables_;
  bdd::Space space_;
  Strength result_;
};

}  // namespace

Strength compare_approvals(const PolicyModel& joint, base::PrincipalId who, const Needed& before, const Needed& after) {
  return Comparison(joint, who, before, after).run();
}

std::string approval_words(const PolicyModel& joint, const std::vector<base::ApprovalId>& approvals) {
  std::vector<std::string> all;
  for (const base::ApprovalId id : approvals) {
    const model::Approval& approval = joint.approvals[id.index()];
    std::vector<std::string> ways;
    for (const model::ApprovalAlternative& way : approval.alternatives) {
      std::vector<std::string> people;
      for (const base::PrincipalId person : way.people) people.push_back(name_of(joint, person));
      std::sort(people.begin(), people.end());
      std::string words = way.quorum == 1 ? "" : fmt::format("{} of ", way.quorum);
      words += fmt::format("{}", fmt::join(people, way.quorum == 1 ? " or " : ", "));
      if (way.after_ms > 0) words += " after " + time::format_duration(way.after_ms);
      ways.push_back(std::move(words));
    }
    std::string words = fmt::format("{}", fmt::join(ways, ", or "));
    if (!approval.by.empty()) words += fmt::format(" by {}", fmt::join(approval.by, ", "));
    if (!approval.needs.empty()) words += fmt::format(" with {}", fmt::join(approval.needs, ", "));
    if (!approval.proof.empty()) words += fmt::format(" proving {}", fmt::join(approval.proof, ", "));
    if (approval.within_ms) words += " within " + time::format_duration(*approval.within_ms);
    all.push_back(std::move(words));
  }
  std::sort(all.begin(), all.end());
  return fmt::format("{}", fmt::join(all, "; and "));
}

}  // namespace envelope::diff
