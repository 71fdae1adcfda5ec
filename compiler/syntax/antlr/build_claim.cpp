#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

// `from …` and `without …`, in any order.
void build_ways(Builder& b, Grammar::ClaimContext* context, Assert& claim) {
  for (std::size_t i = 0; i + 1 < context->children.size(); ++i) {
    auto* word = dynamic_cast<TerminalNode*>(context->children[i]);
    auto* list = dynamic_cast<Grammar::NamesContext*>(context->children[i + 1]);
    if (word == nullptr || list == nullptr) continue;
    std::vector<Name>& into = word->getSymbol()->getType() == Grammar::FROM ? claim.from : claim.without;
    std::vector<Name> names = build_names(b, list);
    into.insert(into.end(), names.begin(), names.end());
  }
}

Power build_power(Builder& b, Grammar::PowerContext* context) {
  Power power;
  power.span = b.span(context);
  power.target.span = power.span;
  power.conditions = build_conditions(b, context->condition());
  if (context->APPROVE() != nullptr) {
    power.approval = build_id(b, context->ID(), b.gap(context));
  } else if (auto* target = context->target()) {
    power.target = build_target(b, target);
  } else {
    power.target.path = build_path(b, nullptr, b.gap(context));
  }
  return power;
}

Assert build_assert(Builder& b, Grammar::AssertionContext* node) {
  Assert claim;
  claim.title = build_text(b, node->STRING(), b.gap(node));
  claim.targets.span = b.gap(node);
  Grammar::ClaimContext* context = node->claim();
  if (context == nullptr) return claim;
  claim.conditions = build_conditions(b, context->condition());
  if (context->TOTAL() != nullptr) {
    claim.kind = ClaimKind::total;
    claim.targets = build_targets(b, context->targets(), b.gap(context));
    if (auto amount = build_amount(b, context->amount())) claim.bound = std::move(amount->value);
    claim.period = build_period(b, context->period());
    claim.each = build_each(b, context->each());
  } else if (context->REACH() != nullptr) {
    claim.kind = ClaimKind::never_reach;
    claim.targets = build_targets(b, context->targets(), b.gap(context));
    build_ways(b, context, claim);
  } else if (context->TOGETHER() != nullptr) {
    claim.kind = ClaimKind::never_together;
    for (Grammar::PowerContext* power : context->power()) claim.powers.push_back(build_power(b, power));
    build_ways(b, context, claim);
  } else {
    claim.kind = context->ALWAYS() != nullptr ? ClaimKind::always : ClaimKind::never;
    claim.effect = build_effect(context->effect());
    if (auto* what = context->what()) {
      claim.request = request_of(b, what->REQUEST(), what->name());
      claim.targets = build_targets(b, what->targets(), b.gap(what));
    }
  }
  return claim;
}

Accept build_accept(Builder& b, Grammar::AcceptanceContext* context) {
  Accept accept;
  accept.code = build_name(b, context->name(), b.gap(context));
  accept.principals = build_names(b, context->names());
  accept.because = build_because(b, context->because());
  const std::vector<Grammar::DatedContext*> dates = context->dated();
  if (!context->UNTIL().empty()) accept.until = build_dated(b, dates.empty() ? nullptr : dates[0], b.gap(context));
  if (dates.size() > 1) b.clause_twice(b.span(dates[0]), b.span(dates[1]), "`until`", "keep one of the two dates");
  return accept;
}

TestCase build_test_case(Builder& b, Grammar::TestCaseContext* context) {
  TestCase test;
  test.span = b.span(context);
  const base::Span gap = b.gap(context);
  const std::vector<Grammar::NameContext*> names = context->name();
  const auto name = [&](std::size_t i) { return build_name(b, i < names.size() ? names[i] : nullptr, gap); };
  const bool has_request = context->REQUEST() != nullptr;
  test.principal = name(0);
  if (has_request) test.request = request_of(b, context->REQUEST(), names.size() > 1 ? names[1] : nullptr);
  test.action = name(has_request ? 2 : 1);
  // Arguments directly behind the action are its own; those behind `with` describe the situation.
  for (std::size_t i = 1; i < context->children.size(); ++i) {
    auto* arguments = dynamic_cast<Grammar::ArgumentsContext*>(context->children[i]);
    if (arguments == nullptr) continue;
    auto* word = dynamic_cast<TerminalNode*>(context->children[i - 1]);
    const bool is_with = word != nullptr && word->getSymbol()->getType() == Grammar::WITH;
    std::optional<Arguments>& into = is_with ? test.with : test.arguments;
    if (into) {
      b.clause_twice(into->span, b.span(arguments), "`with`", "give the whole situation in one list: `with (depth: 1, cpu: 90%)`");
    } else {
      into = build_arguments(b, arguments);
    }
  }
  for (Grammar::NamesContext* list : context->names()) {
    std::vector<Name> some = build_names(b, list);
    test.in.insert(test.in.end(), some.begin(), some.end());
  }
  test.expected = build_effect(context->effect());
  test.expected_span = context->effect() == nullptr ? gap : b.span(context->effect());
  if (auto* via = context->via()) test.via = build_names(b, via->names());
  return test;
}

Test build_test(Builder& b, Grammar::TestContext* context) {
  Test test;
  test.title = build_text(b, context->STRING(), b.gap(context));
  test.with = build_arguments(b, context->arguments());
  if (auto* block = context->testBlock()) {
    for (Grammar::TestCaseContext* item : block->testCase()) test.cases.push_back(build_test_case(b, item));
  }
  return test;
}

}  // namespace

StatementNode build_claim(Builder& b, Grammar::StatementContext* context) {
  if (auto* node = context->assertion()) return build_assert(b, node);
  if (auto* node = context->acceptance()) return build_accept(b, node);
  if (auto* node = context->test()) return build_test(b, node);
  return Unreadable{};
}

}  // namespace envelope::syntax
