// What the names in a statement's conditions stand for: attributes of its targets (S4), facts, what the engine knows.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/check/context.h"

namespace envelope::check {

// Names the language gives a meaning in every condition; no attribute, fact, meter or `let` may take one.
[[nodiscard]] bool built_in_attribute(std::string_view name);

// Kinds of statement, as far as conditions differ.
enum class Moment : std::uint8_t {
  decision,  // rules, limits, `before`, labels, claims: nothing has happened yet
  outcome,   // `after`, `watch`, `audit`: `outcome` and `decision` are known
};

// What a condition of one statement may speak of.
struct ConditionScope {
  const TypedTargets* targets = nullptr;  // null: no request is at hand (`on EVENT` has `events`)
  base::Span targets_span;                // for the proposal of `except`
  const std::vector<base::EventId>* events = nullptr;
  Moment moment = Moment::decision;
  bool is_poisoned = false;                                 // a target is unknown: stay silent about attributes
  mutable std::shared_ptr<const AttributeSummary> summary;  // built when first asked for
};

// The type of attribute `name` in all targets; nothing when none of them declares it.
// Kind error: reported (only some declare it, or with different types), or the targets are poisoned.
[[nodiscard]] std::optional<base::Type> attribute_type(Context& ctx, const ConditionScope& scope, const syntax::Name& name);

// Every target declares an attribute `name`.
[[nodiscard]] bool has_attribute_everywhere(Context& ctx, const ConditionScope& scope, std::string_view name);

// One thing with attributes: an action or event.
struct Signature {
  std::string_view name;
  const std::vector<Attribute>* attributes = nullptr;
};
// Every action and event that the targets cover, once each, for a message; empty when messages listed too many already.
[[nodiscard]] std::vector<Signature> covered_for_message(Context& ctx, const ConditionScope& scope);

// All attribute names of the targets, for suggestions; bounded like covered_for_message.
[[nodiscard]] std::vector<std::string_view> attribute_names(Context& ctx, const ConditionScope& scope);

[[nodiscard]] const Attribute* find_attribute(const std::vector<Attribute>& attributes, std::string_view name);

}  // namespace envelope::check
