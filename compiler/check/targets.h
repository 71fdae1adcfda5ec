// What a statement is about.
#pragma once

#include "compiler/check/attributes.h"

namespace envelope::check {

// Which targets a form takes.
enum class TargetUse : std::uint8_t {
  actions,  // rules, before, after, audit, labels, claims: actions, classes, `anything`
  amounts,  // limits, totals: the same, meters, `action.attribute`
  watched,  // watches: the same, events
};

struct ResolvedTargets {
  TypedTargets targets;
  bool is_poisoned = false;  // something was unknown; reported
  base::FactId fact;         // watched only: the one target is a fact
};

// `form` names the statement in messages: `rules`, `limits`.
[[nodiscard]] ResolvedTargets resolve_targets(Context& ctx, const syntax::Targets& targets, TargetUse use, std::string_view form);

// The scope of conditions on these targets; `resolved` must outlive it.
[[nodiscard]] ConditionScope condition_scope(const ResolvedTargets& resolved, const syntax::Targets& written, Moment moment);

}  // namespace envelope::check
