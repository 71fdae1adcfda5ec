#include "compiler/check/value_reports.h"

#include <fmt/format.h>

#include "compiler/base/nearest.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"
#include "compiler/syntax/print_parts.h"

namespace envelope::check {

using base::TypeKind;
using diagnostics::Code;
using diagnostics::Diagnostic;
using syntax::Value;
using syntax::ValueKind;

namespace {

constexpr std::size_t kMembersShown = 8;

// Words of several are descriptions (`the period`), single words are names.
std::string named(std::string_view subject) {
  return subject.find(' ') == std::string_view::npos ? fmt::format("`{}`", subject) : std::string(subject);
}

// As it reads without backticks.
std::string unquoted(const syntax::Path& path) {
  std::string text;
  for (const syntax::Name& part : path.parts) text += (text.empty() ? "" : ".") + part.text;
  return text;
}

std::string statement_of(const Context& ctx, const Expected& expected) {
  return fmt::format("{} is {}", named(expected.subject), type_phrase(ctx.program, expected.type));
}

bool is_numeric_literal(ValueKind kind) {
  return kind == ValueKind::integer || kind == ValueKind::decimal || kind == ValueKind::percent || kind == ValueKind::money ||
         kind == ValueKind::size || kind == ValueKind::duration || kind == ValueKind::ratio;
}

// How a number of that type is written.
std::string_view unit_help(const Expected& expected) {
  if (expected.subject == "time") return "write a time of day, such as `09:30`, or a date, such as `2026-05-10`";
  switch (expected.type.kind) {
    case TypeKind::count:
      return "write the plain number, such as `1_000`";
    case TypeKind::bytes:
      return "write it with a unit, such as `10MB` or `64KiB`";
    case TypeKind::money:
      return "write an amount of money, such as `$5` or `$0.50`";
    case TypeKind::duration:
      return "write it with a unit, such as `30s`, `15min` or `4h`";
    case TypeKind::percent:
      return "write a percentage, such as `80%`";
    case TypeKind::time:
      return "write a date, such as `2026-05-10` or `2026-05-10T09:30`";
    case TypeKind::error:
    case TypeKind::boolean:
    case TypeKind::string:
    case TypeKind::path:
    case TypeKind::host:
    case TypeKind::command:
    case TypeKind::enumeration:
    case TypeKind::agent:
    case TypeKind::tier:
    case TypeKind::mode:
    case TypeKind::job:
      return {};
  }
  return {};
}

// All names a closed type may take.
std::vector<std::string_view> members_of(const Context& ctx, base::Type type) {
  std::vector<std::string_view> names;
  const auto add = [&names](const auto& entities) {
    for (const auto& entity : entities) names.push_back(entity.name);
  };
  switch (type.kind) {
    case TypeKind::enumeration:
      for (const std::string& member : ctx.program.enums[type.enumeration.index()].members) names.push_back(member);
      break;
    case TypeKind::agent:
      add(ctx.program.principals);
      break;
    case TypeKind::tier:
      add(ctx.program.tiers);
      break;
    case TypeKind::mode:
      add(ctx.program.switches);
      break;
    case TypeKind::job:
      add(ctx.program.jobs);
      break;
    case TypeKind::error:
    case TypeKind::boolean:
    case TypeKind::count:
    case TypeKind::bytes:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::percent:
    case TypeKind::time:
    case TypeKind::string:
    case TypeKind::path:
    case TypeKind::host:
    case TypeKind::command:
      break;
  }
  return names;
}

void list_members(Diagnostic& diagnostic, const Context& ctx, base::Type type) {
  std::vector<std::string_view> names = members_of(ctx, type);
  if (names.empty()) return;
  const bool all = names.size() <= kMembersShown;
  if (!all) names.resize(kMembersShown);
  diagnostic.with_help(fmt::format("it is one of: {}{}", fmt::join(names, ", "), all ? "" : ", …"));
}

std::string_view member_noun(TypeKind kind) {
  if (kind == TypeKind::agent) return "agent or human";
  if (kind == TypeKind::tier) return "tier";
  if (kind == TypeKind::mode) return "window, phase or stop";
  if (kind == TypeKind::job) return "job";
  return "member";
}

void report_closed(Context& ctx, const Value& value, const Expected& expected, const std::string& word) {
  const std::optional<base::Suggestion> near = base::nearest(word, members_of(ctx, expected.type));
  const std::string message =
      expected.type.kind == TypeKind::enumeration
          ? fmt::format("`{}` has no member `{}`", type_word(ctx.program, expected.type), word)
          : fmt::format("{}, and there is no {} `{}`", statement_of(ctx, expected), member_noun(expected.type.kind), word);
  Diagnostic& diagnostic = ctx.report(Code::UnknownMember, value.span, message);
  if (expected.type.kind == TypeKind::enumeration) {
    const base::Span declared = ctx.program.enums[expected.type.enumeration.index()].span;
    diagnostic.under(statement_of(ctx, expected));
    if (declared.is_valid()) diagnostic.label(declared, "its members are declared here");
  }
  if (near && ctx.let_uses.empty()) {
    suggest(diagnostic, value.span, near);
  } else {
    list_members(diagnostic, ctx, expected.type);
  }
}

}  // namespace

void report_literal(Context& ctx, const Value& value, const Expected& expected) {
  const TypeKind wanted = expected.type.kind;
  const std::string spelling(ctx.sources.text(value.span));
  if (value.kind == ValueKind::list) {
    ctx.report(Code::TypeMismatch, value.span, fmt::format("{}, and this is a list", statement_of(ctx, expected)))
        .with_help("write one value");
    return;
  }
  if (base::is_numeric(wanted) && wanted != TypeKind::time && is_numeric_literal(value.kind)) {
    const bool bare = value.kind == ValueKind::integer || value.kind == ValueKind::decimal;
    Diagnostic& diagnostic = ctx.report(
        Code::WrongUnit, value.span,
        bare && wanted != TypeKind::count ? fmt::format("{}, and `{}` has no unit", statement_of(ctx, expected), value.text)
                                          : fmt::format("{}, and `{}` is {}", statement_of(ctx, expected), spelling, value_phrase(value)));
    diagnostic.with_help(std::string(unit_help(expected)));
    if (!ctx.let_uses.empty() || !bare) return;
    // The author may have meant cents, or four fifths by `0.8`.
    if (wanted == TypeKind::money) diagnostic.propose(fmt::format("write `${}`", spelling), value.span, "$" + spelling);
    if (wanted == TypeKind::percent)
      diagnostic.fix(fmt::format("write `{}%`", spelling), value.span, spelling + "%", value.kind == ValueKind::integer);
    return;
  }
  Diagnostic& diagnostic = ctx.report(Code::TypeMismatch, value.span,
                                      fmt::format("{}, and `{}` is {}", statement_of(ctx, expected), spelling, value_phrase(value)));
  if (base::is_textual(wanted)) {
    diagnostic.with_help(fmt::format("write it in quotes: `\"{}\"`", spelling));
    if (ctx.let_uses.empty()) diagnostic.fix("put it in quotes", value.span, fmt::format("\"{}\"", spelling));
  } else if (wanted == TypeKind::boolean) {
    diagnostic.with_help("write `true` or `false`");
  } else if (base::is_closed(wanted)) {
    list_members(diagnostic, ctx, expected.type);
  } else {
    diagnostic.with_help(std::string(unit_help(expected)));
  }
}

void report_text(Context& ctx, const Value& value, const Expected& expected) {
  const TypeKind wanted = expected.type.kind;
  if (!base::is_closed(wanted)) {
    Diagnostic& diagnostic = ctx.report(Code::TypeMismatch, value.span, fmt::format("{}, and this is text", statement_of(ctx, expected)));
    diagnostic.with_help(wanted == TypeKind::boolean ? "write `true` or `false`" : std::string(unit_help(expected)));
    return;
  }
  Diagnostic& diagnostic =
      ctx.report(Code::TextForName, value.span, fmt::format("{}, whose values are names, and this is text", statement_of(ctx, expected)));
  if (find_member(ctx, expected.type, value.text)) {
    diagnostic.with_help(fmt::format("write `{}` without quotes", value.text));
    if (ctx.let_uses.empty()) diagnostic.fix("remove the quotes", value.span, spell(value.text));
    return;
  }
  const std::optional<base::Suggestion> near = base::nearest(value.text, members_of(ctx, expected.type));
  if (near && ctx.let_uses.empty()) {
    suggest(diagnostic, value.span, near);
  } else {
    list_members(diagnostic, ctx, expected.type);
  }
}

void report_name(Context& ctx, const Value& value, const Expected& expected) {
  const TypeKind wanted = expected.type.kind;
  const std::string word(ctx.sources.text(value.span));
  const syntax::Name& name = value.path.parts.front();
  if (base::is_textual(wanted)) {
    Diagnostic& diagnostic =
        ctx.report(Code::BareWordForText, value.span, fmt::format("{}, and `{}` is a bare word", statement_of(ctx, expected), word));
    const std::string text = syntax::print_quoted(unquoted(value.path));
    diagnostic.under("text stands in quotes").with_help(fmt::format("write `{}`", text));
    if (ctx.let_uses.empty()) diagnostic.fix("put it in quotes", value.span, text);
    return;
  }
  if (value.path.parts.size() == 1 && base::is_closed(wanted)) return report_closed(ctx, value, expected, name.text);
  if (value.path.parts.size() == 2 && wanted == TypeKind::enumeration && name.text == type_word(ctx.program, expected.type)) {
    const std::string& member = value.path.parts[1].text;
    ctx.report(Code::UnknownMember, value.span, fmt::format("members of `{}` stand by themselves", name.text))
        .with_help(fmt::format("write `{}`", member))
        .fix(fmt::format("write `{}`", member), value.span, spell(member));
    return;
  }
  if (const Declared* found = ctx.names.elsewhere(Space::watches, name.text)) {
    Diagnostic& diagnostic =
        ctx.report(Code::TypeMismatch, value.span,
                   fmt::format("{}, and `{}` is {}", statement_of(ctx, expected), word, with_article(kind_word(found->kind))));
    diagnostic.with_help("a value is compared with a literal or a `let`");
    return;
  }
  Diagnostic& diagnostic =
      ctx.report(Code::UnknownName, value.span, fmt::format("{}, and nothing is called `{}`", statement_of(ctx, expected), word));
  if (suggest(diagnostic, value.span, ctx.names.suggest(Space::quantities, name.text))) return;
  diagnostic.with_help(wanted == TypeKind::boolean ? "write `true` or `false`" : std::string(unit_help(expected)));
}

void report_not_a_list(Context& ctx, const Value& value, const Expected& expected) {
  const std::string spelling(ctx.sources.text(value.span));
  Diagnostic& diagnostic =
      ctx.report(Code::TypeMismatch, value.span, fmt::format("{}, and this is {}", statement_of(ctx, expected), value_phrase(value)));
  diagnostic.with_help(fmt::format("write a list: `[{}]`", spelling));
  if (ctx.let_uses.empty()) diagnostic.fix("make it a list", value.span, fmt::format("[{}]", spelling));
}

void report_let_type(Context& ctx, const LetInfo& let, const Value& value, const Expected& expected) {
  ctx.report(Code::TypeMismatch, value.span,
             fmt::format("{}, and `{}` is {}", statement_of(ctx, expected), let.tree->name.text, type_phrase(ctx.program, *let.type)))
      .label(let.tree->type->span, "declared so here");
}

}  // namespace envelope::check
