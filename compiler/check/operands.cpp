#include "compiler/check/operands.h"

#include <fmt/format.h>

#include <array>

#include "compiler/base/nearest.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"

namespace envelope::check {

using base::TypeKind;
using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

struct BuiltInRow {
  std::string_view name;
  BuiltIn built_in;
  base::Type type;
};

base::Type enumeration(base::EnumId id) { return {TypeKind::enumeration, id, false}; }

const BuiltInRow* find_built_in(std::string_view name) {
  static const std::array<BuiltInRow, 11> kRows = {{
      {"agent", BuiltIn::agent, simple(TypeKind::agent)},
      {"tier", BuiltIn::tier, simple(TypeKind::tier)},
      {"origin", BuiltIn::origin, enumeration(kOriginEnum)},
      {"depth", BuiltIn::depth, simple(TypeKind::count)},
      {"time", BuiltIn::time, simple(TypeKind::time)},
      {"day", BuiltIn::day, enumeration(kDayEnum)},
      {"job", BuiltIn::job, simple(TypeKind::job)},
      {"labels", BuiltIn::labels, {TypeKind::error, {}, true}},
      {"session", BuiltIn::labels, {TypeKind::error, {}, true}},
      {"outcome", BuiltIn::outcome, enumeration(kOutcomeEnum)},
      {"decision", BuiltIn::decision, enumeration(kDecisionEnum)},
  }};
  for (const BuiltInRow& row : kRows)
    if (row.name == name) return &row;
  return nullptr;
}

// A name of another kind on the left side: most often a shorthand whose long form is close.
bool report_other_kind(Context& ctx, const syntax::Expr& atom, const syntax::Name& name) {
  const Declared* found = ctx.names.elsewhere(Space::watches, name.text);
  if (found == nullptr || found->kind == NameKind::duty || found->kind == NameKind::type || found->kind == NameKind::capability ||
      found->kind == NameKind::approval)
    return false;
  const std::string kind = with_article(kind_word(found->kind));
  Diagnostic& diagnostic = ctx.report(Code::WrongKindOfName, name.span,
                                      fmt::format("`{}` is {}, and a condition needs an attribute or fact here", name.text, kind));
  if (found->span.is_valid()) diagnostic.label(found->span, fmt::format("declared as {} here", kind));
  std::string instead;
  switch (found->kind) {
    case NameKind::window:
    case NameKind::phase:
    case NameKind::stop:
      instead = "in " + spell(name.text);
      break;
    case NameKind::label:
      instead = "session has " + spell(name.text);
      break;
    case NameKind::agent:
    case NameKind::human:
      instead = "agent is " + spell(name.text);
      break;
    case NameKind::tier:
      instead = "tier is " + spell(name.text);
      break;
    case NameKind::job:
      instead = "job is " + spell(name.text);
      break;
    case NameKind::let:
      diagnostic.with_help("a `let` stands on the right side of a comparison");
      break;
    case NameKind::meter:
      diagnostic.with_help("meters are bounded by `limit` and observed by `watch`");
      break;
    case NameKind::action:
    case NameKind::class_:
    case NameKind::event:
      diagnostic.with_help("name it as a target of the statement: a condition speaks of the request at hand");
      break;
    case NameKind::fact:
    case NameKind::duty:
    case NameKind::type:
    case NameKind::capability:
    case NameKind::approval:
    case NameKind::watch:
      break;
  }
  if (instead.empty()) return true;
  diagnostic.with_help(fmt::format("write `{}`", instead));
  if (atom.op == syntax::AtomOp::truth) diagnostic.fix(fmt::format("write `{}`", instead), name.span, instead);
  return true;
}

void report_unknown_attribute(Context& ctx, const ConditionScope& scope, const syntax::Expr& atom, const syntax::Name& name) {
  if (scope.is_poisoned || report_other_kind(ctx, atom, name)) return;
  const std::vector<Signature> signatures = covered_for_message(ctx, scope);
  const std::string message = signatures.size() == 1
                                  ? fmt::format("`{}` has no attribute `{}`, and there is no such fact", signatures[0].name, name.text)
                                  : fmt::format("there is no attribute or fact `{}` here", name.text);
  Diagnostic& diagnostic = ctx.report(Code::UnknownAttribute, name.span, message);
  std::vector<std::string_view> candidates = attribute_names(ctx, scope);
  const std::size_t own = candidates.size();
  for (const std::string_view word : {"agent", "tier", "origin", "depth", "time", "day", "job", "labels", "session"})
    candidates.push_back(word);
  const std::optional<base::Suggestion> fact = ctx.names.suggest(Space::quantities, name.text);
  if (fact && ctx.names.find(Space::quantities, fact->name)->kind == NameKind::fact) candidates.push_back(fact->name);
  std::optional<base::Suggestion> near = base::nearest(name.text, candidates);
  if (near && fact && near->name == fact->name) near->is_certain = near->is_certain && fact->is_certain;
  if (suggest(diagnostic, name.span, near)) return;
  candidates.resize(std::min<std::size_t>(own, 8));
  if (candidates.empty()) {
    diagnostic.with_help(fmt::format("declare it: `fact {}: …` for something the host knows", name.text));
  } else {
    diagnostic.with_help(fmt::format("it has {}", fmt::join(candidates, ", ")));
  }
}

std::optional<Operand> resolve_word(Context& ctx, const ConditionScope& scope, const syntax::Expr& atom, const syntax::Name& name) {
  Operand operand;
  if (const BuiltInRow* row = find_built_in(name.text)) {
    operand.kind = OperandKind::built_in;
    operand.built_in = row->built_in;
    operand.type = row->type;
    const bool late = row->built_in == BuiltIn::outcome || row->built_in == BuiltIn::decision;
    if (late && scope.moment == Moment::decision) {
      ctx.report(Code::MisplacedBuiltIn, name.span, fmt::format("`{}` is not known yet when this statement is looked at", name.text))
          .with_help(fmt::format("`{}` can be asked in `watch`, `audit` and `after`", name.text));
      return std::nullopt;
    }
    return operand;
  }
  if (name.text == "self") {
    ctx.report(Code::ComparisonDoesNotFit, name.span, "`self` is the agent that acts, and stands on the right side")
        .with_help("write `owner is self` with an attribute of type Agent, or `agent is …`");
    return std::nullopt;
  }
  if (const auto type = attribute_type(ctx, scope, name)) {
    if (type->kind == TypeKind::error) return std::nullopt;
    operand.kind = OperandKind::attribute;
    operand.attribute = name.text;
    operand.type = *type;
    return operand;
  }
  const Declared* found = ctx.names.find(Space::quantities, name.text);
  if (found != nullptr && found->kind == NameKind::fact) {
    operand.kind = OperandKind::fact;
    operand.fact = base::FactId{found->index};
    operand.type = ctx.program.facts[found->index].type;
    if (operand.type.kind == TypeKind::error) return std::nullopt;
    return operand;
  }
  report_unknown_attribute(ctx, scope, atom, name);
  return std::nullopt;
}

}  // namespace

std::optional<Operand> resolve_operand(Context& ctx, const ConditionScope& scope, const syntax::Expr& atom) {
  if (atom.path.parts.empty() || atom.path.parts.front().is_missing()) return std::nullopt;
  const syntax::Name& name = atom.path.parts.front();
  if (atom.path.parts.size() == 1) return resolve_word(ctx, scope, atom, name);
  const syntax::Name& last = atom.path.parts.back();
  if (last.is_missing()) return std::nullopt;
  Diagnostic& diagnostic = ctx.report(Code::UnknownAttribute, atom.path.span,
                                      fmt::format("`{}` is more than a condition needs", ctx.sources.text(atom.path.span)));
  diagnostic.with_help(fmt::format("a condition speaks of the request at hand: write `{}`", last.text))
      .propose(fmt::format("write `{}`", last.text), atom.path.span, spell(last.text));
  return std::nullopt;
}

}  // namespace envelope::check
