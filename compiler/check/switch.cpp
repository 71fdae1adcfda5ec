// Windows, phases and stops: how long they last, who may enter and leave them.
#include <fmt/format.h>

#include "compiler/check/attributes.h"
#include "compiler/check/duty.h"
#include "compiler/check/entities.h"
#include "compiler/check/keys.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"
#include "compiler/check/values.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

// Entering is an action like any other; `enter via a` is a rule about it, so it must exist.
void check_engine_action(Context& ctx, const syntax::Passage& node) {
  const std::string_view word = node.leave ? "leave" : "enter";
  const Declared* found = ctx.names.find(Space::targets, word);
  if (found != nullptr && found->kind == NameKind::action) {
    const Attribute* what = find_attribute(ctx.program.actions[found->index].attributes, "what");
    if (what != nullptr && (what->type == simple(base::TypeKind::mode) || what->type.kind == base::TypeKind::error)) return;
  }
  if (ctx.engine_reported) return;
  ctx.engine_reported = true;
  ctx.sink
      .emit(Code::MissingEngineAction, node.via.front().span,
            fmt::format("`{} via` is about the action `{}`, and no such action is declared", word, word))
      .with_help(fmt::format("write `import std`, or declare it: `action {}(what: Mode)`", word));
}

void add_passage(Context& ctx, const syntax::Passage& node, base::Span span, Switch& entity) {
  Passage passage;
  passage.span = span;
  passage.via = resolve_approvals(ctx, node.via);
  if (!node.via.empty()) check_engine_action(ctx, node);
  passage.duties = type_duties(ctx, node.duties, DutyUse::duties);
  passage.otherwise = type_duties(ctx, node.otherwise, DutyUse::duties);
  (node.leave ? entity.leave : entity.enter).push_back(std::move(passage));
}

void set_lasts(Context& ctx, const syntax::Lasts& node, base::Span span, base::SwitchId id, Switch& entity) {
  const auto length = type_duration(ctx, node.length, "lasts");
  const auto [first, added] = ctx.lasts_spans.try_emplace(id.value, span);
  if (!added) {
    ctx.sink.emit(Code::RepeatedItem, span, fmt::format("`{}` says twice how long it lasts", entity.name))
        .label(first->second, "first said here")
        .with_help("keep one of them");
    return;
  }
  if (length) entity.lasts_ms = length;
}

}  // namespace

void define_switch_keys(Context& ctx, const syntax::Scope& node) {
  if (node.names.empty()) return;
  const Declared* found = ctx.names.find(Space::switches, node.names.front().text);
  if (found == nullptr) return;
  Switch& entity = ctx.program.switches[found->index];
  std::vector<std::string> keys = check_keys(ctx, node.each, {});
  if (!entity.keys.empty() && entity.keys != keys) {
    ctx.sink.emit(Code::RepeatedItem, node.each->span, fmt::format("`{}` is counted apart in two different ways", entity.name))
        .label(entity.span, fmt::format("here it is `each {}`", fmt::join(entity.keys, ", ")))
        .with_help("say `each …` once");
    return;
  }
  entity.keys = std::move(keys);
}

void check_switch_items(Context& ctx, const syntax::Scope& node, base::SwitchId id) {
  Switch& entity = ctx.program.switches[id.index()];
  for (const syntax::Statement& item : node.items) {
    ctx.is_broken = item.broken;
    if (const auto* lasts = std::get_if<syntax::Lasts>(&item.node); lasts != nullptr && node.kind != syntax::ScopeKind::stop)
      set_lasts(ctx, *lasts, item.span, id, entity);
    if (const auto* passage = std::get_if<syntax::Passage>(&item.node)) add_passage(ctx, *passage, item.span, entity);
  }
}

}  // namespace envelope::check
