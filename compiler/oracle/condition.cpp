#include "compiler/oracle/condition.h"

#include <algorithm>

#include "compiler/oracle/comparison.h"
#include "compiler/oracle/value.h"
#include "runtime/time/zone.h"

namespace envelope::oracle {

using base::TypeKind;
using check::BuiltIn;
using check::Comparison;
using check::OperandKind;
using check::ScopeKind;
using check::TypedAtom;
using check::TypedExpr;
using check::TypedExprKind;
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
  return compare(atom, *left);
}

Truth block_truth(const Question& question, const check::ScopeRef& block) {
  const check::Principal& who = question.program.principals[question.who.index()];
  const bool named = std::find(block.principals.begin(), block.principals.end(), question.who) != block.principals.end();
  switch (block.kind) {
    case ScopeKind::tier:
      return text::truth_of(who.kind == check::PrincipalKind::agent && who.tier == block.tier);
    case ScopeKind::agents:
    case ScopeKind::human:
      return text::truth_of(named);
    case ScopeKind::subagents:
      return text::truth_of(!question.request.lineage->empty());
    case ScopeKind::in_switch:
      return switch_truth(question, block.switch_id);
    case ScopeKind::job: {
      const std::optional<Value> job = job_value(question);
      return job ? text::truth_of(job->number == static_cast<std::int64_t>(block.job.value)) : Truth::unknown;
    }
  }
  return Truth::unknown;
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

Truth expression_truth(const Question& question, const TypedExpr& expression) {
  Truth truth = Truth::unknown;
  switch (expression.kind) {
    case TypedExprKind::error:
      break;
    case TypedExprKind::atom:
      truth = atom_truth(question, expression.atom);
      break;
    case TypedExprKind::negation:
      truth = text::truth_not(expression_truth(question, expression.items.front()));
      break;
    case TypedExprKind::all:
      truth = Truth::yes;
      for (const TypedExpr& item : expression.items) truth = text::truth_and(truth, expression_truth(question, item));
      break;
    case TypedExprKind::any:
      truth = Truth::no;
      for (const TypedExpr& item : expression.items) truth = text::truth_or(truth, expression_truth(question, item));
      break;
  }
  return truth;
}

Truth conditions_truth(const Question& question, const std::vector<check::TypedCondition>& conditions) {
  Truth truth = Truth::yes;
  for (const check::TypedCondition& condition : conditions) {
    const Truth one = expression_truth(question, condition.expr);
    truth = text::truth_and(truth, condition.unless ? text::truth_not(one) : one);
  }
  return truth;
}

Truth blocks_truth(const Question& question, const std::vector<check::ScopeRef>& blocks) {
  const bool is_human = question.program.principals[question.who.index()].kind == check::PrincipalKind::human;
  const bool speaks_of_humans =
      std::any_of(blocks.begin(), blocks.end(), [](const check::ScopeRef& block) { return block.kind == ScopeKind::human; });
  Truth truth = text::truth_of(is_human == speaks_of_humans);
  for (const check::ScopeRef& block : blocks) truth = text::truth_and(truth, block_truth(question, block));
  return truth;
}

}  // namespace envelope::oracle
