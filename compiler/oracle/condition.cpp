#include "compiler/oracle/condition.h"

#include "compiler/oracle/reading.h"
#include "compiler/oracle/value.h"
#include "runtime/time/zone.h"

namespace envelope::oracle {

using base::TypeKind;
using check::BuiltIn;
using check::Comparison;
using check::OperandKind;
using check::TypedAtom;
using text::Truth;

namespace {

Value of_number(std::int64_t number) { return Value{number, {}, {}}; }

// No number of a member: what is nobody's tier and no job at all compares equal to none of them.
constexpr std::int64_t kNone = -1;

const check::Attribute* declared(const Question& question, const std::string& name) {
  for (const check::Attribute& attribute : question.program.actions[question.action.index()].attributes)
    if (attribute.name == name) return &attribute;
  return nullptr;
}

std::optional<Value> civil_value(const Question& question, const TypedAtom& atom) {
  if (!question.request.time_ms) return std::nullopt;
  const auto civil = time::to_civil(question.program.zones[atom.zone.index()], time::Instant{*question.request.time_ms});
  if (!civil) return std::nullopt;
  if (atom.time_of_day) return of_number(civil->time_of_day.ms);
  const auto day = time::weekday_of(civil->date);
  if (!day) return std::nullopt;
  return of_number(static_cast<std::int64_t>(*day));
}

std::optional<Value> job_value(const Question& question) {
  if (!question.request.job) return std::nullopt;
  if (question.request.job->empty()) return of_number(kNone);
  const auto job = member_called(question.program, {TypeKind::job, {}, false}, *question.request.job);
  if (!job) return std::nullopt;
  return of_number(*job);
}

std::optional<Value> labels_value(const Question& question) {
  if (!question.request.labels) return std::nullopt;
  Value held;
  for (const std::string& name : *question.request.labels)
    for (std::size_t i = 0; i < question.program.labels.size(); ++i)
      if (question.program.labels[i].name == name) held.items.push_back(of_number(static_cast<std::int64_t>(i)));
  return held;
}

std::optional<Value> built_in_value(const Question& question, const TypedAtom& atom) {
  const check::Principal& who = question.program.principals[question.who.index()];
  switch (atom.left.built_in) {
    case BuiltIn::agent:
      return of_number(question.who.value);
    case BuiltIn::tier:
      return of_number(who.tier.is_valid() ? static_cast<std::int64_t>(who.tier.value) : kNone);
    case BuiltIn::origin:
      if (!question.request.origin) return std::nullopt;
      return of_number(static_cast<std::int64_t>(*question.request.origin));
    case BuiltIn::depth:
      return of_number(static_cast<std::int64_t>(question.request.lineage->size()));
    case BuiltIn::time:
      if (atom.time_of_day) return civil_value(question, atom);
      if (!question.request.time_ms || *question.request.time_ms < 0) return std::nullopt;
      return of_number(*question.request.time_ms);
    case BuiltIn::day:
      return civil_value(question, atom);
    case BuiltIn::job:
      return job_value(question);
    case BuiltIn::labels:
      return labels_value(question);
    case BuiltIn::outcome:
    case BuiltIn::decision:
      return std::nullopt;
  }
  return std::nullopt;
}

// The left side; nothing when it is not known.
std::optional<Value> left_value(const Question& question, const TypedAtom& atom) {
  switch (atom.left.kind) {
    case OperandKind::attribute: {
      const check::Attribute* attribute = declared(question, atom.left.attribute);
      if (attribute == nullptr) return std::nullopt;
      return read_named(question.program, attribute->type, question.request.attributes, attribute->name);
    }
    case OperandKind::fact: {
      const check::Fact& fact = question.program.facts[atom.left.fact.index()];
      return read_named(question.program, fact.type, question.request.facts, fact.name);
    }
    case OperandKind::built_in:
      return built_in_value(question, atom);
    case OperandKind::switch_on:
      return std::nullopt;
  }
  return std::nullopt;
}

Truth positive_truth(const Question& question, const TypedAtom& atom) {
  if (atom.left.kind == OperandKind::switch_on) return switch_truth(question, atom.left.switch_id);
  const std::optional<Value> left = left_value(question, atom);
  if (!left) return Truth::unknown;
  if (atom.comparison == Comparison::equals_self) return text::truth_of(left->number == static_cast<std::int64_t>(question.who.value));
  Patterns met;
  return compare(atom, *left, question.patterns != nullptr ? *question.patterns : met);
}

}  // namespace

Truth switch_truth(const Question& question, base::SwitchId id) {
  const auto said = question.request.switches.find(question.program.switches[id.index()].name);
  return said == question.request.switches.end() ? Truth::unknown : said->second;
}

Truth atom_truth(const Question& question, const TypedAtom& atom) {
  const Truth truth = positive_truth(question, atom);
  return atom.negated ? text::truth_not(truth) : truth;
}

Truth blocks_truth(const Question& question, const std::vector<check::ScopeRef>& blocks) {
  return truth_of(blocks_truth(RequestWorld(question, {}), blocks));
}

bool RequestWorld::holds_for_good(base::CapabilityId capability) const {
  return oracle::holds_for_good(question_.program, question_.who, capability);
}

Kleene<OneCase> RequestWorld::atom(const TypedAtom& atom) const { return kleene_of(positive_truth(question_, atom)); }

Kleene<OneCase> RequestWorld::runs_under(base::JobId job) const {
  const std::optional<Value> under = job_value(question_);
  return kleene_of(under ? text::truth_of(under->number == static_cast<std::int64_t>(job.value)) : Truth::unknown);
}

Kleene<OneCase> RequestWorld::is_delegated() const { return kleene_of(text::truth_of(!question_.request.lineage->empty())); }

Kleene<OneCase> RequestWorld::speaks_of(base::SwitchId id) const {
  const auto what = read_named(question_.program, {TypeKind::mode, {}, false}, question_.request.attributes, "what");
  return kleene_of(what ? text::truth_of(what->number == static_cast<std::int64_t>(id.value)) : Truth::unknown);
}

}  // namespace envelope::oracle
