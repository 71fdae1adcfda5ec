// Rules: who may do what, and what it takes.
#include <fmt/format.h>

#include "compiler/check/conditions.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"
#include "compiler/check/targets.h"

namespace envelope::check {

using base::Effect;
using base::Strength;
using diagnostics::Code;

namespace {

void check_request(Context& ctx, const Frame& frame, const syntax::RequestOf& request, Rule& rule) {
  rule.requested = resolve_agent(ctx, request.agent);
  if (frame.has(ScopeKind::human)) {
    ctx.report(Code::MisplacedRequest, request.span, "a human does not request: only agents have others act for them")
        .with_help("move the rule into the block of an agent or tier");
    return;
  }
  if (!rule.requested->is_valid()) return;
  for (const ScopeRef& ref : frame.refs) {
    if (ref.kind != ScopeKind::agents || ref.principals.size() != 1 || ref.principals.front() != *rule.requested) continue;
    ctx.report(Code::SelfRequest, request.span, fmt::format("`{}` would request something of itself", request.agent.text))
        .with_help("leave `request … for` out: the rule then speaks of its own acts");
    return;
  }
}

void check_approvals(Context& ctx, const syntax::Statement& statement, const syntax::Rule& node, Rule& rule) {
  rule.via = resolve_approvals(ctx, node.via);
  if (node.effect != Effect::ask && !node.via.empty()) {
    const std::string_view effect = base::effect_name(node.effect);
    const base::Span place = base::join(node.via.front().span, node.via.back().span);
    diagnostics::Diagnostic& diagnostic =
        ctx.report(Code::ViaWithoutAsk, place, fmt::format("`{}` asks nobody, so it needs no approval", effect));
    diagnostic.label(node.effect_span, fmt::format("this is `{}`", effect));
    // `ask` restricts what `allow` grants; in place of `deny` or `propose` it would grant.
    if (node.effect == Effect::allow) {
      diagnostic.with_help("write `ask`, or leave `via` out").fix("write `ask`", node.effect_span, "ask");
    } else {
      diagnostic.with_help(fmt::format("leave `via` out; what an approval may grant is `ask`, not `{}`", effect));
    }
  }
  if (node.effect == Effect::ask && node.via.empty() && !statement.broken) ctx.bare_asks.push_back(statement.span);
}

}  // namespace

void check_rule(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Rule& node) {
  if (!ctx.count_statement(frame, statement.span)) return;
  Rule rule = statement_in<Rule>(frame, statement.span);
  rule.strength = node.strength;
  rule.effect = node.effect;
  if (node.strength == Strength::at_most && node.effect == Effect::allow) {
    ctx.report(Code::AtMostAllow, node.effect_span, "nothing is milder than `allow`, so `at most allow` says nothing")
        .with_help("write `allow` to grant, or `at most ask`, `at most propose` to restrict");
  }
  if (node.request) check_request(ctx, frame, *node.request, rule);
  ResolvedTargets targets = resolve_targets(ctx, node.targets, TargetUse::actions, "rules");
  rule.conditions = type_conditions(ctx, condition_scope(targets, node.targets, Moment::decision), node.conditions);
  rule.targets = std::move(targets.targets);
  check_approvals(ctx, statement, node, rule);
  rule.because = text_values(node.because);
  ctx.program.rules.push_back(std::move(rule));
}

void check_holds(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Holds& node) {
  std::vector<base::CapabilityId> capabilities;
  for (const syntax::Name& name : node.capabilities) {
    const base::CapabilityId id = resolve_capability(ctx, name);
    if (id.is_valid()) capabilities.push_back(id);
  }
  if (node.grants) {
    auto& grants = ctx.program.switches[frame.switch_id.index()].grants;
    grants.insert(grants.end(), capabilities.begin(), capabilities.end());
    return;
  }
  if (!ctx.count_statement(frame, statement.span)) return;
  Holds holds = statement_in<Holds>(frame, statement.span);
  holds.capabilities = std::move(capabilities);
  ctx.program.holds.push_back(std::move(holds));
}

}  // namespace envelope::check
