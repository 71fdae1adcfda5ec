#include "compiler/prove/persons.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace envelope::prove {
namespace {

std::optional<std::string> shared_address(const model::Principal& a, const model::Principal& b) {
  for (const model::Reach& one : a.reach)
    for (const model::Reach& other : b.reach)
      if (one.channel == other.channel && one.address == other.address) return fmt::format("{} {}", one.channel, one.address);
  return std::nullopt;
}

}  // namespace

Persons::Persons(const model::PolicyModel& model) : model_(model) {
  std::map<std::pair<std::string, std::string>, std::uint32_t> first;  // who is reached there
  for (std::uint32_t i = 0; i < model.principals.size(); ++i) {
    person_.push_back(i);
    for (const model::Reach& reach : model.principals[i].reach) {
      const std::uint32_t other = person_[first.try_emplace({reach.channel, reach.address}, i).first->second], mine = person_[i];
      if (other == mine) continue;
      for (std::uint32_t& person : person_)
        if (person == std::max(other, mine)) person = std::min(other, mine);
    }
  }
}

std::string Persons::why(base::PrincipalId a, base::PrincipalId b) const {
  const auto& people = model_.principals;
  std::vector<std::uint32_t> found{b.value};  // breadth first from b, so that the way back begins at a
  std::map<std::uint32_t, std::uint32_t> towards{{b.value, b.value}};
  for (std::size_t at = 0; at < found.size() && !towards.contains(a.value); ++at)
    for (std::uint32_t next = 0; next < people.size(); ++next)
      if (!towards.contains(next) && shared_address(people[next], people[found[at]])) {
        towards[next] = found[at];
        found.push_back(next);
      }
  if (towards.at(a.value) == b.value) return fmt::format("both are reached at {}", *shared_address(people[a.index()], people[b.index()]));
  std::string text;
  for (std::uint32_t at = a.value; at != b.value; at = towards.at(at)) {
    const model::Principal &one = people[at], &other = people[towards.at(at)];
    text += fmt::format("{}`{}` and `{}` are reached at {}", text.empty() ? "" : ", ", one.name, other.name, *shared_address(one, other));
  }
  return text;
}

bool is_too_late(const model::Approval& approval, const model::ApprovalAlternative& alternative) {
  return approval.within_ms && alternative.after_ms > 0 && alternative.after_ms >= *approval.within_ms;
}

}  // namespace envelope::prove
