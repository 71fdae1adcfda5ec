#include "compiler/diff/records.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/model/print.h"
#include "compiler/model/value.h"
#include "runtime/time/duration.h"

namespace envelope::diff {
namespace {

using model::PolicyModel;

// A record of one side, in words; two with one name are the same thing on both sides.
struct Record {
  std::string kind, name;
  std::string words;  // as told
  std::string key;    // equal where nothing changed
  std::string agent;  // whom it is about; may be empty
  Place place;
  std::int64_t amount = 0;  // limits and watches
  std::string rest;         // their key without the amount
  auto content() const { return std::tie(kind, agent, name, key); }
};

class Recording {
 public:
  Recording(Joint& joint, Side side) : joint_(joint), side_(side), model_(joint.of(side)) {}

  std::vector<Record> run(bool with_claims) {
    for (const model::Limit& limit : model_.limits) add_limit(limit);
    for (const model::Watch& watch : model_.watches) add_watch(watch);
    for (const model::Switch& s : model_.switches) add_switch(s);
    for (const model::Job& job : model_.jobs) add_job(job);
    for (const model::Setting& setting : model_.settings)
      if (setting.kind != "file")  // told below, by pattern
        add({setting.kind, setting.text, setting.text, "", "", place(setting.statement), 0, ""});
    for (const model::LabelRaise& raise : model_.label_raises) add_raise(raise);
    for (const model::FileFact& file : model_.files) add_file(file);
    for (const model::Principal& principal : model_.principals) add_reach(principal);
    for (const model::Action& action : model_.actions) add_action(action);
    if (with_claims) {
      for (const model::Claim& claim : model_.claims) add_claim(claim);
      for (const model::Acceptance& acceptance : model_.acceptances) add_acceptance(acceptance);
    }
    std::sort(records_.begin(), records_.end(), [](const Record& a, const Record& b) { return a.content() < b.content(); });
    const auto last =
        std::unique(records_.begin(), records_.end(), [](const Record& a, const Record& b) { return a.content() == b.content(); });
    records_.erase(last, records_.end());
    return std::move(records_);
  }

 private:
  // What is said about somebody who is new or gone is told with them.
  void add(Record record) {
    if (record.agent.empty() || is_known(record.agent)) records_.push_back(std::move(record));
  }
  [[nodiscard]] bool is_known(const std::string& name) const { return model::find_principal(joint_.of(other()), name).is_valid(); }
  [[nodiscard]] Side other() const { return side_ == Side::before ? Side::after : Side::before; }

  [[nodiscard]] Place place(model::StatementId id) const {
    if (!id.is_valid()) return {};
    const model::Statement& statement = model_.statements[id.index()];
    return {statement.span, statement.text};
  }
  [[nodiscard]] std::string guard_key(model::GuardId guard) { return fmt::format(" g{}", joint_.guard(side_, guard).value); }
  [[nodiscard]] std::string when(model::GuardId guard) const {
    return guard.value == 0 ? "" : " when " + model::print_guard(model_, guard);
  }
  [[nodiscard]] const std::string& name_of(base::PrincipalId id) const { return model_.principals[id.index()].name; }

  [[nodiscard]] std::string terms(const std::vector<model::LimitTerm>& terms) const {
    std::vector<std::string> parts;
    for (const model::LimitTerm& term : terms)
      parts.push_back(model_.actions[term.action.index()].name +
                      (term.attribute.is_valid() ? "." + model_.attributes[term.attribute.index()].name : std::string()));
    std::sort(parts.begin(), parts.end());
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  [[nodiscard]] std::string amount(model::AmountKind kind, std::int64_t number, const model::Type& type) const {
    switch (kind) {
      case model::AmountKind::absolute:
        return model::print_number(model_, type, number);
      case model::AmountKind::percent_of_parent:
        return model::print_number(model_, {base::TypeKind::percent, {}, false}, number) + " of the parent's";
      case model::AmountKind::percent_of_limit:
        return model::print_number(model_, {base::TypeKind::percent, {}, false}, number) + " of the limit";
      case model::AmountKind::times_usual:
        return fmt::format("{}.{:03} times the usual", number / 1000, number % 1000);
    }
    return {};
  }

  // `record` is a limit or a watch.
  [[nodiscard]] std::string period(const auto& record) const {
    static constexpr std::string_view kNames[] = {"",          " per day", " per week", " per month", " per ",
                                                  " per call", " per run", " at once",  " in a row"};
    std::string words(kNames[static_cast<std::size_t>(record.period)]);
    if (record.period == model::PeriodKind::rolling) words += time::format_duration(record.period_ms);
    if (record.zone.is_valid()) words += fmt::format(" in {}", model_.zones[record.zone.index()].name);
    if (!record.keys.empty()) words += fmt::format(" each {}", fmt::join(record.keys, ", "));
    return words;
  }

  [[nodiscard]] model::Type term_type(const std::vector<model::LimitTerm>& terms) const {
    if (terms.empty() || !terms[0].attribute.is_valid()) return {base::TypeKind::count, {}, false};
    return model_.attributes[terms[0].attribute.index()].type;
  }

  void add_limit(const model::Limit& limit) {
    std::string rest =
        fmt::format("{}{}{} k{}", terms(limit.terms), period(limit), guard_key(limit.guard), static_cast<int>(limit.amount_kind));
    std::string thresholds;
    for (const model::Threshold& threshold : limit.thresholds)
      thresholds += fmt::format("; at {} {}", model::print_number(model_, {base::TypeKind::percent, {}, false}, threshold.percent),
                                model::print_calls(threshold.duties));
    const std::string beyond = limit.beyond.empty() ? "; beyond: deny" : "; beyond: " + model::print_calls(limit.beyond);
    const std::string words =
        fmt::format("{} up to {}{}{}{}{}", terms(limit.terms), amount(limit.amount_kind, limit.amount, term_type(limit.terms)),
                    period(limit), when(limit.guard), thresholds, limit.beyond.empty() ? "" : beyond);
    const std::string key = fmt::format("{}{}{} a{}", rest, thresholds, beyond, limit.amount);
    for (const base::PrincipalId who : model_.principal_sets[limit.principals.index()])
      add({"limit", terms(limit.terms) + period(limit), words, key, name_of(who), place(limit.statement), limit.amount,
           rest + thresholds + beyond});
  }

  void add_watch(const model::Watch& watch) {
    static constexpr std::string_view kOperators[] = {"", "", " < ", " <= ", " > ", " >= "};
    std::vector<std::string> on = watch.events;
    if (!watch.terms.empty()) on.push_back(terms(watch.terms));
    if (watch.fact.is_valid()) on.push_back(model_.facts[watch.fact.index()].first);
    const model::Type type = watch.fact.is_valid() ? model_.facts[watch.fact.index()].second : term_type(watch.terms);
    const std::string level = watch.comparison ? std::string(kOperators[static_cast<std::size_t>(*watch.comparison)]) +
                                                     amount(watch.amount_kind, watch.amount, type)
                                               : "";
    const std::string words =
        fmt::format("{}{}{}{} do {}", fmt::join(on, ", "), level, period(watch), when(watch.guard), model::print_calls(watch.duties));
    const std::string rest =
        fmt::format("{}{}{} {} k{} o{}", fmt::join(on, ", "), period(watch), guard_key(watch.guard), model::print_calls(watch.duties),
                    static_cast<int>(watch.amount_kind), watch.comparison ? static_cast<int>(*watch.comparison) : -1);
    for (const base::PrincipalId who : model_.principal_sets[watch.principals.index()])
      add({"watch", watch.name, words, fmt::format("{} a{}", rest, watch.amount), name_of(who), place(watch.statement), watch.amount,
           rest});
  }

  void add_switch(const model::Switch& s) {
    static constexpr std::string_view kKinds[] = {"window", "phase", "stop"};
    std::vector<std::string> grants;
    for (const base::CapabilityId capability : s.grants) grants.push_back(model_.capabilities[capability.index()]);
    std::sort(grants.begin(), grants.end());
    std::string words = s.lasts_ms ? "lasts " + time::format_duration(*s.lasts_ms) : "lasts until it is left";
    if (!s.keys.empty()) words += fmt::format(", one for each {}", fmt::join(s.keys, ", "));
    if (!grants.empty()) words += fmt::format(", gives {}", fmt::join(grants, ", "));
    const auto duties = [&](const char* name, const auto& calls, const auto& otherwise) {
      if (!calls.empty() || !otherwise.empty()) words += fmt::format(", {} {}", name, model::print_calls(calls));
      if (!otherwise.empty()) words += " else " + model::print_calls(otherwise);
    };
    duties("on entering", s.enter, s.enter_otherwise);
    duties("on leaving", s.leave, s.leave_otherwise);
    add({std::string(kKinds[static_cast<std::size_t>(s.kind)]), s.name, words, words, "", {}, 0, ""});
  }

  void add_job(const model::Job& job) {
    std::vector<std::string> triggers = job.triggers;
    std::sort(triggers.begin(), triggers.end());
    std::string words = fmt::format("{} runs {}", fmt::join(triggers, ", "), model::print_calls({job.call}));
    if (job.expires_ms) words += " until " + model::print_number(model_, {base::TypeKind::time, {}, false}, *job.expires_ms);
    add({"job", job.name, words, words, name_of(job.owner), place(job.statement), 0, ""});
  }

  void add_raise(const model::LabelRaise& raise) {
    for (const base::PrincipalId who : model_.principal_sets[raise.principals.index()])
      for (const base::ActionId action : model_.action_sets[raise.actions.index()]) {
        const std::string name = fmt::format("{} by {}", model_.labels[raise.label.index()], model_.actions[action.index()].name);
        add({"label", name, name + when(raise.guard), guard_key(raise.guard), name_of(who), {}, 0, ""});
      }
  }

  // By pattern: whether one statement says it of several is a matter of layout.
  void add_file(const model::FileFact& file) {
    std::vector<std::string> people;
    for (const base::PrincipalId who : file.acting) people.push_back(name_of(who));
    std::sort(people.begin(), people.end());
    std::string words = file.is_protected ? "protected" : "";
    if (!people.empty()) words += fmt::format("{}runs as {}", words.empty() ? "" : ", ", fmt::join(people, ", "));
    for (const std::string& pattern : file.patterns)
      add({"file", pattern, words, words, "", {file.statement.span, file.statement.text}, 0, ""});
  }

  // Of whom and what both sides know: that somebody new is spoken of as well is told with them.
  [[nodiscard]] std::string agents(const std::vector<base::PrincipalId>& principals) const {
    std::vector<std::string> names;
    for (const base::PrincipalId who : principals)
      if (is_known(name_of(who))) names.push_back(name_of(who));
    std::sort(names.begin(), names.end());
    return fmt::format("{}{}", names.empty() ? "" : " for ", fmt::join(names, ", "));
  }
  [[nodiscard]] std::string known_actions(model::ActionSetId set) const {
    std::vector<std::string> names;
    for (const base::ActionId action : model_.action_sets[set.index()])
      if (joint_.has_action(other(), joint_.action(side_, action))) names.push_back(model_.actions[action.index()].name);
    std::sort(names.begin(), names.end());
    return fmt::format("{}", fmt::join(names, ", "));
  }

  void add_acceptance(const model::Acceptance& acceptance) {
    const std::string until = acceptance.until_ms ? std::to_string(*acceptance.until_ms) : "";
    add({"accept",
         acceptance.code + agents(acceptance.principals),
         acceptance.statement.text,
         until,
         "",
         {acceptance.statement.span, acceptance.statement.text},
         0,
         ""});
  }

  void add_claim(const model::Claim& claim) {
    std::vector<std::string> allowed, powers;
    for (const base::ApprovalId approval : claim.allowed) allowed.push_back(model_.approvals[approval.index()].name);
    for (const model::Power& power : claim.powers)
      powers.push_back(power.approval.is_valid() ? model_.approvals[power.approval.index()].name
                                                 : known_actions(power.actions) + guard_key(power.guard));
    std::sort(allowed.begin(), allowed.end());
    std::sort(powers.begin(), powers.end());
    const base::PrincipalId requested = claim.cell.requested;
    const std::string key = fmt::format("{} {} {}{} {}{} {} {}", static_cast<int>(claim.kind), static_cast<int>(claim.effect),
                                        known_actions(claim.cell.actions), agents(model_.principal_sets[claim.cell.principals.index()]),
                                        requested.is_valid() ? name_of(requested) : "", guard_key(claim.guard), fmt::join(allowed, ", "),
                                        fmt::join(powers, "; "));
    add({"claim", claim.title, claim.statement.text, key, "", {claim.statement.span, claim.statement.text}, 0, ""});
  }

  void add_reach(const model::Principal& principal) {
    std::vector<std::string> reach;
    for (const model::Reach& one : principal.reach) reach.push_back(one.channel + " " + one.address);
    std::sort(reach.begin(), reach.end());
    const std::string words = fmt::format("{}", fmt::join(reach, ", "));
    if (!words.empty()) add({"reach", principal.name, words, words, principal.name, {}, 0, ""});
  }

  void add_action(const model::Action& action) {
    std::vector<std::string> attributes;
    for (const model::ActionAttribute& declared : action.attributes) {
      const model::Attribute& attribute = model_.attributes[declared.attribute.index()];
      std::string type = model::type_name(model_, attribute.type);
      if (attribute.type.kind == base::TypeKind::enumeration) {
        std::vector<std::string> members = model_.enums[attribute.type.enumeration.index()].members;
        std::sort(members.begin(), members.end());
        type = fmt::format("{{{}}}", fmt::join(members, ", "));
      }
      attributes.push_back(fmt::format("{}{}: {}", attribute.name, declared.optional ? "?" : "", type));
    }
    std::sort(attributes.begin(), attributes.end());
    std::string words = fmt::format("({})", fmt::join(attributes, ", "));
    const auto effects = [&](const char* verb, const std::vector<model::AttributeId>& ids) {
      std::vector<std::string> names;
      for (const model::AttributeId id : ids) names.push_back(model_.attributes[id.index()].name);
      std::sort(names.begin(), names.end());
      if (!names.empty()) words += fmt::format(" {} {}", verb, fmt::join(names, ", "));
    };
    effects("reads", action.reads);
    effects("writes", action.writes);
    effects("executes", action.executes);
    add({action.kind == model::ActionKind::event ? "event" : "action", action.name, words, words, "", {}, 0, ""});
  }

  Joint& joint_;
  Side side_;
  const PolicyModel& model_;
  std::vector<Record> records_;
};

ChangeKind kind_of_gone(const std::string& kind) {
  if (kind == "limit") return ChangeKind::looser_limit;
  return kind == "watch" ? ChangeKind::weaker_safeguard : ChangeKind::surroundings;
}

ChangeKind kind_of_new(const std::string& kind) {
  if (kind == "limit") return ChangeKind::tighter_limit;
  return kind == "watch" ? ChangeKind::stronger_safeguard : ChangeKind::surroundings;
}

// Of a limit or watch that says something else: looser unless only its amount went down.
ChangeKind kind_of_changed(const Record& before, const Record& after) {
  const bool is_lower = before.rest == after.rest && after.amount < before.amount;
  if (before.kind == "limit") return is_lower ? ChangeKind::tighter_limit : ChangeKind::looser_limit;
  if (before.kind == "watch") return is_lower ? ChangeKind::stronger_safeguard : ChangeKind::weaker_safeguard;
  return ChangeKind::surroundings;
}

// One entry for all agents of whom the same is said.
class Entries {
 public:
  void add(ChangeKind kind, std::string title, std::vector<std::string> notes, const Record* before, const Record* after) {
    Change& change = entries_[{kind, title, notes}];
    change.kind = kind;
    change.title = std::move(title);
    change.notes = std::move(notes);
    const std::string& agent = (after != nullptr ? after : before)->agent;
    if (!agent.empty()) change.subjects.push_back({agent, "", ""});
    if (before != nullptr && before->place.span.is_valid()) change.before.push_back(before->place);
    if (after != nullptr && after->place.span.is_valid()) change.after.push_back(after->place);
  }
  void move_to(std::vector<Change>& changes) {
    for (auto& [key, change] : entries_) changes.push_back(std::move(change));
  }

 private:
  std::map<std::tuple<ChangeKind, std::string, std::vector<std::string>>, Change> entries_;
};

}  // namespace

void compare_records(Joint& joint, bool with_claims, std::vector<Change>& changes) {
  const std::vector<Record> before = Recording(joint, Side::before).run(with_claims),
                            after = Recording(joint, Side::after).run(with_claims);
  const auto by_content = [](const Record& a, const Record& b) { return a.content() < b.content(); };
  std::vector<Record> gone, fresh;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone), by_content);
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(fresh), by_content);
  Entries entries;
  std::vector<bool> is_paired(fresh.size());
  for (const Record& old : gone) {
    std::size_t match = 0;
    while (match < fresh.size() && (is_paired[match] || std::tie(old.kind, old.agent, old.name) !=
                                                            std::tie(fresh[match].kind, fresh[match].agent, fresh[match].name)))
      ++match;
    if (match == fresh.size()) {
      entries.add(kind_of_gone(old.kind), fmt::format("{} `{}` is gone", old.kind, old.name), {"old: " + old.words}, &old, nullptr);
      continue;
    }
    is_paired[match] = true;
    entries.add(kind_of_changed(old, fresh[match]), fmt::format("{} `{}` says something else", old.kind, old.name),
                {"old: " + old.words, "new: " + fresh[match].words}, &old, &fresh[match]);
  }
  for (std::size_t i = 0; i < fresh.size(); ++i)
    if (!is_paired[i])
      entries.add(kind_of_new(fresh[i].kind), fmt::format("{} `{}` is new", fresh[i].kind, fresh[i].name), {"new: " + fresh[i].words},
                  nullptr, &fresh[i]);
  entries.move_to(changes);
}

}  // namespace envelope::diff
