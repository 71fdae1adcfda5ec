#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

Expr build_expr(Builder& b, Grammar::ExprContext* context, base::Span gap);

Expr error_expr(base::Span gap) {
  Expr expr;
  expr.span = gap;
  return expr;
}

void build_relation(Builder& b, Grammar::RelationContext* context, Expr& atom) {
  const base::Span gap = b.gap(context);
  atom.op_span = b.span(context);
  if (context->start != nullptr) atom.op_span = b.source.span(*context->start);
  atom.negated = context->NOT() != nullptr || context->NOT_EQUAL() != nullptr;
  TerminalNode* word = nullptr;
  if (context->HAS() != nullptr) {
    atom.op = AtomOp::has;
  } else if (auto* compare = context->compare()) {
    atom.op = comparison(compare);
  } else if ((word = context->IN()) != nullptr) {
    atom.op = AtomOp::in;
  } else if ((word = context->MATCHES()) != nullptr) {
    atom.op = AtomOp::matches;
  } else if ((word = context->UNDER()) != nullptr) {
    atom.op = AtomOp::under;
  } else {
    atom.op = AtomOp::is;
    word = context->NOT();
  }
  atom.op_span = base::join(atom.op_span, b.span(word));
  atom.value = build_value(b, context->value(), gap);
}

Expr build_atom(Builder& b, Grammar::PrimaryContext* context, base::Span gap) {
  Expr atom = error_expr(b.span(context));
  atom.kind = ExprKind::atom;
  if (auto* in = context->IN()) {
    atom.op = AtomOp::in_switch;
    atom.op_span = b.span(in);
    atom.value = name_value(build_name(b, context->name(), b.gap(context)));
    return atom;
  }
  if (context->path() == nullptr) return error_expr(gap);
  atom.path = build_path(b, context->path(), gap);
  atom.op_span = SourceInput::gap_after(atom.path.span);
  atom.value.span = atom.op_span;
  if (auto* relation = context->relation()) build_relation(b, relation, atom);
  return atom;
}

Expr build_primary(Builder& b, Grammar::PrimaryContext* context, base::Span gap) {
  if (context == nullptr || context->children.empty()) return error_expr(gap);
  if (context->LPAREN() == nullptr) return build_atom(b, context, gap);
  return build_expr(b, context->expr(), b.gap(context));
}

Expr build_unary(Builder& b, Grammar::UnaryContext* context, base::Span gap) {
  if (context == nullptr) return error_expr(gap);
  Expr expr = build_primary(b, context->primary(), b.gap(context));
  const std::size_t words = context->children.empty() ? 0 : context->children.size() - (context->primary() != nullptr ? 1 : 0);
  for (std::size_t i = words; i-- > 0;) {  // innermost first, so that each span starts at its own `not`
    auto* word = dynamic_cast<TerminalNode*>(context->children[i]);
    Expr negation = error_expr(base::join(b.span(word), expr.span));
    negation.kind = ExprKind::negation;
    negation.items.push_back(std::move(expr));
    expr = std::move(negation);
  }
  return expr;
}

Expr chain(ExprKind kind, std::vector<Expr> items, base::Span span) {
  if (items.size() == 1) return std::move(items.front());
  Expr expr = error_expr(span);
  expr.kind = items.empty() ? ExprKind::error : kind;
  expr.items = std::move(items);
  return expr;
}

Expr build_conjunction(Builder& b, Grammar::ConjunctionContext* context) {
  std::vector<Expr> items;
  for (Grammar::UnaryContext* unary : context->unary()) items.push_back(build_unary(b, unary, b.gap(context)));
  return chain(ExprKind::all, std::move(items), b.span(context));
}

Expr build_expr(Builder& b, Grammar::ExprContext* context, base::Span gap) {
  if (context == nullptr || context->children.empty()) return error_expr(gap);
  std::vector<Expr> items;
  for (Grammar::ConjunctionContext* conjunction : context->conjunction()) items.push_back(build_conjunction(b, conjunction));
  return chain(ExprKind::any, std::move(items), b.span(context));
}

}  // namespace

AtomOp comparison(Grammar::CompareContext* context) {
  if (context == nullptr || context->start == nullptr) return AtomOp::less_equal;
  switch (context->start->getType()) {
    case Grammar::LESS:
      return AtomOp::less;
    case Grammar::GREATER:
      return AtomOp::greater;
    case Grammar::GREATER_EQUAL:
      return AtomOp::greater_equal;
    default:
      return AtomOp::less_equal;  // a token type is a plain number of the parser library
  }
}

std::vector<Condition> build_conditions(Builder& b, const std::vector<Grammar::ConditionContext*>& contexts) {
  std::vector<Condition> conditions;
  for (Grammar::ConditionContext* context : contexts) {
    Condition& condition = conditions.emplace_back();
    condition.unless = context->UNLESS() != nullptr;
    condition.span = b.span(context);
    condition.expr = build_expr(b, context->expr(), b.gap(context));
  }
  return conditions;
}

}  // namespace envelope::syntax
