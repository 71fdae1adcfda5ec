#include "compiler/check/attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/check/limits.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

constexpr std::size_t kNamesShown = 5;
constexpr std::size_t kExceptSubtracted = 64;  // longer `except` lists are worked out once a statement

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

bool is_one(const TypedTargets& targets, TargetKind kind) {
  return targets.items.size() == 1 && targets.except.empty() && targets.items[0].kind == kind;
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

std::vector<Signature> covered_signatures(const Context& ctx, const ConditionScope& scope) {
  std::vector<Signature> signatures;
  const auto add_event = [&](base::EventId id) {
    const Event& event = ctx.program.events[id.index()];
    signatures.push_back({event.name, &event.attributes});
  };
  if (scope.events != nullptr)
    for (const base::EventId id : *scope.events) add_event(id);
  if (scope.targets == nullptr) return signatures;
  for (const TargetRef& item : scope.targets->items)
    if (item.event.is_valid()) add_event(item.event);
  for (const base::ActionId id : covered_actions(ctx, *scope.targets)) {
    const Action& action = ctx.program.actions[id.index()];
    signatures.push_back({action.name, &action.attributes});
  }
  return signatures;
}

void add_to(AttributeSummary& summary, const std::vector<Attribute>& attributes) {
  ++summary.total;
  for (const Attribute& attribute : attributes) {
    AttributeAnswer& answer = summary.answers[attribute.name];
    if (answer.with == 0) answer.type = attribute.type;
    answer.same_type = answer.same_type && (answer.type == attribute.type || attribute.type.kind == base::TypeKind::error);
    ++answer.with;
  }
}

AttributeSummary summarise(const std::vector<Signature>& signatures) {
  AttributeSummary summary;
  for (const Signature& signature : signatures) add_to(summary, *signature.attributes);
  return summary;
}

// A statement on one class or on everything, the usual case among large ones, shares its answers with others.
const AttributeSummary& summary_of(Context& ctx, const ConditionScope& scope) {
  const TypedTargets* targets = scope.targets;
  if (targets != nullptr && has_anything(*targets)) {
    if (!ctx.all_attributes) {
      ctx.all_attributes.emplace();
      for (const Action& action : ctx.program.actions) add_to(*ctx.all_attributes, action.attributes);
    }
    return *ctx.all_attributes;
  }
  if (targets != nullptr && is_one(*targets, TargetKind::class_)) {
    const auto [entry, added] = ctx.class_attributes.try_emplace(targets->items[0].class_id.value);
    if (added) entry->second = summarise(covered_signatures(ctx, scope));
    return entry->second;
  }
  if (!scope.summary) scope.summary = std::make_shared<const AttributeSummary>(summarise(covered_signatures(ctx, scope)));
  return *scope.summary;
}

// What an attribute name means to a statement: the answer, out of how many.
struct ScopedAnswer {
  AttributeAnswer answer;
  std::size_t total = 0;
  [[nodiscard]] bool is_everywhere() const { return answer.with > 0 && answer.with == total; }
};

ScopedAnswer look_up(const AttributeSummary& summary, std::string_view name) {
  const auto found = summary.answers.find(name);
  return {found == summary.answers.end() ? AttributeAnswer{} : found->second, summary.total};
}

// `CLASS except a, b`: the answer of the class without that of the actions left out. Nothing where subtracting does not tell.
std::optional<ScopedAnswer> subtracted(Context& ctx, const TypedTargets& targets, std::string_view name) {
  if (targets.items.size() != 1 || targets.items[0].kind != TargetKind::class_) return std::nullopt;
  if (targets.except.empty() || targets.except.size() > kExceptSubtracted) return std::nullopt;
  TypedTargets whole;
  whole.items = targets.items;
  ConditionScope class_scope;
  class_scope.targets = &whole;
  ScopedAnswer result = look_up(summary_of(ctx, class_scope), name);
  if (!result.answer.same_type) return std::nullopt;
  std::vector<base::ActionId> left_out;
  for (const TargetRef& item : targets.except) {
    if (!item.action.is_valid()) return std::nullopt;
    const auto& classes = ctx.action_classes[item.action.index()];
    if (std::binary_search(classes.begin(), classes.end(), targets.items[0].class_id)) left_out.push_back(item.action);
  }
  std::sort(left_out.begin(), left_out.end());
  left_out.erase(std::unique(left_out.begin(), left_out.end()), left_out.end());
  result.total -= left_out.size();
  for (const base::ActionId id : left_out)
    if (find_attribute(ctx.program.actions[id.index()].attributes, name) != nullptr) --result.answer.with;
  return result;
}

ScopedAnswer answer_for(Context& ctx, const ConditionScope& scope, std::string_view name) {
  if (scope.targets != nullptr) {
    if (auto result = subtracted(ctx, *scope.targets, name)) return *result;
  }
  return look_up(summary_of(ctx, scope), name);
}

void report_types(Context& ctx, const ConditionScope& scope, const syntax::Name& name) {
  Diagnostic& diagnostic =
      ctx.report(Code::ForeignAttribute, name.span, fmt::format("`{}` is of different types in what this statement covers", name.text));
  diagnostic.under("which one?").with_help("write one statement for each of them");
  std::string_view first;
  base::Type type;
  for (const Signature& signature : covered_for_message(ctx, scope)) {
    const Attribute* attribute = find_attribute(*signature.attributes, name.text);
    if (attribute == nullptr) continue;
    if (first.empty()) {
      first = signature.name;
      type = attribute->type;
    } else if (attribute->type != type) {
      diagnostic.message = fmt::format("`{}` is {} in `{}` and {} in `{}`", name.text, type_phrase(ctx.program, type), first,
                                       type_phrase(ctx.program, attribute->type), signature.name);
      return;
    }
  }
}

void report_foreign(Context& ctx, const ConditionScope& scope, const syntax::Name& name) {
  const std::vector<Signature> signatures = covered_for_message(ctx, scope);
  Diagnostic& diagnostic =
      ctx.report(Code::ForeignAttribute, name.span, fmt::format("not everything this statement covers has a `{}`", name.text));
  diagnostic.note("a missing value would count as unknown, and the statement would bind all of them");
  if (signatures.empty()) return;
  std::vector<std::string_view> with, without;
  for (const Signature& signature : signatures)
    (find_attribute(*signature.attributes, name.text) != nullptr ? with : without).push_back(signature.name);
  diagnostic.under(fmt::format("{} {} none", shown(without), without.size() == 1 ? "has" : "have"));
  diagnostic.label(scope.targets_span, fmt::format("covers {} {}", signatures.size(), scope.events != nullptr ? "events" : "actions"));
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
    diagnostic.propose(fmt::format("add `except {}`", names), end, (more ? ", " : " except ") + names);
  }
}

void report_anything(Context& ctx, const ConditionScope& scope, const syntax::Name& name) {
  std::vector<std::string_view> with;
  for (const Action& action : ctx.program.actions) {
    if (++ctx.detail_work > kDetailWorkMax) break;
    if (find_attribute(action.attributes, name.text) != nullptr) with.push_back(action.name);
  }
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

std::vector<Signature> covered_for_message(Context& ctx, const ConditionScope& scope) {
  if (ctx.detail_work > kDetailWorkMax) return {};
  std::vector<Signature> signatures = covered_signatures(ctx, scope);
  ctx.detail_work += signatures.size();
  return signatures;
}

std::vector<std::string_view> attribute_names(Context& ctx, const ConditionScope& scope) {
  std::vector<std::string_view> names;
  for (const Signature& signature : covered_for_message(ctx, scope))
    for (const Attribute& attribute : *signature.attributes) names.push_back(attribute.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::optional<base::Type> attribute_type(Context& ctx, const ConditionScope& scope, const syntax::Name& name) {
  const TypedTargets* targets = scope.targets;
  if (targets != nullptr && is_one(*targets, TargetKind::action)) {  // the common case, without a summary
    const Attribute* attribute = find_attribute(ctx.program.actions[targets->items[0].action.index()].attributes, name.text);
    return attribute == nullptr ? std::nullopt : std::optional<base::Type>(attribute->type);
  }
  const ScopedAnswer found = answer_for(ctx, scope, name.text);
  if (targets != nullptr && has_anything(*targets)) {
    if (found.answer.with == 0 || ctx.names.find(Space::quantities, name.text) != nullptr) return std::nullopt;
    report_anything(ctx, scope, name);
    return base::Type{};
  }
  if (found.answer.with == 0) return scope.is_poisoned ? std::optional<base::Type>(base::Type{}) : std::nullopt;
  if (found.is_everywhere() && found.answer.same_type) return found.answer.type;
  if (found.is_everywhere()) {
    report_types(ctx, scope, name);
  } else if (!scope.is_poisoned) {
    report_foreign(ctx, scope, name);
  }
  return base::Type{};
}

bool has_attribute_everywhere(Context& ctx, const ConditionScope& scope, std::string_view name) {
  return answer_for(ctx, scope, name).is_everywhere();
}

}  // namespace envelope::check
