// Tests → complete requests with what is expected of them.
#include <fmt/format.h>

#include "compiler/check/arguments.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"
#include "compiler/check/test_context.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

// Who acts for whom: `depth: n` alone is n times the agent itself.
std::vector<std::string> lineage_of(Context& ctx, const TestContext& context, const Principal& principal, base::Span place) {
  if (context.lineage && context.depth && *context.depth != static_cast<std::int64_t>(context.lineage->size())) {
    ctx.report(Code::TestContradiction, context.depth_span,
               fmt::format("the depth is {} and the lineage holds {}", *context.depth, context.lineage->size()))
        .label(context.lineage_span, "the lineage is given here")
        .with_help("give one of the two: the depth is the length of the lineage");
  }
  std::vector<std::string> lineage;
  if (context.lineage) lineage = *context.lineage;
  if (!context.lineage && context.depth) lineage.assign(static_cast<std::size_t>(*context.depth), principal.name);
  if (!lineage.empty() && principal.kind == PrincipalKind::human) {
    ctx.report(Code::TestContradiction, place, fmt::format("`{}` is a human, who acts for nobody else", principal.name))
        .label(context.lineage ? context.lineage_span : context.depth_span, "a lineage is given here")
        .with_help("leave `depth` and `lineage` out for humans");
  }
  return lineage;
}

// The same for every case of a test.
struct TestWorld {
  const TestContext& shared;
  const std::map<std::string, text::Truth>& all_off;
};

void add_switches(Context& ctx, const syntax::TestCase& node, request::Request& request) {
  const syntax::Name* phase = nullptr;  // that is on
  for (const syntax::Name& name : node.in) {
    const base::SwitchId id = resolve_switch(ctx, name);
    if (!id.is_valid()) continue;
    const Switch& entity = ctx.program.switches[id.index()];
    request.switches[entity.name] = text::Truth::yes;
    if (entity.kind != SwitchKind::phase) continue;
    if (phase != nullptr && phase->text != name.text) {
      ctx.report(Code::TestContradiction, name.span, fmt::format("the phases `{}` and `{}` are on at once", phase->text, name.text))
          .label(phase->span, "the other phase is on here")
          .label(entity.span, fmt::format("`{}` is declared as a phase here", name.text))
          .with_help("phases exclude each other: keep one of them, or declare what can be on beside others as a `window`");
    }
    phase = &name;
  }
}

void add_attributes(Context& ctx, const syntax::TestCase& node, request::Request& request) {
  const base::ActionId id = resolve_action(ctx, node.action);
  request.action = node.action.text;
  if (!id.is_valid()) return;
  const Action& action = ctx.program.actions[id.index()];
  ArgumentUse use;
  use.callee = action.name;
  use.callee_span = node.action.span;
  use.may_omit = true;
  const auto arguments = type_arguments(ctx, action.attributes, nullptr, node.arguments ? &*node.arguments : nullptr, use);
  for (const TypedArgument& argument : arguments) request.attributes[argument.place->name] = raw_value(ctx.program, argument.value);
}

void add_context(TestContext context, request::Request& request) {
  request.facts = std::move(context.facts);
  request.time_ms = context.time_ms;
  request.origin = context.origin;
  request.labels = context.labels ? std::move(*context.labels) : std::vector<std::string>{};
  request.job = context.job.value_or("");
}

void check_expected(Context& ctx, const syntax::TestCase& node, TestCase& out) {
  out.expected = node.expected;
  out.via = resolve_approvals(ctx, node.via);
  if (node.via.empty() || node.expected == base::Effect::ask) return;
  ctx.report(Code::ViaWithoutAsk, base::join(node.via.front().span, node.via.back().span),
             fmt::format("`{}` asks nobody, so it needs no approval", base::effect_name(node.expected)))
      .label(node.expected_span, fmt::format("this is `{}`", base::effect_name(node.expected)))
      .with_help("write `ask`, or leave `via` out");
}

// Every case is a request of its own and says of each switch and fact what it is: a product that must stay within bounds.
bool count_states(Context& ctx, std::size_t states, base::Span place) {
  const bool had_room = ctx.test_states <= ctx.limits.test_states_max;
  ctx.test_states += states;
  if (had_room && ctx.test_states > ctx.limits.test_states_max) {
    ctx.sink
        .emit(Code::TooManyTestStates, place,
              fmt::format("with this case, the tests set more than {} facts and switches", ctx.limits.test_states_max))
        .note("every case sets each window, phase and stop, and each fact that its test gives")
        .with_help("move tests to policies of their own, next to the parts they test");
  }
  return ctx.test_states <= ctx.limits.test_states_max;
}

std::optional<TestCase> check_case(Context& ctx, const TestWorld& world, const syntax::TestCase& node) {
  TestCase out;
  out.span = node.span;
  request::Request& request = out.request;
  request.principal = node.principal.text;
  request.switches = world.all_off;
  TestContext context = world.shared;
  if (node.with) read_test_context(ctx, *node.with, context);
  const base::PrincipalId principal = resolve_principal(ctx, node.principal);
  if (principal.is_valid()) request.lineage = lineage_of(ctx, context, ctx.program.principals[principal.index()], node.principal.span);
  if (node.request) {
    const base::PrincipalId requested = resolve_agent(ctx, node.request->agent);
    request.requested = node.request->agent.text;
    if (requested.is_valid() && requested == principal)
      ctx.report(Code::SelfRequest, node.request->span, fmt::format("`{}` would request something of itself", node.principal.text))
          .with_help("leave `request … for` out");
  }
  add_attributes(ctx, node, request);
  add_switches(ctx, node, request);
  add_context(std::move(context), request);
  check_expected(ctx, node, out);
  if (node.principal.is_missing() || node.action.is_missing()) return std::nullopt;
  return out;
}

}  // namespace

void check_test(Context& ctx, const syntax::Statement& statement, const syntax::Test& node) {
  Test test;
  test.title = node.title.value;
  test.span = statement.span;
  TestContext shared;
  if (node.with) read_test_context(ctx, *node.with, shared);
  if (!ctx.switches_off) {
    ctx.switches_off.emplace();
    for (const Switch& entity : ctx.program.switches) ctx.switches_off->emplace(entity.name, text::Truth::no);
  }
  const TestWorld world{shared, *ctx.switches_off};
  const std::size_t states = 1 + world.all_off.size() + shared.facts.size();
  for (const syntax::TestCase& each : node.cases) {
    if (!count_states(ctx, states, each.span)) break;
    auto typed = check_case(ctx, world, each);
    if (typed) test.cases.push_back(std::move(*typed));
  }
  ctx.program.tests.push_back(std::move(test));
}

}  // namespace envelope::check
