#include "compiler/check/duty.h"

#include <fmt/format.h>

#include "compiler/check/arguments.h"
#include "compiler/check/resolve.h"

namespace envelope::check {

using base::Effect;
using diagnostics::Code;

namespace {

// False after reporting.
bool type_effect(Context& ctx, const syntax::DutyCall& call, DutyUse use, Consequence& out) {
  const std::string_view word = base::effect_name(*call.effect);
  if (use == DutyUse::duties) {
    ctx.report(Code::EffectOutOfPlace, call.span, fmt::format("`{}` is an effect, and `do` names duties of the host", word))
        .with_help("an effect stands at the start of a rule, or after the `else` of a limit");
    return false;
  }
  if (*call.effect == Effect::allow) {
    ctx.report(Code::EffectOutOfPlace, call.span, "a limit that allows what lies beyond it limits nothing")
        .with_help("write `else ask`, `else propose`, or leave `else` out: beyond is deny");
    return false;
  }
  out.kind = Consequence::Kind::effect;
  out.effect = *call.effect;
  if (call.via) {
    if (out.effect != Effect::ask) {
      ctx.report(Code::ViaWithoutAsk, call.via->span, fmt::format("`{}` asks nobody, so it needs no approval", word))
          .with_help("leave `via` out, or write `ask`");
      return false;
    }
    out.via = resolve_approval(ctx, *call.via);
    return out.via.is_valid();
  }
  if (out.effect == Effect::ask && !ctx.is_broken) ctx.bare_asks.push_back(call.span);
  return true;
}

// `enter frozen`, `leave exploration`: the engine's own two verbs.
bool type_crossing(Context& ctx, const syntax::DutyCall& call, Consequence& out) {
  out.kind = call.name.text == "enter" ? Consequence::Kind::enter : Consequence::Kind::leave;
  const syntax::Value* word = call.word ? &*call.word : nullptr;
  if (word == nullptr && call.arguments && call.arguments->items.size() == 1) word = &call.arguments->items.front().value;
  if (word == nullptr || word->kind != syntax::ValueKind::name) {
    if (!ctx.is_broken)
      ctx.report(Code::MissingArgument, call.span, fmt::format("`{}` does not say which window, phase or stop", call.name.text))
          .with_help(fmt::format("write `{} NAME`", call.name.text));
    return false;
  }
  out.switch_id = resolve_switch(ctx, word->path.parts.front());
  return out.switch_id.is_valid();
}

bool type_call(Context& ctx, const syntax::DutyCall& call, Consequence& out) {
  const bool crossing = call.name.text == "enter" || call.name.text == "leave";
  if (crossing && ctx.names.find(Space::duties, call.name.text) == nullptr) return type_crossing(ctx, call, out);
  const Declared* found = resolve(ctx, Space::duties, call.name);
  if (found == nullptr) return false;
  out.duty = base::DutyId{found->index};
  const Duty& duty = ctx.program.duties[found->index];
  ArgumentUse use;
  use.callee = duty.name;
  use.noun = "parameter";
  use.callee_span = call.name.span;
  use.bare_words = true;
  out.arguments = named_arguments(
      type_arguments(ctx, duty.parameters, call.word ? &*call.word : nullptr, call.arguments ? &*call.arguments : nullptr, use));
  return true;
}

}  // namespace

std::vector<DutyArgument> named_arguments(std::vector<TypedArgument> arguments) {
  std::vector<DutyArgument> out;
  out.reserve(arguments.size());
  for (TypedArgument& argument : arguments) out.push_back({argument.place->name, std::move(argument.value)});
  return out;
}

std::vector<Consequence> type_duties(Context& ctx, const std::vector<syntax::DutyCall>& calls, DutyUse use) {
  std::vector<Consequence> out;
  out.reserve(calls.size());
  for (const syntax::DutyCall& call : calls) {
    Consequence consequence;
    consequence.span = call.span;
    const bool good = call.effect ? type_effect(ctx, call, use, consequence) : !call.name.is_missing() && type_call(ctx, call, consequence);
    if (call.within) {
      const auto within = type_duration(ctx, *call.within, "within");
      if (within) consequence.within_ms = within;
    }
    if (good) out.push_back(std::move(consequence));
  }
  return out;
}

}  // namespace envelope::check
