#include "compiler/check/conditions.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/attributes.h"
#include "compiler/check/lets.h"
#include "compiler/check/operands.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"
#include "compiler/check/values.h"
#include "compiler/check/zones.h"

namespace envelope::check {

using base::TypeKind;
using diagnostics::Code;
using diagnostics::Diagnostic;
using syntax::AtomOp;
using syntax::ValueKind;

namespace {

Comparison comparison_of(AtomOp op) {
  switch (op) {
    case AtomOp::truth:
    case AtomOp::in_switch:
      return Comparison::truth;
    case AtomOp::is:
      return Comparison::equals;
    case AtomOp::less:
      return Comparison::less;
    case AtomOp::less_equal:
      return Comparison::less_equal;
    case AtomOp::greater:
      return Comparison::greater;
    case AtomOp::greater_equal:
      return Comparison::greater_equal;
    case AtomOp::in:
      return Comparison::one_of;
    case AtomOp::matches:
      return Comparison::matches;
    case AtomOp::under:
      return Comparison::under;
    case AtomOp::has:
      return Comparison::has;
  }
  return Comparison::truth;
}

// Types one atom.
class AtomTyper {
 public:
  AtomTyper(Context& ctx, const ConditionScope& scope, const syntax::Expr& expr) : ctx_(ctx), scope_(scope), expr_(expr) {}

  // False after reporting.
  bool run(TypedAtom& out) {
    if (expr_.op == AtomOp::in_switch) return type_switch(out);
    auto left = resolve_operand(ctx_, scope_, expr_);
    if (!left) return false;
    out.left = std::move(*left);
    out.negated = expr_.negated;
    out.comparison = comparison_of(expr_.op);
    subject_ = expr_.path.parts.front().text;
    if (out.left.kind == OperandKind::built_in && out.left.built_in == BuiltIn::day) {
      out.zone = zone_of_module(ctx_, expr_.path.span, "the day of the week");
      if (!out.zone.is_valid()) return false;
    }
    if (out.left.kind == OperandKind::built_in && out.left.built_in == BuiltIn::labels && expr_.op != AtomOp::has) return report_labels();
    return type_operator(out);
  }

 private:
  bool type_operator(TypedAtom& out) {
    switch (expr_.op) {
      case AtomOp::truth:
        return type_truth(out);
      case AtomOp::is:
        return type_is(out);
      case AtomOp::less:
      case AtomOp::less_equal:
      case AtomOp::greater:
      case AtomOp::greater_equal:
        return type_order(out);
      case AtomOp::in:
        return type_in(out);
      case AtomOp::matches:
      case AtomOp::under:
        return type_text(out);
      case AtomOp::has:
        return type_has(out);
      case AtomOp::in_switch:
        return false;
    }
    return false;
  }

  bool type_switch(TypedAtom& out) {
    const syntax::Value& value = expr_.value;
    if (value.kind != ValueKind::name || value.path.parts.empty()) return false;
    const base::SwitchId id = resolve_switch(ctx_, value.path.parts.front());
    if (!id.is_valid()) return false;
    out.left.kind = OperandKind::switch_on;
    out.left.switch_id = id;
    out.left.type = simple(TypeKind::boolean);
    out.comparison = Comparison::truth;
    out.negated = expr_.negated;
    return true;
  }

  bool type_truth(TypedAtom& out) {
    if (out.left.type == simple(TypeKind::boolean)) return true;
    const std::string phrase = type_phrase(ctx_.program, out.left.type);
    Diagnostic& diagnostic = ctx_.report(Code::ComparisonDoesNotFit, expr_.span,
                                         fmt::format("`{}` is {}, which is neither true nor false by itself", subject_, phrase));
    diagnostic.with_help(out.left.type.is_set ? fmt::format("say what it holds: `{} has …`", subject_)
                                              : fmt::format("compare it with something: `{} {} …`", subject_,
                                                            base::is_numeric(out.left.type.kind) ? "<" : "is"));
    return false;
  }

  bool type_is(TypedAtom& out) {
    if (out.left.type.is_set) return report_set();
    if (is_self()) {
      if (out.left.type.kind == TypeKind::agent) {
        out.comparison = Comparison::equals_self;
        return true;
      }
      ctx_.report(Code::TypeMismatch, expr_.value.span,
                  fmt::format("`{}` is {}, and `self` is the agent that acts", subject_, type_phrase(ctx_.program, out.left.type)))
          .with_help(fmt::format("declare `{}` with the type Agent to compare it with agents", subject_));
      return false;
    }
    if (expr_.value.kind == ValueKind::list || expr_.value.kind == ValueKind::range) return report_is_many();
    if (is_agent_for_text(out)) return false;
    if (is_clock(out) && time_value().kind == ValueKind::time) {
      ctx_.report(Code::ComparisonDoesNotFit, expr_.value.span,
                  fmt::format("`{} is {}` would hold for one millisecond of the day", subject_, ctx_.sources.text(expr_.value.span)))
          .with_help(fmt::format("give a range: `{} in 22:00..06:00`", subject_));
      return false;
    }
    return one_constant(out, TextUse::value);
  }

  bool type_order(TypedAtom& out) {
    if (out.left.type.is_set) return report_set();
    if (!base::is_numeric(out.left.type.kind)) {
      ctx_.report(Code::ComparisonDoesNotFit, expr_.op_span,
                  fmt::format("`{}` is {}, which has no order", subject_, type_phrase(ctx_.program, out.left.type)))
          .with_help(fmt::format("compare it with `{} is …` or `{} in […]`", subject_, subject_));
      return false;
    }
    if (is_clock(out) && time_value().kind == ValueKind::time) return time_of_day(out, {&expr_.value});
    return one_constant(out, TextUse::value);
  }

  bool type_in(TypedAtom& out) {
    if (out.left.type.is_set) return report_set();
    const LetInfo* let = find_let(ctx_, expr_.value);
    const bool is_member = base::is_closed(out.left.type.kind) && let != nullptr && find_member(ctx_, out.left.type, let->tree->name.text);
    if (let != nullptr && !is_member) {
      if (let->poisoned || let->value == nullptr) return false;
      const LetUse use(ctx_, *let, expr_.value.span);
      return in_value(out, *let->value);
    }
    return in_value(out, expr_.value);
  }

  bool in_value(TypedAtom& out, const syntax::Value& value) {
    if (value.kind == ValueKind::error) return false;
    if (value.kind == ValueKind::range) return type_range(out, value);
    if (value.kind == ValueKind::list || find_let(ctx_, value) != nullptr) {
      if (!type_values(ctx_, value, {out.left.type, subject_, TextUse::value, false}, out.constants)) return false;
      if (!out.constants.empty()) return true;
      ctx_.report(Code::EmptyRange, value.span, "this list is empty, so nothing is in it").with_help("name at least one value");
      return false;
    }
    Diagnostic& diagnostic = ctx_.report(Code::TypeMismatch, value.span, "`in` takes a list or a range, and this is one value");
    diagnostic.with_help(
        fmt::format("write `{} is {}`, or a list: `[{}]`", subject_, ctx_.sources.text(value.span), ctx_.sources.text(value.span)));
    if (ctx_.let_uses.empty() && !expr_.negated) diagnostic.fix("write `is`", expr_.op_span, "is");
    return false;
  }

  bool type_range(TypedAtom& out, const syntax::Value& range) {
    if (range.items.size() != 2) return false;
    const syntax::Value& low = range.items[0];
    const syntax::Value& high = range.items[1];
    out.comparison = Comparison::in_range;
    if (is_clock(out) && resolved(low).kind == ValueKind::time) {
      if (!time_of_day(out, {&low, &high})) return false;
      return out.constants[0].number != out.constants[1].number || report_empty(range, "it ends where it begins");
    }
    if (!base::is_numeric(out.left.type.kind)) {
      Diagnostic& diagnostic =
          ctx_.report(Code::ComparisonDoesNotFit, range.span,
                      fmt::format("`{}` is {}, which has no order", subject_, type_phrase(ctx_.program, out.left.type)));
      diagnostic.with_help("write the values as a list: `[a, b, c]`");
      return false;
    }
    for (const syntax::Value* end : {&low, &high}) {
      auto constant = type_value(ctx_, *end, {out.left.type, subject_, TextUse::value, false});
      if (!constant) return false;
      out.constants.push_back(std::move(*constant));
    }
    return out.constants[0].number < out.constants[1].number || report_empty(range, "it ends before it begins");
  }

  bool type_text(TypedAtom& out) {
    if (out.left.type.is_set) return report_set();
    const bool under = expr_.op == AtomOp::under;
    const TypeKind kind = out.left.type.kind;
    if (under ? kind != TypeKind::path : !base::is_textual(kind)) {
      Diagnostic& diagnostic =
          ctx_.report(Code::ComparisonDoesNotFit, expr_.op_span,
                      fmt::format("`{}` is {}, and `{}` compares {}", subject_, type_phrase(ctx_.program, out.left.type),
                                  under ? "under" : "matches", under ? "paths" : "text"));
      diagnostic.with_help(under && base::is_textual(kind) ? fmt::format("write a pattern: `{} matches \"…\"`", subject_)
                                                           : fmt::format("compare it with `{} is …`", subject_));
      return false;
    }
    if (!type_values(ctx_, expr_.value, {out.left.type, subject_, under ? TextUse::prefix : TextUse::pattern, false}, out.constants))
      return false;
    if (!out.constants.empty()) return true;
    ctx_.report(Code::EmptyRange, expr_.value.span, "this list is empty, so nothing matches it").with_help("name at least one pattern");
    return false;
  }

  bool type_has(TypedAtom& out) {
    if (out.left.kind == OperandKind::built_in && out.left.built_in == BuiltIn::labels) return type_label(out);
    if (!out.left.type.is_set) {
      ctx_.report(Code::ComparisonDoesNotFit, expr_.op_span,
                  fmt::format("`{}` is {} and holds one value, not several", subject_, type_phrase(ctx_.program, out.left.type)))
          .with_help(fmt::format("write `{} is …`", subject_))
          .fix("write `is`", expr_.op_span, "is");
      return false;
    }
    if (const syntax::Value& value = resolved(expr_.value); value.kind == ValueKind::list || value.kind == ValueKind::range)
      return report_has_many(value);
    base::Type element = out.left.type;
    element.is_set = false;
    auto constant = type_value(ctx_, expr_.value, {element, subject_, TextUse::value, false});
    if (!constant) return false;
    out.constants.push_back(std::move(*constant));
    return true;
  }

  bool type_label(TypedAtom& out) {
    if (expr_.value.kind == ValueKind::error) return false;
    if (expr_.value.kind != ValueKind::name || expr_.value.path.parts.size() != 1) return report_no_label();
    const Declared* label = resolve(ctx_, Space::labels, expr_.value.path.parts.front());
    if (label == nullptr) return false;
    Constant constant;
    constant.type = {TypeKind::error, {}, true};
    constant.number = label->index;
    constant.text = expr_.value.path.parts.front().text;
    constant.span = expr_.value.span;
    out.left.type = constant.type;
    out.constants.push_back(std::move(constant));
    return true;
  }

  bool one_constant(TypedAtom& out, TextUse use) {
    auto constant = type_value(ctx_, expr_.value, {out.left.type, subject_, use, false});
    if (!constant) return false;
    out.constants.push_back(std::move(*constant));
    return true;
  }

  bool time_of_day(TypedAtom& out, std::initializer_list<const syntax::Value*> values) {
    out.time_of_day = true;
    for (const syntax::Value* value : values) {
      const LetInfo* let = find_let(ctx_, *value);
      std::optional<LetUse> use;
      if (let != nullptr) use.emplace(ctx_, *let, value->span);
      const syntax::Value& literal = let != nullptr && let->value != nullptr ? *let->value : *value;
      if (literal.kind != ValueKind::time) {
        ctx_.report(Code::TypeMismatch, literal.span, "one end of this range is a time of day and the other is not")
            .with_help("write both as times of day: `22:00..06:00`");
        return false;
      }
      const auto ms = read_time_of_day(ctx_, literal);
      out.zone = zone_of_module(ctx_, literal.span, "a time of day");
      if (!ms || !out.zone.is_valid()) return false;
      Constant constant;
      constant.type = simple(TypeKind::time);
      constant.number = *ms;
      constant.span = value->span;
      out.constants.push_back(std::move(constant));
    }
    return true;
  }

  // Only the clock is compared with times of day.
  static bool is_clock(const TypedAtom& out) { return out.left.kind == OperandKind::built_in && out.left.built_in == BuiltIn::time; }

  // What a value is once a `let` is looked through; only its kind is asked.
  const syntax::Value& resolved(const syntax::Value& value) const {
    const LetInfo* let = find_let(ctx_, value);
    return let != nullptr && !let->poisoned && let->value != nullptr ? *let->value : value;
  }
  const syntax::Value& time_value() const { return resolved(expr_.value); }

  [[nodiscard]] bool is_self() const {
    return expr_.value.kind == ValueKind::name && expr_.value.path.parts.size() == 1 && expr_.value.path.parts.front().text == "self";
  }

  // `owner is bolt` where owner is a String: quotes would compile and mean less than intended.
  bool is_agent_for_text(const TypedAtom& out) {
    const syntax::Value& value = expr_.value;
    if (!base::is_textual(out.left.type.kind) || value.kind != ValueKind::name || value.path.parts.size() != 1) return false;
    const Declared* principal = ctx_.names.find(Space::principals, value.path.parts.front().text);
    if (principal == nullptr || find_let(ctx_, value) != nullptr) return false;
    const std::string_view kind = kind_word(principal->kind);
    ctx_.report(Code::TypeMismatch, value.span,
                fmt::format("`{}` is {}, and `{}` is {}", subject_, type_phrase(ctx_.program, out.left.type), value.path.parts.front().text,
                            with_article(kind)))
        .label(principal->span, fmt::format("declared as {} here", with_article(kind)))
        .with_help(fmt::format("declare the attribute as `{}: Agent`, or compare text: `{} is \"{}\"`", subject_, subject_,
                               value.path.parts.front().text));
    return true;
  }

  bool report_labels() {
    ctx_.report(Code::ComparisonDoesNotFit, expr_.span, fmt::format("`{}` holds labels, and is asked for one of them", subject_))
        .with_help("write `session has LABEL`");
    return false;
  }

  bool report_set() {
    Diagnostic& diagnostic = ctx_.report(Code::ComparisonDoesNotFit, expr_.op_span,
                                         "`" + std::string(subject_) + "` is a set, and is asked for one of its members");
    diagnostic.with_help(fmt::format("write `{} has …`", subject_));
    if (expr_.op == AtomOp::is && !expr_.negated) diagnostic.fix("write `has`", expr_.op_span, "has");
    return false;
  }

  bool report_no_label() {
    const syntax::Value& value = expr_.value;
    const bool is_quoted = value.kind == ValueKind::string;
    Diagnostic& diagnostic = ctx_.report(is_quoted ? Code::TextForName : Code::TypeMismatch, value.span,
                                         fmt::format("`{}` holds labels, and this is {}", subject_, value_phrase(value)));
    diagnostic.with_help(is_quoted ? "a name stands without quotes" : "write `session has LABEL`");
    const bool is_label = is_quoted && ctx_.names.find(Space::labels, value.text) != nullptr;
    if (is_label) diagnostic.fix("remove the quotes", value.span, value.text);
    return false;
  }

  bool report_has_many(const syntax::Value& value) {
    const bool is_range = value.kind == ValueKind::range;
    ctx_.report(Code::TypeMismatch, expr_.value.span,
                fmt::format("`has` asks for one member, and this is {}", is_range ? "a range" : "a list"))
        .with_help(fmt::format("ask for each: `{0} has … or {0} has …`", subject_));
    return false;
  }

  bool report_is_many() {
    const bool range = expr_.value.kind == ValueKind::range;
    Diagnostic& diagnostic = ctx_.report(Code::TypeMismatch, expr_.value.span,
                                         fmt::format("`is` compares with one value, and this is {}", range ? "a range" : "a list"));
    diagnostic.with_help(fmt::format("write `{} {}in {}`", subject_, expr_.negated ? "not " : "", range ? "a..b" : "[…]"));
    if (!expr_.negated) diagnostic.fix("write `in`", expr_.op_span, "in");
    return false;
  }

  bool report_empty(const syntax::Value& range, std::string_view why) {
    ctx_.report(Code::EmptyRange, range.span, "nothing is in this range")
        .under(std::string(why))
        .with_help("a range holds its lower end and everything up to its upper end, without that");
    return false;
  }

  Context& ctx_;
  const ConditionScope& scope_;
  const syntax::Expr& expr_;
  std::string_view subject_;
};

// `to is sandbox or production`: a member of the enum that was just compared, without a comparison of its own.
bool report_value_alone(Context& ctx, const ConditionScope& scope, const TypedExpr& compared, const syntax::Expr& comparison,
                        const syntax::Expr& item) {
  if (compared.kind != TypedExprKind::atom || compared.atom.left.type.kind != TypeKind::enumeration) return false;
  if (item.kind != syntax::ExprKind::atom || item.op != syntax::AtomOp::truth || item.path.parts.size() != 1) return false;
  const syntax::Name& name = item.path.parts.front();
  const auto& members = ctx.program.enums[compared.atom.left.type.enumeration.index()].members;
  if (std::find(members.begin(), members.end(), name.text) == members.end()) return false;
  if (has_attribute_everywhere(ctx, scope, name.text) || ctx.names.find(Space::quantities, name.text) != nullptr) return false;
  const std::string_view subject = ctx.sources.text(comparison.path.span);
  const std::string_view value = ctx.sources.text(comparison.value.span);
  Diagnostic& diagnostic =
      ctx.report(Code::UnknownAttribute, name.span, fmt::format("`{}` is a value of `{}` and no condition by itself", name.text, subject));
  diagnostic.label(comparison.span, "joined to this comparison");
  const bool is_list = comparison.value.kind == ValueKind::list;
  if (comparison.negated || is_list) {
    diagnostic.with_help(fmt::format("several values stand in a list: `{} {}in [{}, {}]`", subject, comparison.negated ? "not " : "",
                                     is_list ? "…" : value, spell(name.text)));
    return true;
  }
  diagnostic.with_help(fmt::format("write `{0} is {1}`, or a list: `{0} in [{2}, {1}]`", subject, spell(name.text), value))
      .fix(fmt::format("write `{} is {}`", subject, spell(name.text)), name.span, fmt::format("{} is {}", subject, spell(name.text)));
  return true;
}

// As deep as parentheses are written; the parser bounds that (syntax::kNestingMax).
TypedExpr type_expr(Context& ctx, const ConditionScope& scope, const syntax::Expr& expr) {
  TypedExpr out;
  out.span = expr.span;
  switch (expr.kind) {
    case syntax::ExprKind::error:
      return out;
    case syntax::ExprKind::all:
      out.kind = TypedExprKind::all;
      break;
    case syntax::ExprKind::any:
      out.kind = TypedExprKind::any;
      break;
    case syntax::ExprKind::negation:
      out.kind = TypedExprKind::negation;
      break;
    case syntax::ExprKind::atom:
      if (AtomTyper(ctx, scope, expr).run(out.atom)) out.kind = TypedExprKind::atom;
      return out;
  }
  out.items.reserve(expr.items.size());
  std::size_t comparison = 0;  // the last one that could be read
  for (const syntax::Expr& item : expr.items) {
    const std::size_t i = out.items.size();
    if (i > 0 && report_value_alone(ctx, scope, out.items[comparison], expr.items[comparison], item)) {
      out.items.emplace_back().span = item.span;
      continue;
    }
    out.items.push_back(type_expr(ctx, scope, item));
    if (out.items.back().kind == TypedExprKind::atom) comparison = i;
  }
  return out;
}

}  // namespace

std::vector<TypedCondition> type_conditions(Context& ctx, const ConditionScope& scope, const std::vector<syntax::Condition>& conditions) {
  std::vector<TypedCondition> out;
  out.reserve(conditions.size());
  for (const syntax::Condition& condition : conditions) out.push_back({condition.unless, type_expr(ctx, scope, condition.expr)});
  return out;
}

}  // namespace envelope::check
