#include "compiler/mutation/boundary_values.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>

#include "compiler/model/print.h"
#include "compiler/model/value.h"
#include "compiler/request/print.h"
#include "runtime/text/glob.h"
#include "runtime/time/civil.h"

namespace envelope::mutation {
namespace {

using Atoms = std::vector<const model::Atom*>;
using base::TypeKind;

constexpr std::size_t kMembersShown = 24;  // of a closed type with more, only those that are asked for and one other

// A value for a number that nobody compares.
std::int64_t plain_number(TypeKind kind) {
  constexpr std::int64_t kNoonInMarch = 1'773'144'000'000;  // 2026-03-10T12:00Z
  if (kind == TypeKind::money) return 1'000'000;
  if (kind == TypeKind::duration) return time::kMsPerMinute;
  if (kind == TypeKind::percent) return 10'000;
  return kind == TypeKind::time ? kNoonInMarch : 1;
}

// ---- texts ----------------------------------------------------------------------------------------------------------

class Texts {
 public:
  explicit Texts(TypeKind kind) : domain_(model::domain_of(kind)) {}

  // Adds the text if it can be a value, and be written in a policy, and is new.
  void add(const std::string& raw) {
    const std::optional<std::string> canonical = text::canonical_value(domain_, raw);
    if (!canonical) return;
    const bool plain = std::all_of(canonical->begin(), canonical->end(), [](unsigned char c) { return c >= 0x20 && c != 0x7F; });
    if (plain && seen_.insert(*canonical).second) out.emplace_back(*canonical);
  }

  void add_pattern(const std::string& pattern) {
    const text::GlobResult glob = text::Glob::parse(pattern, domain_);
    if (!glob.glob) return;
    const std::string example = text::example(*glob.glob);
    const std::string head = pattern.substr(0, std::min(pattern.find_first_of("*?[{"), pattern.size()));
    // The shortest example may look like a mistake: `feature/` for `feature/**`.
    if (text::match(*glob.glob, text::canonical_value(domain_, head + "a").value_or("")) == text::Truth::yes) add(head + "a");
    add(example);
    for (const std::string& near : {head + "a", head + "a/b", head + "a.b", head, example + "x", "x" + example, "x." + example,
                                    example + "/x", example + " x", example.substr(0, example.size() - 1)})
      add(near);
    if (const std::size_t dot = example.find('.'); dot != std::string::npos) {
      add(example.substr(dot + 1));
      add("x" + example.substr(dot + 1));
    }
  }

  void add_prefix(const std::string& prefix) {
    add(prefix + "/a");
    add(prefix);
    add(prefix + "x");
  }

  // Texts that nobody is likely to ask for.
  void add_others() {
    for (const char* other : {"other", "~/other", "/other", "other.example"}) add(other);
  }

  std::vector<Setting> out;

 private:
  text::Domain domain_;
  std::set<std::string> seen_;
};

std::vector<Setting> boundary_texts(TypeKind kind, const Atoms& atoms) {
  Texts texts(kind);
  for (const model::Atom* atom : atoms) {
    for (const std::string& constant : atom->texts) {
      if (atom->op == model::AtomOperator::matches)
        texts.add_pattern(constant);
      else if (atom->op == model::AtomOperator::under)
        texts.add_prefix(constant);
      else
        texts.add(constant);
    }
  }
  texts.add_others();
  return std::move(texts.out);
}

// ---- closed types -----------------------------------------------------------------------------------------------------

std::size_t member_count(const model::PolicyModel& model, const model::Type& type) {
  if (type.kind == TypeKind::enumeration) return model.enums[type.enumeration.index()].members.size();
  if (type.kind == TypeKind::agent) return model.principals.size();
  if (type.kind == TypeKind::tier) return model.tiers.size();
  return type.kind == TypeKind::mode ? model.switches.size() : model.jobs.size();
}

std::vector<Setting> boundary_members(const model::PolicyModel& model, const model::Type& type, const Atoms& atoms, base::PrincipalId who) {
  const std::size_t count = member_count(model, type);
  std::set<std::int64_t> asked;
  for (const model::Atom* atom : atoms) asked.insert(atom->numbers.begin(), atom->numbers.end());
  if (type.kind == TypeKind::agent) asked.insert(who.value);
  std::vector<std::int64_t> members(asked.begin(), asked.end());
  for (std::size_t i = 0; i < count; ++i) {
    if (asked.contains(static_cast<std::int64_t>(i))) continue;
    members.push_back(static_cast<std::int64_t>(i));
    if (count > kMembersShown) break;
  }
  std::vector<Setting> values;
  for (const std::int64_t member : members) values.emplace_back(model::print_number(model, type, member));
  return values;
}

std::vector<Setting> boundary_number_sets(const model::Type& type, const Atoms& atoms) {
  const std::vector<std::int64_t> members = boundary_numbers(atoms, step_of(type.kind));
  std::vector<Setting> values{Setting(request::NumberList{})};
  for (const std::int64_t member : members) values.emplace_back(request::NumberList{{member}});
  if (members.size() > 1) values.emplace_back(request::NumberList{members});
  return values;
}

std::vector<Setting> boundary_sets(const model::PolicyModel& model, const model::Type& type, const Atoms& atoms) {
  std::set<std::string> members;
  for (const model::Atom* atom : atoms) {
    members.insert(atom->texts.begin(), atom->texts.end());
    for (const std::int64_t number : atom->numbers)
      members.insert(model::print_number(model, {type.kind, type.enumeration, false}, number));
  }
  std::vector<Setting> values{Setting(request::MemberList{})};
  for (const std::string& member : members) values.emplace_back(request::MemberList{{member}});
  if (members.size() > 1) values.emplace_back(request::MemberList{{members.begin(), members.end()}});
  return values;
}

// ---- the clock --------------------------------------------------------------------------------------------------------

// Civil times of one zone that are asked for, and when they happen in a week without a change of the clock.
void add_civil(const model::PolicyModel& model, const Atoms& atoms, std::set<std::int64_t>& instants) {
  constexpr time::CivilDate kMonday{2026, 3, 9};
  constexpr std::int32_t kNoonMs = 12 * time::kMsPerHour;
  std::set<base::ZoneId> zones;
  std::set<std::int64_t> times{kNoonMs};
  bool asks_day = false;
  for (const model::Atom* atom : atoms) {
    if (atom->kind == model::AtomKind::time) continue;
    zones.insert(atom->zone);
    asks_day = asks_day || atom->kind == model::AtomKind::day;
    if (atom->kind != model::AtomKind::time_of_day) continue;
    for (const std::int64_t constant : atom->numbers) {
      times.insert(constant);
      times.insert((constant + time::kMsPerDay - time::kMsPerMinute) % time::kMsPerDay);
    }
  }
  const auto monday = time::days_from_civil(kMonday);
  for (const base::ZoneId zone : zones) {
    for (int day = asks_day ? 0 : 1; day < (asks_day ? 7 : 2); ++day) {
      for (const std::int64_t ms : times) {
        const auto date = time::civil_from_days(*monday + day);
        const std::int64_t noon = plain_number(TypeKind::time) + (day - 1) * time::kMsPerDay;
        instants.insert(noon);
        const auto instant = time::resolve(model.zones[zone.index()], {*date, {static_cast<std::int32_t>(ms)}});
        if (instant) instants.insert(instant->ms);
      }
    }
  }
}

}  // namespace

std::int64_t step_of(TypeKind kind) { return kind == TypeKind::time ? time::kMsPerSecond : 1; }

std::string_view origin_word(request::Origin origin) { return request::origin_name(origin); }

std::vector<std::int64_t> boundary_numbers(const Atoms& atoms, std::int64_t step) {
  std::set<std::int64_t> constants;
  std::set<std::int64_t> neighbours;
  for (const model::Atom* atom : atoms) {
    for (const std::int64_t constant : atom->numbers) {
      constants.insert(constant);
      if (constant >= step) neighbours.insert(constant - step);
      if (constant <= std::numeric_limits<std::int64_t>::max() - step) neighbours.insert(constant + step);
    }
  }
  std::vector<std::int64_t> numbers(constants.begin(), constants.end());
  std::copy_if(neighbours.begin(), neighbours.end(), std::back_inserter(numbers),
               [&](std::int64_t number) { return !constants.contains(number); });
  return numbers;
}

std::vector<std::int64_t> boundary_instants(const model::PolicyModel& model, const Atoms& atoms) {
  Atoms dated;
  for (const model::Atom* atom : atoms)
    if (atom->kind == model::AtomKind::time) dated.push_back(atom);
  std::set<std::int64_t> instants;
  for (const std::int64_t ms : boundary_numbers(dated, time::kMsPerSecond)) instants.insert(ms - ms % time::kMsPerSecond);
  add_civil(model, atoms, instants);
  std::vector<std::int64_t> ordered(instants.begin(), instants.end());
  // An hour of the day that is no boundary is the plainest.
  std::stable_partition(ordered.begin(), ordered.end(),
                        [](std::int64_t ms) { return ms % time::kMsPerDay == plain_number(TypeKind::time) % time::kMsPerDay; });
  return ordered;
}

std::vector<Setting> boundary_values(const model::PolicyModel& model, const model::Type& type, const Atoms& atoms, base::PrincipalId who) {
  if (type.is_set) return base::is_numeric(type.kind) ? boundary_number_sets(type, atoms) : boundary_sets(model, type, atoms);
  if (type.kind == TypeKind::boolean) return {Setting(true), Setting(false)};
  if (base::is_textual(type.kind)) return boundary_texts(type.kind, atoms);
  if (base::is_closed(type.kind)) return boundary_members(model, type, atoms, who);
  std::vector<Setting> values;
  for (const std::int64_t number : boundary_numbers(atoms, step_of(type.kind))) values.emplace_back(number);
  if (values.empty()) values.emplace_back(plain_number(type.kind));
  return values;
}

}  // namespace envelope::mutation
