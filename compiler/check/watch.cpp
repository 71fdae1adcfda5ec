// Watches, duties around an action, and the audit trail: what is looked at while things happen.
#include <fmt/format.h>

#include "compiler/check/amounts.h"
#include "compiler/check/conditions.h"
#include "compiler/check/duty.h"
#include "compiler/check/keys.h"
#include "compiler/check/statements.h"
#include "compiler/check/targets.h"
#include "compiler/check/type_words.h"
#include "compiler/check/values.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

Comparison comparison_of(syntax::AtomOp op) {
  switch (op) {
    case syntax::AtomOp::less:
      return Comparison::less;
    case syntax::AtomOp::less_equal:
      return Comparison::less_equal;
    case syntax::AtomOp::greater_equal:
      return Comparison::greater_equal;
    case syntax::AtomOp::truth:
    case syntax::AtomOp::is:
    case syntax::AtomOp::greater:
    case syntax::AtomOp::in:
    case syntax::AtomOp::matches:
    case syntax::AtomOp::under:
    case syntax::AtomOp::has:
    case syntax::AtomOp::in_switch:
      return Comparison::greater;
  }
  return Comparison::greater;
}

// Things happen or not; amounts need a number to be compared with.
void check_has_level(Context& ctx, const syntax::Watch& node, const ResolvedTargets& targets, base::Type counted) {
  if (node.compare || ctx.is_broken || counted.kind == base::TypeKind::error || counted.kind == base::TypeKind::boolean) return;
  const bool happens = !targets.fact.is_valid() && targets.targets.items.front().kind != TargetKind::meter &&
                       targets.targets.items.front().kind != TargetKind::attribute;
  if (happens) return;
  const std::string subject(ctx.sources.text(node.on.span));
  ctx.report(Code::WatchWithoutLevel, node.on.span,
             fmt::format("`{}` is {}, and this watch names no level", subject, type_phrase(ctx.program, counted)))
      .with_help(fmt::format("say when it fires: `watch {} on {} > … do …`", node.name.text, subject));
}

void type_level(Context& ctx, const syntax::Watch& node, const ResolvedTargets& targets, base::Type counted, Watch& watch) {
  if (!node.compare || !node.level) return;
  watch.compare = comparison_of(*node.compare);
  const std::string subject(ctx.sources.text(node.on.span));
  if (counted.kind == base::TypeKind::error) return;
  if (!base::is_numeric(counted.kind)) {
    ctx.report(Code::ComparisonDoesNotFit, node.on.span,
               fmt::format("`{}` is {}, which has no order", subject, type_phrase(ctx.program, counted)))
        .with_help("watch it without a level");
    return;
  }
  const bool by_number = !targets.fact.is_valid() && targets.targets.items.front().kind != TargetKind::attribute &&
                         targets.targets.items.front().kind != TargetKind::meter;
  watch.level = type_amount(ctx, *node.level, counted, by_number ? fmt::format("the number of `{}`", subject) : subject);
  if (watch.level && watch.level->kind == AmountKind::percent_of_parent) {
    ctx.report(Code::ShareOutsideSubagents, node.level->span, "a share of the parent is a limit, not a level to watch")
        .with_help("write `100% of limit`, or an amount");
  }
}

}  // namespace

void check_watch(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Watch& node) {
  if (!ctx.count_statement(frame, statement.span)) return;
  Watch watch = statement_in<Watch>(frame, statement.span);
  watch.name = node.name.text;
  watch.doc = doc_text(node.doc);
  ResolvedTargets targets = resolve_targets(ctx, node.on, TargetUse::watched, "watches");
  const base::Type counted = counted_type(ctx, targets);
  check_has_level(ctx, node, targets, counted);
  type_level(ctx, node, targets, counted, watch);
  watch.period = type_period(ctx, node.period);
  const ConditionScope scope = condition_scope(targets, node.on, Moment::outcome);
  watch.keys = check_keys(ctx, node.each, scope);
  watch.conditions = type_conditions(ctx, scope, node.conditions);
  if (targets.fact.is_valid()) watch.fact = targets.fact;
  watch.on = std::move(targets.targets);
  watch.duties = type_duties(ctx, node.duties, DutyUse::duties);
  ctx.program.watches.push_back(std::move(watch));
}

void check_around(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Around& node) {
  if (!ctx.count_statement(frame, statement.span)) return;
  Around around = statement_in<Around>(frame, statement.span);
  around.moment = node.after ? DutyMoment::after : DutyMoment::before;
  ResolvedTargets targets =
      resolve_targets(ctx, node.targets, TargetUse::actions, node.after ? "`after` statements" : "`before` statements");
  around.conditions =
      type_conditions(ctx, condition_scope(targets, node.targets, node.after ? Moment::outcome : Moment::decision), node.conditions);
  around.targets = std::move(targets.targets);
  around.duties = type_duties(ctx, node.duties, DutyUse::duties);
  around.otherwise = type_duties(ctx, node.otherwise, DutyUse::duties);
  ctx.program.arounds.push_back(std::move(around));
}

void check_audit(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Audit& node) {
  if (!ctx.count_statement(frame, statement.span)) return;
  Audit audit = statement_in<Audit>(frame, statement.span);
  ResolvedTargets targets = resolve_targets(ctx, node.targets, TargetUse::actions, "audits");
  audit.conditions = type_conditions(ctx, condition_scope(targets, node.targets, Moment::outcome), node.conditions);
  audit.targets = std::move(targets.targets);
  if (node.keep) audit.keep_ms = type_duration(ctx, *node.keep, "keep");
  for (const syntax::Name& name : node.with)
    if (!name.is_missing()) audit.with.push_back(name.text);
  ctx.program.audits.push_back(std::move(audit));
}

}  // namespace envelope::check
