// Limits: how much of something there may be.
#include <fmt/format.h>

#include "compiler/check/amounts.h"
#include "compiler/check/conditions.h"
#include "compiler/check/duty.h"
#include "compiler/check/keys.h"
#include "compiler/check/statements.h"
#include "compiler/check/targets.h"
#include "compiler/check/values.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

// At top level nothing ends, so an amount without a period would be used up once and for all.
void check_has_period(Context& ctx, const Frame& frame, const syntax::Limit& node, base::Span place) {
  if (node.period || node.amount.of || ctx.is_broken || frame.has(ScopeKind::in_switch) || frame.has(ScopeKind::job) ||
      frame.has(ScopeKind::subagents))
    return;
  ctx.report(Code::LimitWithoutPeriod, place, "this limit has no period, and nothing around it ends")
      .with_help("say for how long it counts: `per day`, `per 15min`, `per run`, or `at once` for how many at a time");
}

void check_share(Context& ctx, const Frame& frame, const syntax::Limit& node, const Limit& limit) {
  if (limit.amount.kind == AmountKind::percent_of_parent && !frame.has(ScopeKind::subagents)) {
    ctx.report(Code::ShareOutsideSubagents, node.amount.span, "a share of the parent means something for subagents only")
        .with_help("move the limit into `subagents { … }`");
  }
  if (limit.amount.kind == AmountKind::percent_of_limit || limit.amount.kind == AmountKind::times_usual) {
    ctx.report(Code::TypeMismatch, node.amount.span, "a limit is an amount; shares of a limit and multiples of the usual are for `watch`")
        .with_help("write the amount itself");
  }
}

void type_thresholds(Context& ctx, const syntax::Limit& node, Limit& limit) {
  for (const syntax::Threshold& threshold : node.thresholds) {
    Threshold typed;
    const auto percent =
        type_value(ctx, threshold.percent, {simple(base::TypeKind::percent), "the share of a limit", TextUse::value, false});
    typed.duties = type_duties(ctx, threshold.duties, DutyUse::duties);
    if (!percent) continue;
    typed.percent = percent->number;
    limit.thresholds.push_back(std::move(typed));
  }
}

}  // namespace

void check_limit(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Limit& node) {
  if (!ctx.count_statement(frame, statement.span)) return;
  Limit limit = statement_in<Limit>(frame, statement.span);
  ResolvedTargets targets = resolve_targets(ctx, node.targets, TargetUse::amounts, "limits");
  const base::Type counted = counted_type(ctx, targets);
  const std::string subject(ctx.sources.text(node.targets.span));
  const bool by_number = counted.kind == base::TypeKind::count && !targets.targets.items.empty() &&
                         targets.targets.items.front().kind != TargetKind::attribute;
  const auto amount = type_amount(ctx, node.amount, counted, by_number ? fmt::format("the number of `{}`", subject) : subject);
  if (amount) limit.amount = *amount;
  limit.period = type_period(ctx, node.period);
  check_has_period(ctx, frame, node, statement.span);
  if (amount) check_share(ctx, frame, node, limit);
  const ConditionScope scope = condition_scope(targets, node.targets, Moment::decision);
  limit.keys = check_keys(ctx, node.each, scope);
  limit.conditions = type_conditions(ctx, scope, node.conditions);
  limit.targets = std::move(targets.targets);
  limit.because = text_values(node.because);
  type_thresholds(ctx, node, limit);
  limit.otherwise = type_duties(ctx, node.otherwise, DutyUse::otherwise);
  ctx.program.limits.push_back(std::move(limit));
}

}  // namespace envelope::check
