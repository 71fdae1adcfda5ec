// What must hold, and what is accepted although it does not.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/nearest.h"
#include "compiler/check/amounts.h"
#include "compiler/check/conditions.h"
#include "compiler/check/keys.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"
#include "compiler/check/targets.h"
#include "compiler/check/values.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

ClaimKind claim_kind(syntax::ClaimKind kind) {
  switch (kind) {
    case syntax::ClaimKind::never:
      return ClaimKind::never;
    case syntax::ClaimKind::always:
      return ClaimKind::always;
    case syntax::ClaimKind::never_reach:
      return ClaimKind::never_reach;
    case syntax::ClaimKind::never_together:
      return ClaimKind::never_together;
    case syntax::ClaimKind::total:
      return ClaimKind::total;
  }
  return ClaimKind::never;
}

std::vector<base::PrincipalId> principals(Context& ctx, const std::vector<syntax::Name>& names) {
  std::vector<base::PrincipalId> ids;
  for (const syntax::Name& name : names) {
    const base::PrincipalId id = resolve_principal(ctx, name);
    if (id.is_valid()) ids.push_back(id);
  }
  return ids;
}

void type_bound(Context& ctx, const syntax::Assert& node, const ResolvedTargets& targets, Assertion& assertion) {
  if (!node.bound) return;
  const base::Type counted = counted_type(ctx, targets);
  const std::string subject(ctx.sources.text(node.targets.span));
  syntax::Amount amount;
  amount.value = *node.bound;
  amount.span = node.bound->span;
  assertion.bound = type_amount(ctx, amount, counted, subject);
}

// What `envc lint` and `envc verify` find: of anything else an `accept` would silence nothing, and say nothing of it.
bool can_be_accepted(Code code) {
  const auto number = static_cast<unsigned>(code);
  return (number > 1000 && number < 1100) || (number > 2100 && number < 2700);
}

void check_code(Context& ctx, const syntax::Name& code) {
  std::vector<std::string> known;
  for (const Code one : diagnostics::all_codes())
    if (can_be_accepted(one)) known.push_back(diagnostics::code_text(one));
  if (code.is_missing() || std::binary_search(known.begin(), known.end(), code.text)) return;
  auto& finding = ctx.report(Code::UnreadableCode, code.span, fmt::format("`{}` is no code of a finding that can be accepted", code.text));
  const auto near = base::nearest(code.text, known);
  if (near)
    finding.with_help(fmt::format("did you mean `{}`?", near->name));
  else
    finding.with_help("a code is `ENV` and four digits, as findings of `envc lint` and `envc verify` show it: `accept ENV2201 …`");
}

}  // namespace

void check_assert(Context& ctx, const syntax::Statement& statement, const syntax::Assert& node) {
  Assertion assertion;
  assertion.span = statement.span;
  assertion.title = node.title.value;
  assertion.kind = claim_kind(node.kind);
  assertion.effect = node.effect;
  if (node.request) assertion.requested = resolve_agent(ctx, node.request->agent);
  if (node.kind == syntax::ClaimKind::never_together) {
    assertion.powers = check_powers(ctx, node);
    assertion.from = principals(ctx, node.from);
    assertion.without = resolve_approvals(ctx, node.without);
    ctx.program.assertions.push_back(std::move(assertion));
    return;
  }
  const TargetUse use = node.kind == syntax::ClaimKind::total ? TargetUse::amounts : TargetUse::actions;
  ResolvedTargets targets = resolve_targets(ctx, node.targets, use, "claims");
  assertion.from = principals(ctx, node.from);
  assertion.without = resolve_approvals(ctx, node.without);
  const ConditionScope scope = condition_scope(targets, node.targets, Moment::decision);
  assertion.conditions = type_conditions(ctx, scope, node.conditions);
  type_bound(ctx, node, targets, assertion);
  assertion.period = type_period(ctx, node.period);
  assertion.keys = check_keys(ctx, node.each, scope);
  assertion.targets = std::move(targets.targets);
  ctx.program.assertions.push_back(std::move(assertion));
}

void check_accept(Context& ctx, const syntax::Statement& statement, const syntax::Accept& node) {
  Acceptance acceptance;
  acceptance.span = statement.span;
  acceptance.code = node.code.text;
  check_code(ctx, node.code);
  acceptance.principals = principals(ctx, node.principals);
  acceptance.because = text_values(node.because);
  if (node.until) {
    const auto date = type_value(ctx, *node.until, {simple(base::TypeKind::time), "until", TextUse::value, false});
    if (date) acceptance.until_ms = date->number;
  }
  ctx.program.acceptances.push_back(std::move(acceptance));
}

}  // namespace envelope::check
