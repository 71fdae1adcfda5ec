// `assert` and `accept`: what is to be proved, and what is taken note of.
#include <algorithm>

#include "compiler/lower/lowering.h"

namespace envelope::lower {
namespace {

model::ClaimKind claim_kind(check::ClaimKind kind) {
  switch (kind) {
    case check::ClaimKind::never:
      return model::ClaimKind::never;
    case check::ClaimKind::always:
      return model::ClaimKind::always;
    case check::ClaimKind::never_reach:
      return model::ClaimKind::never_reach;
    case check::ClaimKind::total:
      return model::ClaimKind::total;
  }
  return model::ClaimKind::never;
}

}  // namespace

void lower_claims(Lowering& lowering) {
  for (const check::Assertion& from : lowering.program.assertions) {
    const Scope scope = lower_scope(lowering, from.scope);
    lowering.model.claims.push_back({claim_kind(from.kind),
                                     from.effect,
                                     from.title,
                                     {scope.principals, lowering.builder.actions(covered_actions(lowering, from.targets)),
                                      from.requested.value_or(base::PrincipalId{})},
                                     lowering.builder.all({scope.guard, lower_conditions(lowering, from.conditions)}),
                                     statement_of(lowering, from.span, from.because)});
  }
  for (const check::Acceptance& from : lowering.program.acceptances) {
    std::vector<base::PrincipalId> principals = from.principals;
    std::sort(principals.begin(), principals.end());
    lowering.model.acceptances.push_back(
        {from.code, std::move(principals), from.until_ms, statement_of(lowering, from.span, from.because)});
  }
}

}  // namespace envelope::lower
