// Who asks for an approval.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "compiler/prove/checks.h"

namespace envelope::prove {

using model::PolicyModel;

std::string names_of(const PolicyModel& model, const std::vector<base::PrincipalId>& people) {
  std::vector<std::string> names;
  for (const base::PrincipalId person : people) names.push_back("`" + model.principals[person.index()].name + "`");
  return fmt::format("{}", fmt::join(names, ", "));
}

bool asks_for(const PolicyModel& model, const ProofCell& cell, base::ApprovalId approval) {
  return std::any_of(cell.rules.begin(), cell.rules.end(), [&](const CellRule& rule) {
    const auto& via = approvals_of(model, rule);
    return std::find(via.begin(), via.end(), approval) != via.end();
  });
}

Asking asking(Proof& proof, base::ApprovalId approval, const std::string& about, const std::function<bool(base::PrincipalId)>& wanted) {
  Asking result;
  for (const ProofCell& cell : proof.cells()) {
    if (!asks_for(proof.model(), cell, approval)) continue;
    ProofCell some = cell;
    std::erase_if(some.principals, [&](base::PrincipalId who) { return !wanted(who); });
    if (some.principals.empty()) continue;
    some.who = first_by_name(proof.model(), some.principals);
    CellLogic logic = proof.logic(some);
    if (proof.ask(logic, needs(approval), about, proof.model().approvals[approval.index()].span) != Possible::yes) continue;
    auto shown = proof.show(logic, needs(approval));
    if (!shown) continue;
    result.who.insert(some.principals.begin(), some.principals.end());
    for (const CellRule& rule : some.rules) {
      const auto& via = approvals_of(proof.model(), rule);
      if (std::find(via.begin(), via.end(), approval) != via.end()) result.statements.insert(rule.statement);
    }
    if (!result.shown || precedes(*shown, *result.shown)) result.shown = std::move(shown);
  }
  return result;
}

Finding finding_on(const Proof& proof, const model::Approval& approval, const Asking& asking) {
  Finding finding;
  finding.about = {asking.who.begin(), asking.who.end()};
  finding.diagnostic.primary = approval.span;
  label_statements(proof, finding.diagnostic, {asking.statements.begin(), asking.statements.end()}, "asked for here");
  return finding;
}

}  // namespace envelope::prove
