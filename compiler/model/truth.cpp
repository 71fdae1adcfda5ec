#include "compiler/model/truth.h"

#include <algorithm>
#include <atomic>

#include "compiler/model/value.h"
#include "runtime/text/glob.h"
#include "runtime/text/path.h"
#include "runtime/time/civil.h"
#include "runtime/time/interval.h"
#include "runtime/time/zone.h"

namespace envelope::model {
namespace {

using request::Request;
using text::Truth;
using text::truth_of;

std::atomic<bool> logic_fault{false};

Truth matches_any(const Atom& atom, const std::string& value) {
  Truth result = Truth::no;
  for (const std::string& pattern : atom.texts) {
    const text::GlobResult parsed = text::Glob::parse(pattern, domain_of(atom.type.kind));
    result = text::truth_or(result, parsed.glob ? text::match(*parsed.glob, value) : Truth::unknown);
  }
  return result;
}

Truth under_any(const Atom& atom, const std::string& value) {
  Truth result = Truth::no;
  for (const std::string& prefix : atom.texts) result = text::truth_or(result, text::match_under(prefix, value));
  return result;
}

Truth equals_any(const Atom& atom, const std::string& value) {
  Truth result = Truth::no;
  for (const std::string& text : atom.texts) {
    const bool is_path = atom.type.kind == base::TypeKind::path;
    result = text::truth_or(result, is_path ? text::match_same_path(text, value) : text::truth_of(text == value));
  }
  return result;
}

Truth compare_number(const Atom& atom, std::int64_t number) {
  const std::vector<std::int64_t>& constants = atom.numbers;
  switch (atom.op) {
    case AtomOperator::is_true:
      return truth_of(number != 0);
    case AtomOperator::equals:
      return truth_of(std::find(constants.begin(), constants.end(), number) != constants.end());
    case AtomOperator::less:
      return truth_of(number < constants[0]);
    case AtomOperator::less_equal:
      return truth_of(number <= constants[0]);
    case AtomOperator::greater:
      return truth_of(number > constants[0]);
    case AtomOperator::greater_equal:
      return truth_of(number >= constants[0]);
    case AtomOperator::in_range:
      return truth_of(constants[0] <= number && number < constants[1]);
    case AtomOperator::matches:
    case AtomOperator::under:
    case AtomOperator::has:
    case AtomOperator::is_self:
      return Truth::unknown;
  }
  return Truth::unknown;
}

Truth compare_text(const Atom& atom, const std::string& value) {
  if (atom.op == AtomOperator::matches) return matches_any(atom, value);
  if (atom.op == AtomOperator::under) return under_any(atom, value);
  return equals_any(atom, value);
}

// Whether a member is so. Rules ask for one by `has`; a file asks whether a set names it by patterns.
Truth holds_member(const Atom& atom, const Value& set) {
  Truth result = Truth::no;
  for (const Value& member : set.members)
    result = text::truth_or(
        result, base::is_textual(atom.type.kind) ? compare_text(atom, member.text) : truth_of(member.number == atom.numbers[0]));
  return result;
}

Truth compare_value(const Atom& atom, const Value& value, base::PrincipalId who) {
  if (atom.type.is_set) return holds_member(atom, value);
  if (atom.op == AtomOperator::is_self) return truth_of(value.number == static_cast<std::int64_t>(who.value));
  return base::is_textual(atom.type.kind) ? compare_text(atom, value.text) : compare_number(atom, value.number);
}

Truth compare_raw(const PolicyModel& model, const Atom& atom, const std::map<std::string, request::RawValue>& values,
                  const std::string& name, base::PrincipalId who) {
  const auto raw = values.find(name);
  if (raw == values.end()) return Truth::unknown;
  const std::optional<Value> value = read_value(model, atom.type, raw->second);
  return value ? compare_value(atom, *value, who) : Truth::unknown;
}

Truth compare_civil(const PolicyModel& model, const Atom& atom, const Request& request) {
  if (!request.time_ms) return Truth::unknown;
  const auto civil = time::to_civil(model.zones[atom.zone.index()], time::Instant{*request.time_ms});
  if (!civil) return Truth::unknown;
  if (atom.kind == AtomKind::day) return compare_number(atom, static_cast<std::int64_t>(*time::weekday_of(civil->date)));
  const std::int64_t now = civil->time_of_day.ms;
  if (atom.op != AtomOperator::in_range || atom.numbers[0] <= atom.numbers[1]) return compare_number(atom, now);
  return truth_of(now >= atom.numbers[0] || now < atom.numbers[1]);  // wraps over midnight
}

Truth switch_truth(const PolicyModel& model, base::SwitchId id, const Request& request) {
  const auto found = request.switches.find(model.switches[id.index()].name);
  return found == request.switches.end() ? Truth::unknown : found->second;
}

Truth label_truth(const PolicyModel& model, base::LabelId id, const Request& request) {
  if (!request.labels) return Truth::unknown;
  return truth_of(std::find(request.labels->begin(), request.labels->end(), model.labels[id.index()]) != request.labels->end());
}

Truth job_truth(const PolicyModel& model, const Atom& atom, const Request& request) {
  if (!request.job) return Truth::unknown;
  if (request.job->empty()) return Truth::no;
  const std::optional<Value> job = read_value(model, Type{base::TypeKind::job, {}, false}, *request.job);
  return job ? compare_number(atom, job->number) : Truth::unknown;
}

}  // namespace

Truth capability_truth(const PolicyModel& model, base::CapabilityId capability, const Request& request, base::PrincipalId who) {
  const auto& held = model.principals[who.index()].capabilities;
  if (std::binary_search(held.begin(), held.end(), capability)) return Truth::yes;
  Truth result = Truth::no;
  for (std::uint32_t i = 0; i < model.switches.size(); ++i) {
    const auto& granted = model.switches[i].grants;
    if (std::find(granted.begin(), granted.end(), capability) != granted.end())
      result = text::truth_or(result, switch_truth(model, base::SwitchId{i}, request));
  }
  return result;
}

Truth atom_truth(const PolicyModel& model, AtomId id, const Request& request, base::PrincipalId who) {
  const Atom& atom = model.atoms[id.index()];
  switch (atom.kind) {
    case AtomKind::attribute:
      return compare_raw(model, atom, request.attributes, model.attributes[atom.attribute.index()].name, who);
    case AtomKind::fact:
      return compare_raw(model, atom, request.facts, model.facts[atom.fact.index()].first, who);
    case AtomKind::switch_on:
      return switch_truth(model, atom.switch_id, request);
    case AtomKind::label:
      return label_truth(model, atom.label, request);
    case AtomKind::capability:
      return capability_truth(model, atom.capability, request, who);
    case AtomKind::agent:
      if (atom.op == AtomOperator::is_self) return Truth::yes;
      return compare_number(atom, static_cast<std::int64_t>(who.value));
    case AtomKind::tier: {
      const base::TierId tier = model.principals[who.index()].tier;
      return tier.is_valid() ? compare_number(atom, static_cast<std::int64_t>(tier.value)) : Truth::no;
    }
    case AtomKind::origin:
      return request.origin ? compare_number(atom, static_cast<std::int64_t>(*request.origin)) : Truth::unknown;
    case AtomKind::depth:
      return request.lineage ? compare_number(atom, static_cast<std::int64_t>(request.lineage->size())) : Truth::unknown;
    case AtomKind::time:
      return request.time_ms && *request.time_ms >= 0 ? compare_number(atom, *request.time_ms) : Truth::unknown;
    case AtomKind::time_of_day:
    case AtomKind::day:
      return compare_civil(model, atom, request);
    case AtomKind::job:
      return job_truth(model, atom, request);
    case AtomKind::outcome:
    case AtomKind::decision:
      return Truth::unknown;
  }
  return Truth::unknown;
}

Truth guard_truth(const PolicyModel& model, GuardId id, const Request& request, base::PrincipalId who) {
  const Guard& guard = model.guards[id.index()];
  switch (guard.kind) {
    case GuardKind::always:
      return Truth::yes;
    case GuardKind::atom:
      return atom_truth(model, guard.atom, request, who);
    case GuardKind::negation: {
      const Truth inner = guard_truth(model, guard.children[0], request, who);
      if (inner == Truth::unknown && logic_fault.load(std::memory_order_relaxed)) return Truth::yes;
      return text::truth_not(inner);
    }
    case GuardKind::all: {
      Truth result = Truth::yes;
      for (const GuardId child : guard.children) result = text::truth_and(result, guard_truth(model, child, request, who));
      return result;
    }
    case GuardKind::any: {
      Truth result = Truth::no;
      for (const GuardId child : guard.children) result = text::truth_or(result, guard_truth(model, child, request, who));
      return result;
    }
  }
  return Truth::unknown;
}

namespace testing {
void inject_logic_fault(bool on) { logic_fault.store(on, std::memory_order_relaxed); }
}  // namespace testing

}  // namespace envelope::model
