#include "compiler/questions/steps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/model/truth.h"
#include "compiler/model/value.h"
#include "compiler/questions/pins.h"
#include "compiler/restate/spelling.h"

namespace envelope::questions {
namespace {

using base::Effect;
using model::Matched;
using model::PolicyModel;

std::string joined(const std::vector<std::string>& items) { return fmt::format("{}", fmt::join(items, " and ")); }

// The statement that stands at `span`.
const syntax::Statement* find_statement(const std::vector<syntax::Statement>& statements, base::Span span) {
  for (const syntax::Statement& statement : statements) {
    if (statement.span == span) return &statement;
    const auto* scope = std::get_if<syntax::Scope>(&statement.node);
    if (scope == nullptr) continue;
    if (const syntax::Statement* inner = find_statement(scope->items, span)) return inner;
  }
  return nullptr;
}

// The first block of this kind and name alone, and the end of what stands in it.
const syntax::Scope* find_block(const std::vector<syntax::Statement>& statements, syntax::ScopeKind kind, const std::string& name) {
  for (const syntax::Statement& statement : statements) {
    const auto* scope = std::get_if<syntax::Scope>(&statement.node);
    if (scope != nullptr && scope->kind == kind && scope->has_block && scope->names.size() == 1 && scope->names.front().text == name)
      return scope;
  }
  return nullptr;
}

class StepMaker {
 public:
  explicit StepMaker(const StepsAsked& asked)
      : asked_(asked),
        model_(*asked.compilation.model),
        action_(model::find_action(model_, asked.request.action)),
        pins_(pins_of(model_, asked.request)) {}

  std::optional<std::vector<Step>> run() {
    for (const model::StatementId statement : in_the_way(asked_.explanation))
      if (!narrow(statement)) return std::nullopt;
    std::vector<std::string> members{asked_.request.principal};
    members.insert(members.end(), asked_.request.lineage->begin(), asked_.request.lineage->end());
    std::set<base::PrincipalId> done;
    for (const std::string& member : members) {
      const base::PrincipalId who = model::find_principal(model_, member);
      if (done.insert(who).second && !grant(who)) return std::nullopt;
    }
    if (steps_.empty()) return std::nullopt;
    return std::move(steps_);
  }

 private:
  [[nodiscard]] bool is_of_tier() const { return asked_.breadth == Breadth::tier; }
  [[nodiscard]] const std::string& text_of(base::FileId file) const { return asked_.compilation.sources.file(file).text; }
  [[nodiscard]] std::string text_at(base::Span span) const { return text_of(span.file).substr(span.begin, span.end - span.begin); }
  [[nodiscard]] bool is_ours(base::FileId file) const { return !asked_.compilation.sources.file(file).path.starts_with("<stdlib>"); }

  [[nodiscard]] std::set<base::PrincipalId> speaks_of(model::StatementId statement) const {
    std::set<base::PrincipalId> people;
    for (const auto* caps : {&model_.caps, &model_.default_caps})
      for (const model::Cap& cap : *caps)
        if (cap.statement == statement) {
          const auto& set = model_.principal_sets[cap.cell.principals.index()];
          people.insert(set.begin(), set.end());
        }
    return people;
  }

  // What sets the request apart from others that the statement speaks of.
  [[nodiscard]] std::vector<std::string> exception(model::StatementId statement, bool with_pins) const {
    std::vector<std::string> conditions;
    if (with_pins && asked_.breadth != Breadth::action) conditions = pins_;
    std::set<base::PrincipalId> others = speaks_of(statement);
    std::vector<std::string> names;
    for (const Matched& matched : asked_.explanation.matched)
      if (matched.statement == statement && others.erase(matched.decided_for) > 0)
        names.push_back(restate::spell_name(model_.principals[matched.decided_for.index()].name));
    if (others.empty()) return conditions;
    const base::TierId tier = model_.principals[model::find_principal(model_, asked_.request.principal).index()].tier;
    if (is_of_tier() && tier.is_valid())
      conditions.insert(conditions.begin(), "tier is " + restate::spell_name(model_.tiers[tier.index()]));
    else if (names.size() == 1)
      conditions.insert(conditions.begin(), "agent is " + names.front());
    else
      conditions.insert(conditions.begin(), fmt::format("agent in [{}]", fmt::join(names, ", ")));
    return conditions;
  }

  // Whether the rule speaks of this action alone, by its own name.
  [[nodiscard]] bool is_about_action_alone(const syntax::Rule& rule) const {
    const auto& items = rule.targets.items;
    return items.size() == 1 && !items.front().anything && text_at(items.front().span) == restate::spell_name(asked_.request.action);
  }

  [[nodiscard]] std::string with_except(base::Span statement, const syntax::Rule& rule) const {
    const std::string action = restate::spell_name(asked_.request.action);
    std::string text = text_at(statement);
    return text.insert(rule.targets.span.end - statement.begin, (rule.targets.except.empty() ? " except " : ", ") + action);
  }

  [[nodiscard]] std::string for_action(base::Span statement, const syntax::Rule& rule) const {
    std::string text = text_at(statement);
    const base::Span targets = rule.targets.span;
    return text.replace(targets.begin - statement.begin, targets.end - targets.begin, restate::spell_name(asked_.request.action));
  }

  bool narrow(model::StatementId id) {
    const base::Span span = model_.statements[id.index()].span;
    if (!span.is_valid() || !is_ours(span.file)) return false;
    const syntax::Statement* statement = nullptr;
    for (const project::Module& module : asked_.compilation.modules->modules)
      if (statement == nullptr && module.file == span.file) statement = find_statement(module.parsed.tree.statements, span);
    const auto* rule = statement == nullptr ? nullptr : std::get_if<syntax::Rule>(&statement->node);
    if (rule == nullptr) return false;
    const bool is_alone = is_about_action_alone(*rule);
    const bool splits = asked_.splits && !is_alone;
    const std::vector<std::string> unless = exception(id, is_alone || splits);
    std::string now;
    if (splits) {
      now = with_except(span, *rule);
      if (!unless.empty()) now += "\n" + for_action(span, *rule) + " unless " + joined(unless);
    } else if (!unless.empty()) {
      now = text_at(span) + " unless " + joined(unless);
    }
    steps_.push_back({now, "", span, text_at(span), {span, now}});
    return true;
  }

  // A statement that allows it, unless one does already; and what the action needs.
  bool grant(base::PrincipalId who) {
    std::vector<std::string> lines;
    if (is_granted(who)) return asked_.breadth != Breadth::capability || !steps_.empty();
    const std::vector<std::string> lacking = lacking_of(who);
    if (!lacking.empty()) lines.push_back(fmt::format("holds {}", fmt::join(lacking, ", ")));
    if (asked_.breadth == Breadth::capability && lacking.empty()) return false;
    if (asked_.breadth != Breadth::capability) lines.push_back(allow_line());
    return put(who, fmt::format("{}", fmt::join(lines, "\n")));
  }

  // A default allows where no default is stricter.
  [[nodiscard]] bool is_granted(base::PrincipalId who) const {
    bool by_statement = false, by_default = false, is_outvoted = false;
    for (const Matched& matched : asked_.explanation.matched) {
      if (matched.decided_for != who) continue;
      const bool is_grant = matched.role == Matched::Role::grant, is_cap = matched.role == Matched::Role::cap;
      by_statement = by_statement || (is_grant && matched.level == Effect::allow);
      if (is_grant || is_cap) continue;
      by_default = by_default || matched.level == Effect::allow;
      is_outvoted = is_outvoted || matched.level < Effect::allow;
    }
    return by_statement || (by_default && !is_outvoted);
  }

  [[nodiscard]] std::string allow_line() const {
    const std::string action = restate::spell_name(asked_.request.action);
    std::string line = asked_.request.requested
                           ? fmt::format("allow request {} for {}", restate::spell_name(*asked_.request.requested), action)
                           : "allow " + action;
    if (asked_.breadth != Breadth::action && !pins_.empty()) line += " when " + joined(pins_);
    return line;
  }

  // The capabilities that the action needs and nothing gives.
  [[nodiscard]] std::vector<std::string> lacking_of(base::PrincipalId who) const {
    std::vector<std::string> lacking;
    if (asked_.request.requested) return lacking;
    for (const base::CapabilityId id : model_.actions[action_.index()].needs)
      if (model::capability_truth(model_, id, asked_.request, who) != text::Truth::yes)
        lacking.push_back(restate::spell_name(model_.capabilities[id.index()]));
    return lacking;
  }

  bool put(base::PrincipalId id, const std::string& line) {
    const model::Principal& who = model_.principals[id.index()];
    const bool is_human = who.kind == model::PrincipalKind::human;
    if (is_of_tier() && (is_human || !who.tier.is_valid())) return false;
    const std::string& name = is_of_tier() ? model_.tiers[who.tier.index()] : who.name;
    const syntax::ScopeKind kind = is_of_tier() ? syntax::ScopeKind::tier : is_human ? syntax::ScopeKind::human : syntax::ScopeKind::agent;
    const std::string block = fmt::format("{} {}", is_of_tier() ? "tier" : is_human ? "human" : "agent", restate::spell_name(name));
    for (const project::Module& module : asked_.compilation.modules->modules) {
      const syntax::Scope* scope = module.is_stdlib ? nullptr : find_block(module.parsed.tree.statements, kind, name);
      if (scope == nullptr) continue;
      put_into(*scope, block, line);
      return true;
    }
    const base::FileId main = asked_.compilation.modules->modules.front().file;
    const auto end = static_cast<std::uint32_t>(text_of(main).size());
    steps_.push_back({line, block, {}, "", {{main, end, end}, fmt::format("\n{} {{\n{}\n}}\n", block, line)}});
    return true;
  }

  void put_into(const syntax::Scope& scope, const std::string& block, const std::string& line) {
    const std::string text = text_at(scope.block);
    const std::size_t last = text.find_last_not_of(" \t\r\n", text.size() - 2);
    const auto at = static_cast<std::uint32_t>(scope.block.begin + last + 1);
    steps_.push_back({line, block, scope.block, "", {{scope.block.file, at, at}, "\n" + line + "\n"}});
  }

  const StepsAsked& asked_;
  const PolicyModel& model_;
  base::ActionId action_;
  std::vector<std::string> pins_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<model::StatementId> in_the_way(const model::Explanation& explanation) {
  std::set<model::StatementId> statements;
  for (const Matched& matched : explanation.matched)
    if (matched.role == Matched::Role::cap && matched.level < Effect::allow) statements.insert(matched.statement);
  return {statements.begin(), statements.end()};
}

std::optional<std::vector<Step>> steps_for(const StepsAsked& asked) { return StepMaker(asked).run(); }

}  // namespace envelope::questions
