// What only proofs look at: `assert` and `accept`, and which files are as good as acting for somebody.
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
    case check::ClaimKind::never_together:
      return model::ClaimKind::never_together;
    case check::ClaimKind::total:
      return model::ClaimKind::total;
  }
  return model::ClaimKind::never;
}

// The principals, tier or jobs that `runs as` names.
std::vector<base::PrincipalId> acting(const Lowering& lowering, const std::string& runs_as) {
  std::vector<base::PrincipalId> all;
  for (std::uint32_t i = 0; i < lowering.program.principals.size(); ++i) {
    const check::Principal& principal = lowering.program.principals[i];
    const bool is_of_tier = principal.tier.is_valid() && lowering.program.tiers[principal.tier.index()].name == runs_as;
    if (principal.name == runs_as || is_of_tier) all.push_back({i});
  }
  if (runs_as == "jobs")
    for (const check::Job& job : lowering.program.jobs) all.push_back(job.owner);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

model::FileFact lower_file(Lowering& lowering, const check::FileFact& from) {
  model::FileFact file{
      acting(lowering, from.runs_as), {}, from.patterns, from.is_protected, statement_of(lowering, from.span, from.because)};
  std::sort(file.patterns.begin(), file.patterns.end());
  std::vector<model::AttributeId> attributes;
  for (const model::Action& action : lowering.model.actions)
    attributes.insert(attributes.end(), action.writes.begin(), action.writes.end());
  std::sort(attributes.begin(), attributes.end());
  attributes.erase(std::unique(attributes.begin(), attributes.end()), attributes.end());
  for (const model::AttributeId id : attributes) {
    const model::Type type = lowering.model.attributes[id.index()].type;
    if (type.kind != base::TypeKind::path) continue;
    model::Atom atom;
    atom.kind = model::AtomKind::attribute;
    atom.op = model::AtomOperator::matches;
    atom.attribute = id;
    atom.type = type;
    atom.texts = from.patterns;
    file.writable.emplace_back(id, lowering.builder.atom(atom));
  }
  return file;
}

// The powers of the claim; their actions are added to `actions`.
std::vector<model::Power> lower_powers(Lowering& lowering, const check::Assertion& claim, const Scope& scope,
                                       std::vector<base::ActionId>& actions) {
  std::vector<model::Power> powers;
  for (const check::Power& from : claim.powers) {
    std::vector<base::ActionId> covered = covered_actions(lowering, from.targets);
    actions.insert(actions.end(), covered.begin(), covered.end());
    powers.push_back({lowering.builder.actions(std::move(covered)),
                      lowering.builder.all({scope.guard, lower_conditions(lowering, from.conditions)}), from.approval,
                      statement_of(lowering, from.span, {}).text, from.span});
  }
  std::sort(actions.begin(), actions.end());
  actions.erase(std::unique(actions.begin(), actions.end()), actions.end());
  return powers;
}

}  // namespace

void lower_claims(Lowering& lowering) {
  for (const check::Assertion& from : lowering.program.assertions) {
    Scope scope = lower_scope(lowering, from.scope);
    if (!from.from.empty()) scope.principals = lowering.builder.principals(from.from);
    std::vector<base::ActionId> actions = covered_actions(lowering, from.targets);
    std::vector<model::Power> powers = lower_powers(lowering, from, scope, actions);
    std::vector<base::ApprovalId> allowed = from.without;
    std::sort(allowed.begin(), allowed.end());
    lowering.model.claims.push_back(
        {claim_kind(from.kind),
         from.effect,
         from.title,
         {scope.principals, lowering.builder.actions(std::move(actions)), from.requested.value_or(base::PrincipalId{})},
         lowering.builder.all({scope.guard, lower_conditions(lowering, from.conditions)}),
         statement_of(lowering, from.span, from.because),
         std::move(allowed),
         std::move(powers)});
  }
  for (const check::FileFact& from : lowering.program.files) lowering.model.files.push_back(lower_file(lowering, from));
  for (const check::Acceptance& from : lowering.program.acceptances) {
    std::vector<base::PrincipalId> principals = from.principals;
    std::sort(principals.begin(), principals.end());
    lowering.model.acceptances.push_back(
        {from.code, std::move(principals), from.until_ms, statement_of(lowering, from.span, from.because)});
  }
}

}  // namespace envelope::lower
