#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

Holds build_holds(Builder& b, Grammar::HoldsContext* context) { return {context->GRANTS() != nullptr, build_names(b, context->names())}; }

std::vector<DutyCall> build_otherwise(Builder& b, Grammar::OtherwiseContext* context) {
  return context == nullptr ? std::vector<DutyCall>{} : build_duties(b, context->duties());
}

Limit build_limit(Builder& b, Grammar::LimitContext* context) {
  Limit limit;
  limit.targets = build_targets(b, context->targets(), b.gap(context));
  limit.amount.span = b.gap(context);
  limit.amount.value.span = b.gap(context);
  if (auto amount = build_amount(b, context->amount())) limit.amount = std::move(*amount);
  limit.period = build_period(b, context->period());
  limit.each = build_each(b, context->each());
  limit.conditions = build_conditions(b, context->condition());
  limit.because = build_because(b, context->because());
  for (Grammar::ThresholdContext* item : context->threshold()) {
    Threshold& threshold = limit.thresholds.emplace_back();
    threshold.span = b.span(item);
    threshold.percent.span = b.gap(item);
    if (auto* node = item->PERCENT()) {
      threshold.percent = literal_value(ValueKind::percent, std::string(b.source.text(b.span(node))), b.span(node));
    }
    threshold.duties = build_duties(b, item->duties());
  }
  const std::vector<Grammar::OtherwiseContext*> otherwise = context->otherwise();
  if (!otherwise.empty()) limit.otherwise = build_otherwise(b, otherwise.front());
  if (otherwise.size() > 1) {
    b.clause_twice(b.span(otherwise[0]), b.span(otherwise[1]), "`else`", "name all duties in one list: `else throttle, alert warning`");
  }
  return limit;
}

Watch build_watch(Builder& b, Grammar::WatchContext* context) {
  Watch watch;
  watch.name = build_name(b, context->name(), b.gap(context));
  watch.doc = build_doc(b, context->STRING());
  watch.on = build_targets(b, context->targets(), b.gap(context));
  if (auto* compare = context->compare()) watch.compare = comparison(compare);
  watch.level = build_amount(b, context->amount());
  watch.period = build_period(b, context->period());
  watch.each = build_each(b, context->each());
  watch.conditions = build_conditions(b, context->condition());
  watch.duties = build_duties(b, context->duties());
  return watch;
}

Around build_around(Builder& b, Grammar::AroundContext* context) {
  Around around;
  around.after = context->AFTER() != nullptr;
  around.targets = build_targets(b, context->targets(), b.gap(context));
  around.conditions = build_conditions(b, context->condition());
  around.duties = build_duties(b, context->duties());
  around.otherwise = build_otherwise(b, context->otherwise());
  return around;
}

Audit build_audit(Builder& b, Grammar::AuditContext* context) {
  Audit audit;
  audit.targets = build_targets(b, context->targets(), b.gap(context));
  audit.conditions = build_conditions(b, context->condition());
  const std::vector<Grammar::SpanContext*> spans = context->span();
  if (!context->KEEP().empty()) audit.keep = build_span(b, spans.empty() ? nullptr : spans.front(), b.gap(context));
  if (spans.size() > 1) {
    b.clause_twice(b.span(spans[0]), b.span(spans[1]), "`keep`", "an audit line is kept for one span of time");
  }
  for (Grammar::NamesContext* names : context->names()) {
    std::vector<Name> some = build_names(b, names);
    audit.with.insert(audit.with.end(), some.begin(), some.end());
  }
  return audit;
}

Configure build_configure(Builder& b, Grammar::ConfigureContext* context) {
  Configure configure;
  configure.name = build_name(b, context->name(), b.gap(context));
  configure.arguments.span = b.gap(context);
  if (auto arguments = build_arguments(b, context->arguments())) configure.arguments = std::move(*arguments);
  return configure;
}

}  // namespace

Route build_route(Builder& b, Grammar::RouteContext* context) {
  Route route;
  route.severity = build_name(b, context->name(), b.gap(context));
  // `to` comes first; every further list stands behind a `by`.
  const std::vector<Grammar::NamesContext*> lists = context->names();
  const bool has_to = context->TO() != nullptr;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    std::vector<Name> names = build_names(b, lists[i]);
    std::vector<Name>& into = i == 0 && has_to ? route.to : route.by;
    into.insert(into.end(), names.begin(), names.end());
  }
  const std::vector<Grammar::SpanContext*> spans = context->span();
  if (!context->EVERY().empty()) route.every = build_span(b, spans.empty() ? nullptr : spans.front(), b.gap(context));
  if (spans.size() > 1) b.clause_twice(b.span(spans[0]), b.span(spans[1]), "`every`", "keep one of the two");
  if (context->BY().size() > 1) {
    b.clause_twice(b.span(context->BY(0)), b.span(context->BY(1)), "`by`", "name all channels in one list: `by telegram, sms`");
  }
  route.until_acknowledged = !context->UNTIL().empty();
  return route;
}

StatementNode build_behaviour(Builder& b, Grammar::BehaviourContext* context) {
  if (context == nullptr) return Unreadable{};
  if (auto* rule = context->permission()) return build_rule(b, rule, Strength::plain, b.gap(context));
  if (auto* capped = context->capped()) return build_rule(b, capped->permission(), Strength::at_most, b.gap(context));
  if (auto* weak = context->weak()) {
    if (auto* approval = weak->approval()) return build_approval(b, approval, true);
    return build_rule(b, weak->permission(), Strength::weak, b.gap(context));
  }
  if (auto* holds = context->holds()) return build_holds(b, holds);
  if (auto* limit = context->limit()) return build_limit(b, limit);
  if (auto* watch = context->watch()) return build_watch(b, watch);
  if (auto* around = context->around()) return build_around(b, around);
  if (auto* audit = context->audit()) return build_audit(b, audit);
  if (auto* configure = context->configure()) return build_configure(b, configure);
  return Unreadable{};
}

}  // namespace envelope::syntax
