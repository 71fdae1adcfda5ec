#include "compiler/prove/formula.h"

namespace envelope::prove {

using base::Effect;

Formula applies(const CellRule& rule) {
  const bool is_grant = rule.role == RuleRole::grant || rule.role == RuleRole::default_grant;
  return is_grant ? must(rule.guard) : may(rule.guard);
}

Formula changes_without(const std::vector<base::ApprovalId>& approvals, const Without& without) {
  std::vector<Formula> ways;
  for (const Effect level : {Effect::propose, Effect::ask, Effect::allow})
    ways.push_back(differ(at_least(level), at_least(level, without)));
  for (const base::ApprovalId approval : approvals) ways.push_back(differ(needs(approval), needs(approval, without)));
  return any(std::move(ways));
}

Node node_of(CellLogic& logic, const Formula& formula) {
  bdd::Space& space = logic.space();
  switch (formula.kind) {
    case Formula::Kind::must:
      return logic.must(formula.guard);
    case Formula::Kind::may:
      return logic.may(formula.guard);
    case Formula::Kind::at_least:
      return logic.at_least(formula.level, formula.without);
    case Formula::Kind::granted:
      return logic.granted();
    case Formula::Kind::capped:
      return logic.capped_below(formula.level);
    case Formula::Kind::needs:
      return logic.needs(formula.approval, formula.without);
    case Formula::Kind::chosen:
      return logic.chosen(formula.slot, formula.code);
    case Formula::Kind::negation:
      return space.negation(node_of(logic, formula.items[0]));
    case Formula::Kind::all: {
      Node node = bdd::kTrue;
      for (const Formula& item : formula.items) node = space.both(node, node_of(logic, item));
      return node;
    }
    case Formula::Kind::any: {
      Node node = bdd::kFalse;
      for (const Formula& item : formula.items) node = space.either(node, node_of(logic, item));
      return node;
    }
    case Formula::Kind::differ: {
      const Node a = node_of(logic, formula.items[0]);
      const Node b = node_of(logic, formula.items[1]);
      return space.ite(a, space.negation(b), b);
    }
  }
  return bdd::kFalse;
}

}  // namespace envelope::prove
