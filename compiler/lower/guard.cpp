// Typed conditions → guards, and blocks → principals and guards.
#include <algorithm>

#include "compiler/lower/lowering.h"

namespace envelope::lower {
namespace {

model::AtomOperator operator_of(check::Comparison comparison) {
  switch (comparison) {
    case check::Comparison::truth:
      return model::AtomOperator::is_true;
    case check::Comparison::equals:
    case check::Comparison::one_of:
      return model::AtomOperator::equals;
    case check::Comparison::less:
      return model::AtomOperator::less;
    case check::Comparison::less_equal:
      return model::AtomOperator::less_equal;
    case check::Comparison::greater:
      return model::AtomOperator::greater;
    case check::Comparison::greater_equal:
      return model::AtomOperator::greater_equal;
    case check::Comparison::in_range:
      return model::AtomOperator::in_range;
    case check::Comparison::matches:
      return model::AtomOperator::matches;
    case check::Comparison::under:
      return model::AtomOperator::under;
    case check::Comparison::has:
      return model::AtomOperator::has;
    case check::Comparison::equals_self:
      return model::AtomOperator::is_self;
  }
  return model::AtomOperator::is_true;
}

model::AtomKind built_in_kind(const check::TypedAtom& atom) {
  switch (atom.left.built_in) {
    case check::BuiltIn::agent:
      return model::AtomKind::agent;
    case check::BuiltIn::tier:
      return model::AtomKind::tier;
    case check::BuiltIn::origin:
      return model::AtomKind::origin;
    case check::BuiltIn::depth:
      return model::AtomKind::depth;
    case check::BuiltIn::time:
      return atom.time_of_day ? model::AtomKind::time_of_day : model::AtomKind::time;
    case check::BuiltIn::day:
      return model::AtomKind::day;
    case check::BuiltIn::job:
      return model::AtomKind::job;
    case check::BuiltIn::labels:
      return model::AtomKind::label;
    case check::BuiltIn::outcome:
      return model::AtomKind::outcome;
    case check::BuiltIn::decision:
      return model::AtomKind::decision;
  }
  return model::AtomKind::decision;
}

model::Atom lower_atom(Lowering& lowering, const check::TypedAtom& from) {
  model::Atom atom;
  atom.op = operator_of(from.comparison);
  atom.type = from.left.type;
  for (const check::Constant& constant : from.constants) {
    if (base::is_textual(constant.type.kind))
      atom.texts.push_back(constant.text);
    else
      atom.numbers.push_back(constant.number);
  }
  switch (from.left.kind) {
    case check::OperandKind::attribute:
      atom.kind = model::AtomKind::attribute;
      atom.attribute = lowering.builder.attribute(from.left.attribute, from.left.type);
      break;
    case check::OperandKind::fact:
      atom.kind = model::AtomKind::fact;
      atom.fact = from.left.fact;
      break;
    case check::OperandKind::switch_on:
      atom.kind = model::AtomKind::switch_on;
      atom.switch_id = from.left.switch_id;
      break;
    case check::OperandKind::built_in:
      atom.kind = built_in_kind(from);
      break;
  }
  if (atom.kind == model::AtomKind::time_of_day || atom.kind == model::AtomKind::day) atom.zone = from.zone;
  if (atom.kind == model::AtomKind::label) {  // `session has L` asks for one label
    atom.label = base::LabelId{static_cast<std::uint32_t>(from.constants.at(0).number)};
    atom.op = model::AtomOperator::is_true;
    atom.numbers.clear();
  }
  return atom;
}

model::Atom simple_atom(model::AtomKind kind, model::AtomOperator op, base::TypeKind type, std::int64_t number) {
  model::Atom atom;
  atom.kind = kind;
  atom.op = op;
  atom.type.kind = type;
  atom.numbers = {number};
  return atom;
}

void keep_only(std::vector<base::PrincipalId>& all, const std::vector<base::PrincipalId>& some) {
  std::erase_if(all, [&](base::PrincipalId id) { return std::find(some.begin(), some.end(), id) == some.end(); });
}

}  // namespace

model::GuardId lower_expr(Lowering& lowering, const check::TypedExpr& expr) {
  switch (expr.kind) {
    case check::TypedExprKind::error:
      return lowering.builder.never();
    case check::TypedExprKind::atom: {
      const model::GuardId guard = lowering.builder.atom(lower_atom(lowering, expr.atom));
      return expr.atom.negated ? lowering.builder.negation(guard) : guard;
    }
    case check::TypedExprKind::negation:
      return lowering.builder.negation(lower_expr(lowering, expr.items.at(0)));
    case check::TypedExprKind::all:
    case check::TypedExprKind::any: {
      std::vector<model::GuardId> items;
      for (const check::TypedExpr& item : expr.items) items.push_back(lower_expr(lowering, item));
      return expr.kind == check::TypedExprKind::all ? lowering.builder.all(std::move(items)) : lowering.builder.any(std::move(items));
    }
  }
  return lowering.builder.never();
}

model::GuardId lower_conditions(Lowering& lowering, const std::vector<check::TypedCondition>& conditions) {
  std::vector<model::GuardId> items;
  for (const check::TypedCondition& condition : conditions) {
    const model::GuardId guard = lower_expr(lowering, condition.expr);
    items.push_back(condition.unless ? lowering.builder.negation(guard) : guard);
  }
  return lowering.builder.all(std::move(items));
}

Scope lower_scope(Lowering& lowering, const std::vector<check::ScopeRef>& scope) {
  std::vector<base::PrincipalId> principals;
  const auto named = std::find_if(scope.begin(), scope.end(), [](const check::ScopeRef& ref) {
    return ref.kind == check::ScopeKind::agents || ref.kind == check::ScopeKind::human;
  });
  principals = named == scope.end() ? lowering.agents : named->principals;  // no human block: agents only

  std::vector<model::GuardId> guards;
  for (const check::ScopeRef& ref : scope) {
    switch (ref.kind) {
      case check::ScopeKind::agents:
      case check::ScopeKind::human:
        keep_only(principals, ref.principals);
        break;
      case check::ScopeKind::tier:
        std::erase_if(principals, [&](base::PrincipalId id) { return lowering.program.principals[id.index()].tier != ref.tier; });
        break;
      case check::ScopeKind::subagents:
        guards.push_back(
            lowering.builder.atom(simple_atom(model::AtomKind::depth, model::AtomOperator::greater, base::TypeKind::count, 0)));
        break;
      case check::ScopeKind::in_switch: {
        model::Atom atom;
        atom.kind = model::AtomKind::switch_on;
        atom.type.kind = base::TypeKind::boolean;
        atom.switch_id = ref.switch_id;
        guards.push_back(lowering.builder.atom(atom));
        break;
      }
      case check::ScopeKind::job:
        guards.push_back(
            lowering.builder.atom(simple_atom(model::AtomKind::job, model::AtomOperator::equals, base::TypeKind::job, ref.job.value)));
        break;
    }
  }
  return {lowering.builder.principals(std::move(principals)), lowering.builder.all(std::move(guards))};
}

}  // namespace envelope::lower
