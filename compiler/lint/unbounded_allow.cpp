// ENV1009: an agent that may do everything.
#include <algorithm>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

bool is_unbounded(const check::Rule& rule) {
  const bool grants = rule.effect == base::Effect::allow && rule.strength != base::Strength::at_most && !rule.requested;
  const bool everything = std::any_of(rule.targets.items.begin(), rule.targets.items.end(),
                                      [](const check::TargetRef& target) { return target.kind == check::TargetKind::anything; });
  const bool bounded = !rule.conditions.empty() || !rule.targets.except.empty() ||
                       std::any_of(rule.scope.begin(), rule.scope.end(), [](const check::ScopeRef& ref) {
                         return ref.kind != check::ScopeKind::tier && ref.kind != check::ScopeKind::agents;
                       });
  return grants && everything && !bounded;
}

}  // namespace

void unbounded_allow(const Subject& subject, diagnostics::Sink& sink) {
  for (const check::Rule& rule : subject.program.rules) {
    if (!is_unbounded(rule) || !is_authored(subject, rule.span)) continue;
    sink.emit(diagnostics::Code::UnboundedAllow, rule.span,
              rule.strength == base::Strength::weak ? "whatever nothing else speaks of is allowed" : "everything is allowed")
        .note("actions that are declared later are allowed as well")
        .with_help("name the actions or classes, take some out with `except`, or add a `when`");
  }
}

}  // namespace envelope::lint
