// What `never together` keeps apart. Each of them alone must be something that can be done without the others: else the claim would be
// broken by whoever does one.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/conditions.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"
#include "compiler/check/targets.h"

namespace envelope::check {
namespace {

using diagnostics::Code;

// A power with what it takes to hold it against others.
struct Known {
  Power power;
  std::vector<base::ActionId> actions;  // ascending; of an approval none
  bool is_poisoned = false;             // something in it was unknown; reported
};

std::vector<base::ActionId> actions_of(const Context& ctx, const TypedTargets& targets) {
  std::vector<base::ActionId> actions;
  for (const TargetRef& target : targets.items) {
    if (target.kind == TargetKind::action) actions.push_back(target.action);
    if (target.kind == TargetKind::class_) {
      const auto& members = ctx.class_members[target.class_id.index()];
      actions.insert(actions.end(), members.begin(), members.end());
    }
    if (target.kind == TargetKind::anything)
      for (std::uint32_t i = 0; i < ctx.program.actions.size(); ++i) actions.push_back({i});
  }
  return actions;
}

Known known_of(Context& ctx, const syntax::Power& node) {
  Known known;
  known.power.span = node.span;
  if (node.approval) {
    known.power.approval = resolve_approval(ctx, *node.approval);
    known.is_poisoned = !known.power.approval.is_valid();
    return known;
  }
  const syntax::Targets written{{node.target}, {}, node.target.span};
  ResolvedTargets targets = resolve_targets(ctx, written, TargetUse::actions, "claims");
  known.is_poisoned = targets.is_poisoned;
  known.power.conditions = type_conditions(ctx, condition_scope(targets, written, Moment::decision), node.conditions);
  known.actions = actions_of(ctx, targets.targets);
  known.power.targets = std::move(targets.targets);
  return known;
}

bool lies_within(const Known& one, const Known& other) {
  return other.power.conditions.empty() && !one.actions.empty() &&
         std::includes(other.actions.begin(), other.actions.end(), one.actions.begin(), one.actions.end());
}

// Says so where the later of two powers is the earlier one again, or either lies within the other.
void compare(Context& ctx, const Known& before, const Known& now) {
  if (before.is_poisoned || now.is_poisoned || before.power.approval.is_valid() != now.power.approval.is_valid()) return;
  const bool is_same_approval = now.power.approval.is_valid() && before.power.approval == now.power.approval;
  if (is_same_approval || ctx.sources.text(before.power.span) == ctx.sources.text(now.power.span)) {
    ctx.report(Code::RepeatedItem, now.power.span, fmt::format("`{}` is named twice", ctx.sources.text(now.power.span)))
        .label(before.power.span, "first here")
        .with_help("keep one of them");
    return;
  }
  const bool is_inner = lies_within(now, before);
  if (!is_inner && !lies_within(before, now)) return;
  const base::Span inner = is_inner ? now.power.span : before.power.span, outer = is_inner ? before.power.span : now.power.span;
  ctx.report(Code::RepeatedItem, inner, fmt::format("whoever does `{}` does `{}`", ctx.sources.text(inner), ctx.sources.text(outer)))
      .under("lies within the other")
      .label(outer, "this")
      .with_help("keep apart what can be done one without the other");
}

}  // namespace

std::vector<Power> check_powers(Context& ctx, const syntax::Assert& node) {
  if (node.powers.size() == 1 && !ctx.is_broken)
    ctx.report(Code::LonePower, node.powers.front().span, "one thing alone is kept apart from nothing")
        .with_help("name what it never comes together with, behind a comma; what is never to come about at all is `never reach`");
  if (node.powers.size() > kPowersMax) {
    ctx.report(Code::TooManyPowers, node.powers[kPowersMax].span,
               fmt::format("{} things are kept apart; the limit is {}", node.powers.size(), kPowersMax))
        .with_help("put actions of one kind into a class, or write several claims");
    return {};
  }
  std::vector<Known> all;
  for (const syntax::Power& power : node.powers) {
    all.push_back(known_of(ctx, power));
    for (std::size_t i = 0; i + 1 < all.size(); ++i) compare(ctx, all[i], all.back());
  }
  std::vector<Power> powers;
  for (Known& known : all) powers.push_back(std::move(known.power));
  return powers;
}

}  // namespace envelope::check
