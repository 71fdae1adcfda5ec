#include "compiler/lint/walk.h"

#include <algorithm>

namespace envelope::lint {
namespace {

using Values = std::function<void(const syntax::Value&)>;

void visit_statements(const std::vector<syntax::Statement>& statements, std::vector<const syntax::Scope*>& blocks, const Visit& visit) {
  for (const syntax::Statement& statement : statements) {
    visit({statement, blocks});
    const auto* scope = std::get_if<syntax::Scope>(&statement.node);
    if (scope == nullptr) continue;
    blocks.push_back(scope);
    visit_statements(scope->items, blocks, visit);
    blocks.pop_back();
  }
}

using ConditionLists = std::vector<const std::vector<syntax::Condition>*>;

struct Conditions {
  ConditionLists operator()(const syntax::Rule& node) const { return {&node.conditions}; }
  ConditionLists operator()(const syntax::Limit& node) const { return {&node.conditions}; }
  ConditionLists operator()(const syntax::Watch& node) const { return {&node.conditions}; }
  ConditionLists operator()(const syntax::Around& node) const { return {&node.conditions}; }
  ConditionLists operator()(const syntax::Audit& node) const { return {&node.conditions}; }
  ConditionLists operator()(const syntax::LabelDecl& node) const { return {&node.conditions}; }
  ConditionLists operator()(const syntax::EventTrigger& node) const { return {&node.conditions}; }
  ConditionLists operator()(const syntax::Assert& node) const {
    ConditionLists all{&node.conditions};
    for (const syntax::Power& power : node.powers) all.push_back(&power.conditions);
    return all;
  }
  template <typename Node>
  ConditionLists operator()(const Node&) const {
    return {};
  }
};

// Values that stand outside conditions.
struct PlainValues {
  const Values& visit;

  void one(const syntax::Value& value) const {
    visit(value);
    for (const syntax::Value& item : value.items) one(item);
  }
  void maybe(const std::optional<syntax::Value>& value) const {
    if (value) one(*value);
  }
  void arguments(const syntax::Arguments& arguments) const {
    for (const syntax::Argument& argument : arguments.items) one(argument.value);
  }
  // No conversion: visitors keep views into what they see, so nothing may be copied on the way.
  template <typename Optional>
  void arguments(const Optional& maybe) const {
    if (maybe) arguments(*maybe);
  }
  void duties(const std::vector<syntax::DutyCall>& calls) const {
    for (const syntax::DutyCall& call : calls) {
      maybe(call.word);
      arguments(call.arguments);
      maybe(call.within);
    }
  }
  void period(const std::optional<syntax::Period>& period) const {
    if (period) maybe(period->span_value);
  }

  void operator()(const syntax::Import& node) const { arguments(node.arguments); }
  void operator()(const syntax::Let& node) const { maybe(node.value); }
  void operator()(const syntax::Approval& node) const {
    for (const syntax::ApprovalSource& source : node.from) {
      maybe(source.quorum);
      maybe(source.after);
    }
    maybe(node.within);
  }
  void operator()(const syntax::Route& node) const { maybe(node.every); }
  void operator()(const syntax::Limit& node) const {
    one(node.amount.value);
    period(node.period);
    for (const syntax::Threshold& threshold : node.thresholds) {
      one(threshold.percent);
      duties(threshold.duties);
    }
    duties(node.otherwise);
  }
  void operator()(const syntax::Watch& node) const {
    if (node.level) one(node.level->value);
    period(node.period);
    duties(node.duties);
  }
  void operator()(const syntax::Around& node) const {
    duties(node.duties);
    duties(node.otherwise);
  }
  void operator()(const syntax::Audit& node) const { maybe(node.keep); }
  void operator()(const syntax::Configure& node) const { arguments(node.arguments); }
  void operator()(const syntax::Lasts& node) const { one(node.length); }
  void operator()(const syntax::Passage& node) const {
    duties(node.duties);
    duties(node.otherwise);
  }
  void operator()(const syntax::EveryTrigger& node) const { one(node.length); }
  void operator()(const syntax::RunItem& node) const { arguments(node.arguments); }
  void operator()(const syntax::Expires& node) const { one(node.date); }
  void operator()(const syntax::Assert& node) const {
    maybe(node.bound);
    period(node.period);
  }
  void operator()(const syntax::Accept& node) const { maybe(node.until); }
  void operator()(const syntax::Test& node) const {
    arguments(node.with);
    for (const syntax::TestCase& test : node.cases) {
      arguments(test.arguments);
      arguments(test.with);
    }
  }
  template <typename Node>
  void operator()(const Node&) const {}
};

}  // namespace

void each_statement(const syntax::PolicyFile& file, const Visit& visit) {
  std::vector<const syntax::Scope*> blocks;
  visit_statements(file.statements, blocks, visit);
}

void each_statement(const Subject& subject, const Visit& visit) {
  for (const project::Module& module : subject.modules.modules)
    if (!module.is_stdlib) each_statement(module.parsed.tree, visit);
}

ConditionLists conditions_of(const syntax::Statement& statement) { return std::visit(Conditions{}, statement.node); }

void each_conditions(const Subject& subject, const std::function<void(const Place&, const std::vector<syntax::Condition>&)>& visit) {
  each_statement(subject, [&](const Place& place) {
    for (const auto* conditions : conditions_of(place.statement)) visit(place, *conditions);
  });
}

void each_atom(const syntax::Expr& expr, const std::function<void(const syntax::Expr&)>& visit) {
  if (expr.kind == syntax::ExprKind::atom) visit(expr);
  for (const syntax::Expr& item : expr.items) each_atom(item, visit);
}

void each_value(const syntax::Statement& statement, const Values& visit) {
  const PlainValues plain{visit};
  for (const auto* conditions : conditions_of(statement))
    for (const syntax::Condition& condition : *conditions)
      each_atom(condition.expr, [&](const syntax::Expr& atom) { plain.one(atom.value); });
  std::visit(plain, statement.node);
}

bool governs_agents(const Subject& subject) {
  bool found = false;
  each_statement(subject.modules.modules.front().parsed.tree, [&](const Place& place) {
    const auto* scope = std::get_if<syntax::Scope>(&place.statement.node);
    found = found || (scope != nullptr && scope->kind == syntax::ScopeKind::agent);
  });
  return found;
}

bool is_authored(const Subject& subject, base::Span span) {
  const auto& modules = subject.modules.modules;
  return std::any_of(modules.begin(), modules.end(),
                     [&](const project::Module& module) { return module.file == span.file && !module.is_stdlib; });
}

std::string_view text_between(const base::SourceMap& sources, base::Span first, base::Span second) {
  if (first.file != second.file || first.end > second.begin) return {};
  return sources.text({first.file, first.end, second.begin});
}

}  // namespace envelope::lint
