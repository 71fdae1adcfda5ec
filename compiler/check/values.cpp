#include "compiler/check/values.h"

#include <fmt/format.h>

#include "compiler/check/lets.h"
#include "compiler/check/limits.h"
#include "compiler/check/numbers.h"
#include "compiler/check/type_words.h"
#include "compiler/check/value_reports.h"
#include "compiler/check/zones.h"

namespace envelope::check {

using base::Type;
using base::TypeKind;
using diagnostics::Code;
using syntax::Value;
using syntax::ValueKind;

namespace {

bool is_number(ValueKind kind) {
  return kind == ValueKind::integer || kind == ValueKind::percent || kind == ValueKind::money || kind == ValueKind::size ||
         kind == ValueKind::duration || kind == ValueKind::ratio;
}

Constant number_constant(Type type, std::int64_t number, base::Span span) {
  Constant constant;
  constant.type = type;
  constant.number = number;
  constant.span = span;
  return constant;
}

// A declared type of a `let` may be more general in one way only: a String stands for any text.
bool fits(Type declared, Type wanted) {
  if (declared.kind == TypeKind::error || declared == wanted) return true;
  return declared.kind == TypeKind::string && base::is_textual(wanted.kind) && declared.is_set == wanted.is_set;
}

std::optional<Constant> through_let(Context& ctx, const LetInfo& let, const Value& value, const Expected& expected) {
  if (let.poisoned || let.value == nullptr) return std::nullopt;
  if (let.type && !fits(*let.type, expected.type)) {
    report_let_type(ctx, let, value, expected);
    return std::nullopt;
  }
  const LetUse use(ctx, let, value.span);
  return type_value(ctx, *let.value, expected);
}

std::optional<Constant> type_name(Context& ctx, const Value& value, const Expected& expected) {
  const std::string& word = value.path.parts.front().text;
  if (word.empty()) return std::nullopt;
  if (value.path.parts.size() == 1) {
    if (base::is_closed(expected.type.kind)) {
      if (const auto member = find_member(ctx, expected.type, word)) return number_constant(expected.type, *member, value.span);
    }
    if (const LetInfo* let = find_let(ctx, value)) return through_let(ctx, *let, value, expected);
    if (expected.bare_words && base::is_textual(expected.type.kind)) {
      Constant constant = number_constant(expected.type, 0, value.span);
      constant.text = word;
      return constant;
    }
  }
  report_name(ctx, value, expected);
  return std::nullopt;
}

std::optional<Constant> type_literal(Context& ctx, const Value& value, const Expected& expected) {
  const TypeKind wanted = expected.type.kind;
  const TypeKind own = literal_type(value.kind);
  if (value.kind == ValueKind::string || value.kind == ValueKind::text) {
    if (!base::is_textual(wanted)) {
      report_text(ctx, value, expected);
      return std::nullopt;
    }
    auto text = canonical_text(ctx, value, wanted, expected.use);
    if (!text) return std::nullopt;
    Constant constant = number_constant(expected.type, 0, value.span);
    constant.text = std::move(*text);
    return constant;
  }
  if (value.kind == ValueKind::boolean && wanted == TypeKind::boolean)
    return number_constant(expected.type, value.text == "true" ? 1 : 0, value.span);
  if (value.kind == ValueKind::date && wanted == TypeKind::time) {
    const auto instant = read_instant(ctx, value);
    if (!instant) return std::nullopt;
    return number_constant(expected.type, *instant, value.span);
  }
  if (value.kind == ValueKind::effect && expected.type == Type{TypeKind::enumeration, kDecisionEnum, false})
    return number_constant(expected.type, static_cast<std::int64_t>(value.effect), value.span);
  const bool plain_bytes = value.kind == ValueKind::integer && wanted == TypeKind::bytes;
  if (is_number(value.kind) && (own == wanted || plain_bytes) && own != TypeKind::error) {
    const auto number = literal_number(ctx, value);
    if (!number) return std::nullopt;
    return number_constant(expected.type, *number, value.span);
  }
  report_literal(ctx, value, expected);
  return std::nullopt;
}

bool count_constant(Context& ctx, const Value& value) {
  ++ctx.constants;
  if (ctx.constants == ctx.limits.constants_max + 1) {
    ctx.report(Code::TooManyValues, value.span,
               fmt::format("with this list, the lists of the policy hold more than {} values", ctx.limits.constants_max))
        .with_help("a pattern such as `\"*.example.com\"` covers many names at once");
  }
  return ctx.constants <= ctx.limits.constants_max;
}

}  // namespace

std::optional<std::int64_t> literal_number(Context& ctx, const Value& value) {
  const NumberResult result = read_number(value.kind, value.text);
  switch (result.fault) {
    case NumberFault::none:
      return result.number;
    case NumberFault::too_large:
      ctx.report(Code::NumberTooLarge, value.span, fmt::format("`{}` is larger than a number can be", value.text))
          .with_help(fmt::format("the largest is `{}`", largest_spelling(value.kind)));
      break;
    case NumberFault::too_precise:
      ctx.report(Code::NumberTooPrecise, value.span, fmt::format("`{}` is finer than can be counted", value.text))
          .with_help(fmt::format("the smallest step is `{}`", smallest_spelling(value.kind)));
      break;
    case NumberFault::unreadable:
      ctx.report(Code::WrongUnit, value.span, fmt::format("`{}` has a unit that is not known", value.text));
      break;
  }
  return std::nullopt;
}

void check_numbers(Context& ctx, const Value& value) {
  if (is_number(value.kind)) (void)literal_number(ctx, value);
  for (const Value& item : value.items) check_numbers(ctx, item);
}

std::optional<Constant> type_value(Context& ctx, const Value& value, const Expected& expected) {
  if (expected.type.kind == TypeKind::error || value.kind == ValueKind::error) return std::nullopt;
  if (!expected.type.is_set) {
    if (value.kind == ValueKind::name) return type_name(ctx, value, expected);
    return type_literal(ctx, value, expected);
  }
  if (value.kind == ValueKind::name && find_let(ctx, value) != nullptr) return type_name(ctx, value, expected);
  if (value.kind != ValueKind::list) {
    report_not_a_list(ctx, value, expected);
    return std::nullopt;
  }
  Expected element = expected;
  element.type.is_set = false;
  Constant constant = number_constant(expected.type, 0, value.span);
  if (!type_values(ctx, value, element, constant.items)) return std::nullopt;
  return constant;
}

bool type_values(Context& ctx, const Value& value, const Expected& expected, std::vector<Constant>& out) {
  if (ctx.constants > ctx.limits.constants_max) return false;  // reported
  if (value.kind == ValueKind::list) {
    bool good = true;
    for (const Value& item : value.items) good = type_values(ctx, item, expected, out) && good;
    return good;
  }
  const LetInfo* let = find_let(ctx, value);
  const bool is_member = let != nullptr && base::is_closed(expected.type.kind) && find_member(ctx, expected.type, let->tree->name.text);
  if (let != nullptr && !is_member) {
    if (let->poisoned || let->value == nullptr) return false;
    Type declared = let->type.value_or(Type{});
    declared.is_set = false;
    if (!fits(declared, expected.type)) {
      report_let_type(ctx, *let, value, expected);
      return false;
    }
    const LetUse use(ctx, *let, value.span);
    return type_values(ctx, *let->value, expected, out);
  }
  if (!count_constant(ctx, value)) return false;
  auto constant = type_value(ctx, value, expected);
  if (!constant) return false;
  out.push_back(std::move(*constant));
  return true;
}

std::optional<std::int64_t> type_duration(Context& ctx, const Value& value, std::string_view subject) {
  const auto constant = type_value(ctx, value, {simple(TypeKind::duration), subject, TextUse::value, false});
  if (!constant) return std::nullopt;
  return constant->number;
}

Constant infer_value(Context& ctx, const Value& value) {
  Constant constant;
  constant.span = value.span;
  if (value.kind == ValueKind::list) {
    for (const Value& item : value.items) {
      if (!count_constant(ctx, item)) break;
      constant.items.push_back(infer_value(ctx, item));
    }
    constant.type = constant.items.empty() ? simple(TypeKind::string) : constant.items.front().type;
    constant.type.is_set = true;
    return constant;
  }
  if (const LetInfo* let = find_let(ctx, value)) {
    if (let->poisoned || let->value == nullptr) return constant;
    const LetUse use(ctx, *let, value.span);
    return infer_value(ctx, *let->value);
  }
  const TypeKind own = literal_type(value.kind);
  if (own != TypeKind::error) return type_value(ctx, value, {simple(own), "the setting", TextUse::raw, true}).value_or(constant);
  if (is_number(value.kind)) {  // a multiple
    constant.type = simple(TypeKind::count);
    constant.number = literal_number(ctx, value).value_or(0);
    return constant;
  }
  constant.type = simple(TypeKind::string);
  constant.text = ctx.sources.text(value.span);
  return constant;
}

std::optional<std::int64_t> find_member(const Context& ctx, Type type, std::string_view name) {
  const auto in = [&](Space space) -> std::optional<std::int64_t> {
    const Declared* found = ctx.names.find(space, name);
    if (found == nullptr) return std::nullopt;
    return static_cast<std::int64_t>(found->index);
  };
  switch (type.kind) {
    case TypeKind::enumeration: {
      const auto& members = ctx.program.enums[type.enumeration.index()].members;
      for (std::size_t i = 0; i < members.size(); ++i)
        if (members[i] == name) return static_cast<std::int64_t>(i);
      return std::nullopt;
    }
    case TypeKind::agent:
      return in(Space::principals);
    case TypeKind::tier:
      return in(Space::tiers);
    case TypeKind::mode:
      return in(Space::switches);
    case TypeKind::job:
      return in(Space::jobs);
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
      return std::nullopt;
  }
  return std::nullopt;
}

std::string_view member_name(const TypedProgram& program, Type type, std::int64_t number) {
  const auto index = static_cast<std::size_t>(number);
  switch (type.kind) {
    case TypeKind::enumeration:
      return program.enums[type.enumeration.index()].members[index];
    case TypeKind::agent:
      return program.principals[index].name;
    case TypeKind::tier:
      return program.tiers[index].name;
    case TypeKind::mode:
      return program.switches[index].name;
    case TypeKind::job:
      return program.jobs[index].name;
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
      return {};
  }
  return {};
}

}  // namespace envelope::check
