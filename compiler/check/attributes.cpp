#include "compiler/check/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

constexpr std::size_t kNamesShown = 5;

// `` `a`, `b`, … and 7 more ``
std::string shown(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kNamesShown; ++i) text += fmt::format("{}`{}`", i == 0 ? "" : ", ", names[i]);
  if (names.size() > kNamesShown) text += fmt::format(" and {} more", names.size() - kNamesShown);
  return text;
}

bool has_anything(const TypedTargets& targets) {
  return std::any_of(targets.items.begin(), targets.items.end(), [](const TargetRef& item) { return item.kind == TargetKind::anything; });
}

// The actions that targets cover, ascending, without what `except` takes away.
std::vector<base::ActionId> covered_actions(const Context& ctx, const TypedTargets& targets) {
  const auto collect = [&ctx](const std::vector<TargetRef>& items) {
    std::vector<base::ActionId> actions;
    for (const TargetRef& item : items) {
      if (item.action.is_valid()) actions.push_back(item.action);
      if (item.class_id.is_valid()) {
        const auto& members = ctx.class_members[item.class_id.index()];
        actions.insert(actions.end(), members.begin(), members.end());
      }
      if (item.meter.is_valid())
        for (const MeterTerm& term : ctx.program.meters[item.meter.index()].terms) actions.push_back(term.action);
    }
    std::sort(actions.begin(), actions.end());
    actions.erase(std::unique(actions.begin(), actions.end()), actions.end());
    return actions;
  };
  std::vector<base::ActionId> actions = collect(targets.items);
  if (targets.except.empty()) return actions;
  const std::vector<base::ActionId> except = collect(targets.except);
  std::vector<base::ActionId> rest;
  std::set_difference(actions.begin(), actions.end(), except.begin(), except.end(), std::back_inserter(rest));
  return rest;
}

AttributeAnswer ask(const std::vector<Signature>& signatures, std::string_view name) {
  AttributeAnswer answer;
  answer.total = signatures.size();
  for (const Signature& signature : signatures) {
    const Attribute* attribute = find_attribute(*signature.attributes, name);
    if (attribute == nullptr) continue;
    if (answer.with == 0) answer.type = attribute->type;
    answer.same_type = answer.same_type && (answer.type == attribute->type || attribute->type.kind == base::TypeKind::error);
    ++answer.with;
  }
  return answer;
}

// A rule on one class, the usual case among large ones, asks the same question again and again.
AttributeAnswer answer_for(Context& ctx, const ConditionScope& scope, std::string_view name) {
  const TypedTargets* targets = scope.targets;
  const bool one_class =
      targets != nullptr && targets->items.size() == 1 && targets->except.empty() && targets->items[0].kind == TargetKind::class_;
  if (!one_class) return ask(covered_signatures(ctx, scope), name);
  const auto [entry, added] = ctx.attribute_answers.try_emplace(fmt::format("{}/{}", targets->items[0].class_id.value, name));
  if (added) entry->second = ask(covered_signatures(ctx, scope), name);
  return entry->second;
}

void report_types(Context& ctx, const std::vector<Signature>& signatures, const syntax::Name& name) {
  const Signature* first = nullptr;
  base::Type type;
  for (const Signature& signature : signatures) {
    const Attribute* attribute = find_attribute(*signature.attributes, name.text);
    if (attribute == nullptr) continue;
    if (first == nullptr) {
      first = &signature;
      type = attribute->type;
    } else if (attribute->type != type) {
      ctx.report(Code::ForeignAttribute, name.span,
                 fmt::format("`{}` is {} in `{}` and {} in `{}`", name.text, type_phrase(ctx.program, type), first->name,
                             type_phrase(ctx.program, attribute->type), signature.name))
          .under("which one?")
          .with_help("write one statement for each of them");
      return;
    }
  }
}

void report_foreign(Context& ctx, const ConditionScope& scope, const std::vector<Signature>& signatures, const syntax::Name& name) {
  std::vector<std::string_view> with, without;
  for (const Signature& signature : signatures)
    (find_attribute(*signature.attributes, name.text) != nullptr ? with : without).push_back(signature.name);
  Diagnostic& diagnostic =
      ctx.report(Code::ForeignAttribute, name.span, fmt::format("not everything this statement covers has a `{}`", name.text));
  diagnostic.under(fmt::format("{} {} none", shown(without), without.size() == 1 ? "has" : "have"));
  diagnostic.label(scope.targets_span, fmt::format("covers {} {}", signatures.size(), scope.events != nullptr ? "events" : "actions"));
  diagnostic.note("a missing value would count as unknown, and the statement would bind all of them");
  if (without.size() > kNamesShown) {
    diagnostic.with_help(fmt::format("name what it is about instead: {}", shown(with)));
    return;
  }
  std::string names;
  for (const std::string_view action : without) names += fmt::format("{}{}", names.empty() ? "" : ", ", spell(action));
  const bool more = scope.targets != nullptr && !scope.targets->except.empty();
  diagnostic.with_help(fmt::format("leave them out with `except {}`, or name what the statement is about: {}", names, shown(with)));
  if (ctx.let_uses.empty() && scope.events == nullptr) {
    const base::Span end{scope.targets_span.file, scope.targets_span.end, scope.targets_span.end};
    diagnostic.fix(fmt::format("add `except {}`", names), end, (more ? ", " : " except ") + names);
  }
}

void report_anything(Context& ctx, const ConditionScope& scope, const syntax::Name& name, const std::vector<std::string_view>& with) {
  ctx.report(Code::ForeignAttribute, name.span, fmt::format("`anything` covers every action, and not every action has a `{}`", name.text))
      .label(scope.targets_span, "covers every action")
      .with_help(fmt::format("name what the statement is about: {}", shown(with)));
}

}  // namespace

bool built_in_attribute(std::string_view name) {
  constexpr std::array<std::string_view, 12> kNames = {"agent", "tier", "origin", "depth",   "self",    "time",
                                                       "day",   "job",  "labels", "session", "outcome", "decision"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

const Attribute* find_attribute(const std::vector<Attribute>& attributes, std::string_view name) {
  for (const Attribute& attribute : attributes)
    if (attribute.name == name) return &attribute;
  return nullptr;
}

std::vector<Signature> covered_signatures(const Context& ctx, const ConditionScope& scope) {
  std::vector<Signature> signatures;
  if (scope.events != nullptr) {
    for (const base::EventId id : *scope.events) {
      const Event& event = ctx.program.events[id.index()];
      signatures.push_back({event.name, &event.attributes});
    }
  }
  if (scope.targets == nullptr) return signatures;
  for (const TargetRef& item : scope.targets->items) {
    if (!item.event.is_valid()) continue;
    const Event& event = ctx.program.events[item.event.index()];
    signatures.push_back({event.name, &event.attributes});
  }
  for (const base::ActionId id : covered_actions(ctx, *scope.targets)) {
    const Action& action = ctx.program.actions[id.index()];
    signatures.push_back({action.name, &action.attributes});
  }
  return signatures;
}

std::vector<std::string_view> attribute_names(const Context& ctx, const ConditionScope& scope) {
  std::vector<std::string_view> names;
  for (const Signature& signature : covered_signatures(ctx, scope))
    for (const Attribute& attribute : *signature.attributes) names.push_back(attribute.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<base::Type> attribute_type(Context& ctx, const ConditionScope& scope, const syntax::Name& name) {
  const TypedTargets* targets = scope.targets;
  if (targets != nullptr && targets->items.size() == 1 &&
      targets->items[0].kind == TargetKind::action) {  // the common case, without a list
    const Attribute* attribute = find_attribute(ctx.program.actions[targets->items[0].action.index()].attributes, name.text);
    return attribute == nullptr ? std::nullopt : std::optional<base::Type>(attribute->type);
  }
  if (targets != nullptr && has_anything(*targets)) {
    if (ctx.names.find(Space::quantities, name.text) != nullptr) return std::nullopt;
    std::vector<std::string_view> with;
    for (const Action& action : ctx.program.actions)
      if (find_attribute(action.attributes, name.text) != nullptr) with.push_back(action.name);
    if (with.empty()) return std::nullopt;
    report_anything(ctx, scope, name, with);
    return base::Type{};
  }
  const AttributeAnswer answer = answer_for(ctx, scope, name.text);
  if (answer.with == 0) return scope.is_poisoned ? std::optional<base::Type>(base::Type{}) : std::nullopt;
  if (answer.with == answer.total && answer.same_type) return answer.type;
  if (answer.with == answer.total) {
    report_types(ctx, covered_signatures(ctx, scope), name);
  } else if (!scope.is_poisoned) {
    report_foreign(ctx, scope, covered_signatures(ctx, scope), name);
  }
  return base::Type{};
}

}  // namespace envelope::check
