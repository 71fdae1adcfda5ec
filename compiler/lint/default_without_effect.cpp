// ENV1004: a `default` that a stricter `default` always overrules. Of all defaults that hold, the strictest counts.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/reach.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using diagnostics::Code;

struct Default {
  const check::Rule* rule;
  std::set<base::PrincipalId> principals;
  std::set<base::ActionId> actions;
};

// Holds for all it covers, whatever the request says.
bool always_holds(const check::Rule& rule) {
  return rule.conditions.empty() && std::all_of(rule.scope.begin(), rule.scope.end(), [](const check::ScopeRef& ref) {
           return ref.kind == check::ScopeKind::tier || ref.kind == check::ScopeKind::agents || ref.kind == check::ScopeKind::human;
         });
}

bool overrules(const Default& strict, const Default& mild) {
  return strict.rule->effect < mild.rule->effect && strict.rule->requested == mild.rule->requested &&
         std::includes(strict.principals.begin(), strict.principals.end(), mild.principals.begin(), mild.principals.end()) &&
         std::includes(strict.actions.begin(), strict.actions.end(), mild.actions.begin(), mild.actions.end());
}

}  // namespace

// Looks at pairs of defaults, the strict ones of which hold always; far more than people write.
constexpr std::size_t kPairsMax = 2'000'000;

void default_without_effect(const Subject& subject, diagnostics::Sink& sink) {
  const Reach reach(subject.program);
  std::vector<Default> defaults;
  for (const check::Rule& rule : subject.program.rules)
    if (rule.strength == base::Strength::weak) defaults.push_back({&rule, reach.principals(rule.scope), reach.actions(rule.targets)});
  std::vector<const Default*> always;
  for (const Default& each : defaults)
    if (always_holds(*each.rule)) always.push_back(&each);
  if (always.size() * defaults.size() > kPairsMax) return;
  for (const Default& mild : defaults) {
    if (mild.principals.empty() || mild.actions.empty() || !is_authored(subject, mild.rule->span)) continue;
    const auto found = std::find_if(always.begin(), always.end(), [&](const Default* other) { return overrules(*other, mild); });
    if (found == always.end()) continue;
    const Default* strict = *found;
    const std::string_view effect = base::effect_name(mild.rule->effect);
    sink.emit(Code::DefaultWithoutEffect, mild.rule->span,
              fmt::format("this `default {}` never counts: a stricter default covers the same", effect))
        .label(strict->rule->span, fmt::format("`default {}` holds here", base::effect_name(strict->rule->effect)))
        .with_help(fmt::format("to relax the stricter default, leave `default` out: `{} …`", effect));
  }
}

}  // namespace envelope::lint
