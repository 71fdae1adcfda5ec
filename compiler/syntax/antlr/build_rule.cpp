#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {

void Builder::clause_twice(base::Span first, base::Span second, std::string_view what, std::string_view help) {
  log.add(diagnostics::Code::ClauseTwice, second, std::string(what) + " stands twice in one statement")
      .under("a second time")
      .label(first, "first here")
      .with_help(std::string(help));
}

Target build_target(Builder& b, Grammar::TargetContext* context) {
  Target target;
  target.span = b.span(context);
  target.anything = context->ANYTHING() != nullptr;
  if (!target.anything) target.path = build_path(b, context->path(), b.gap(context));
  return target;
}

Targets build_targets(Builder& b, Grammar::TargetsContext* context, base::Span gap) {
  Targets targets;
  targets.span = context == nullptr ? gap : b.span(context);
  if (context == nullptr) return targets;
  for (Grammar::TargetContext* item : context->target()) targets.items.push_back(build_target(b, item));
  targets.except = build_names(b, context->names());
  return targets;
}

std::optional<RequestOf> request_of(Builder& b, TerminalNode* keyword, Grammar::NameContext* agent) {
  if (keyword == nullptr) return std::nullopt;
  RequestOf request;
  request.agent = build_name(b, agent, SourceInput::gap_after(b.span(keyword)));
  request.span = base::join(b.span(keyword), request.agent.span);
  return request;
}

std::vector<Text> build_because(Builder& b, const std::vector<Grammar::BecauseContext*>& contexts) {
  std::vector<Text> reasons;
  for (Grammar::BecauseContext* context : contexts) reasons.push_back(build_text(b, context->STRING(), b.gap(context)));
  if (contexts.size() > 1) {
    b.clause_twice(b.span(contexts[0]), b.span(contexts[1]), "`because`", "give the whole reason in one string");
  }
  return reasons;
}

std::vector<Name> build_via(Builder& b, const std::vector<Grammar::ViaContext*>& contexts) {
  std::vector<Name> names;
  for (Grammar::ViaContext* context : contexts) {
    std::vector<Name> some = build_names(b, context->names());
    names.insert(names.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  if (contexts.size() > 1) {
    b.clause_twice(b.span(contexts[0]), b.span(contexts[1]), "`via`", "name all approvals in one list: `via first, second`");
  }
  return names;
}

Rule build_rule(Builder& b, Grammar::PermissionContext* context, Strength strength, base::Span gap) {
  Rule rule;
  rule.strength = strength;
  rule.effect_span = gap;
  rule.targets.span = gap;
  if (context == nullptr) return rule;
  rule.effect = build_effect(context->effect());
  rule.effect_span = b.span(context->effect());
  if (auto* what = context->what()) {
    rule.request = request_of(b, what->REQUEST(), what->name());
    rule.targets = build_targets(b, what->targets(), b.gap(what));
  }
  rule.conditions = build_conditions(b, context->condition());
  rule.via = build_via(b, context->via());
  rule.because = build_because(b, context->because());
  return rule;
}

}  // namespace envelope::syntax
