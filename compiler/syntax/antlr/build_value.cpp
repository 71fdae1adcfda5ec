#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

ValueKind number_kind(std::size_t token_type) {
  switch (token_type) {
    case Grammar::INT:
      return ValueKind::integer;
    case Grammar::DECIMAL:
      return ValueKind::decimal;
    case Grammar::PERCENT:
      return ValueKind::percent;
    case Grammar::MONEY:
      return ValueKind::money;
    case Grammar::SIZE:
      return ValueKind::size;
    case Grammar::DURATION:
      return ValueKind::duration;
    case Grammar::RATIO:
      return ValueKind::ratio;
    default:
      return ValueKind::error;  // a token type is a plain number of the parser library
  }
}

Value error_value(base::Span gap) { return {.kind = ValueKind::error, .span = gap, .text = {}, .items = {}, .path = {}}; }

// A number whose unit could not be mended has no spelling, and is an error.
Value number_value(Builder& b, ValueKind kind, const antlr4::Token& token) {
  const std::string_view spelling = b.row.spelling(token);
  return literal_value(spelling.empty() ? ValueKind::error : kind, std::string(spelling), b.source.span(token));
}

Value terminal_value(Builder& b, ValueKind kind, TerminalNode* node) { return number_value(b, kind, *node->getSymbol()); }

Value string_value(Builder& b, ValueKind kind, TerminalNode* node) {
  return literal_value(kind, decode_string(b, *node->getSymbol()), b.span(node));
}

Value build_list(Builder& b, Grammar::ListContext* context) {
  Value list = error_value(b.span(context));
  list.kind = ValueKind::list;
  for (Grammar::ValueContext* item : context->value()) list.items.push_back(build_value(b, item, b.gap(context)));
  return list;
}

Value build_single(Builder& b, Grammar::SingleContext* context, base::Span gap) {
  if (context == nullptr || context->children.empty()) return error_value(gap);
  if (auto* number = context->number()) return build_number(b, number, gap);
  if (auto* path = context->path()) {
    Value value = error_value(b.span(path));
    value.kind = ValueKind::name;
    value.path = build_path(b, path, gap);
    return value;
  }
  if (auto* list = context->list()) return build_list(b, list);
  if (auto* effect = context->effect()) {
    Value value = error_value(b.span(effect));
    value.kind = ValueKind::effect;
    value.effect = build_effect(effect);
    return value;
  }
  if (auto* node = context->STRING()) return string_value(b, ValueKind::string, node);
  if (auto* node = context->TEXT()) return string_value(b, ValueKind::text, node);
  if (auto* node = context->TRUE()) return terminal_value(b, ValueKind::boolean, node);
  if (auto* node = context->FALSE()) return terminal_value(b, ValueKind::boolean, node);
  if (auto* node = context->TIME()) return terminal_value(b, ValueKind::time, node);
  if (auto* node = context->DATE()) return terminal_value(b, ValueKind::date, node);
  return error_value(gap);
}

}  // namespace

Value literal_value(ValueKind kind, std::string text, base::Span span) {
  return {.kind = kind, .span = span, .text = std::move(text), .items = {}, .path = {}};
}

Value name_value(Name name) {
  Value value = error_value(name.span);
  if (name.is_missing()) return value;
  value.kind = ValueKind::name;
  value.path.span = name.span;
  value.path.parts.push_back(std::move(name));
  return value;
}

Value build_value(Builder& b, Grammar::ValueContext* context, base::Span gap) {
  if (context == nullptr) return error_value(gap);
  const std::vector<Grammar::SingleContext*> singles = context->single();
  if (singles.empty()) return error_value(gap);
  if (context->DOTDOT() == nullptr) return build_single(b, singles.front(), gap);
  Value range = error_value(b.span(context));
  range.kind = ValueKind::range;
  range.items.push_back(build_single(b, singles.front(), gap));
  range.items.push_back(build_single(b, singles.size() > 1 ? singles[1] : nullptr, b.gap(context)));
  return range;
}

Value build_number(Builder& b, Grammar::NumberContext* context, base::Span gap) {
  if (context == nullptr || context->children.empty() || context->exception != nullptr) return error_value(gap);
  return number_value(b, number_kind(context->start->getType()), *context->start);
}

Value build_span(Builder& b, Grammar::SpanContext* context, base::Span gap) {
  if (context == nullptr) return error_value(gap);
  if (auto* node = context->DURATION()) return terminal_value(b, ValueKind::duration, node);
  return name_value(build_name(b, context->name(), gap));
}

Value build_dated(Builder& b, Grammar::DatedContext* context, base::Span gap) {
  if (context == nullptr) return error_value(gap);
  if (auto* node = context->DATE()) return terminal_value(b, ValueKind::date, node);
  return name_value(build_name(b, context->name(), gap));
}

std::optional<Arguments> build_arguments(Builder& b, Grammar::ArgumentsContext* context) {
  if (context == nullptr) return std::nullopt;
  Arguments arguments{{}, b.span(context)};
  for (Grammar::ArgumentContext* item : context->argument()) {
    Argument& argument = arguments.items.emplace_back();
    argument.span = b.span(item);
    if (auto* name = item->name()) argument.name = build_name(b, name, b.gap(item));
    argument.value = build_value(b, item->value(), b.gap(item));
  }
  return arguments;
}

Effect build_effect(Grammar::EffectContext* context) {
  if (context == nullptr || context->start == nullptr) return Effect::deny;
  switch (context->start->getType()) {
    case Grammar::ALLOW:
      return Effect::allow;
    case Grammar::ASK:
      return Effect::ask;
    case Grammar::PROPOSE:
      return Effect::propose;
    default:
      return Effect::deny;  // a token type is a plain number of the parser library
  }
}

}  // namespace envelope::syntax
