// Clauses that several behaviours share: keys, periods, amounts, duties.
#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

DutyCall build_duty(Builder& b, Grammar::DutyContext* context) {
  DutyCall duty;
  duty.span = b.span(context);
  if (auto* effect = context->effect()) {
    duty.effect = build_effect(effect);
    duty.name = {{}, b.span(effect)};
    if (context->VIA() != nullptr) duty.via = build_name(b, context->name(), b.gap(context));
    return duty;
  }
  duty.name = build_name(b, context->name(), b.gap(context));
  if (auto* word = context->ID()) {
    const base::Span span = b.span(word);
    duty.word = name_value({std::string(b.source.text(span)), span});
  } else if (auto* string = context->STRING()) {
    duty.word = literal_value(ValueKind::string, decode_string(b, *string->getSymbol()), b.span(string));
  }
  duty.arguments = build_arguments(b, context->arguments());
  if (context->WITHIN() != nullptr) duty.within = build_span(b, context->span(), b.gap(context));
  return duty;
}

}  // namespace

std::optional<Each> build_each(Builder& b, const std::vector<Grammar::EachContext*>& contexts) {
  if (contexts.empty()) return std::nullopt;
  if (contexts.size() > 1) {
    b.clause_twice(b.span(contexts[0]), b.span(contexts[1]), "`each`", "name all keys in one list: `each agent, session`");
  }
  return Each{build_names(b, contexts.front()->names()), b.span(contexts.front())};
}

std::optional<Period> build_period(Builder& b, const std::vector<Grammar::PeriodContext*>& contexts) {
  if (contexts.empty()) return std::nullopt;
  if (contexts.size() > 1) {
    b.clause_twice(b.span(contexts[0]), b.span(contexts[1]), "the period", "write one statement for each period");
  }
  Grammar::PeriodContext* context = contexts.front();
  Period period;
  period.span = b.span(context);
  if (context->CONSECUTIVE() != nullptr) {
    period.kind = PeriodKind::consecutive;
  } else if (context->AT() != nullptr) {
    period.kind = PeriodKind::at_once;
  } else {
    period.kind = PeriodKind::per;
    period.span_value = build_span(b, context->span(), b.gap(context));
  }
  return period;
}

std::optional<Amount> build_amount(Builder& b, Grammar::AmountContext* context) {
  if (context == nullptr) return std::nullopt;
  Amount amount;
  amount.span = b.span(context);
  if (auto* number = context->number()) {
    amount.value = build_number(b, number, b.gap(context));
    if (context->OF() != nullptr) amount.of = build_name(b, context->name(), b.gap(context));
  } else {
    amount.value = name_value(build_name(b, context->name(), b.gap(context)));
  }
  amount.usual = context->USUAL() != nullptr;
  return amount;
}

std::vector<DutyCall> build_duties(Builder& b, Grammar::DutiesContext* context) {
  std::vector<DutyCall> duties;
  if (context == nullptr) return duties;
  for (Grammar::DutyContext* duty : context->duty()) duties.push_back(build_duty(b, duty));
  return duties;
}

}  // namespace envelope::syntax
