#include "compiler/prove/statement_facts.h"

#include <algorithm>

namespace envelope::prove {
namespace {

using base::Effect;
using bdd::kFalse;
using bdd::kTrue;

bool is_capability(const model::PolicyModel& model, model::GuardId id) {
  const model::Guard& guard = model.guards[id.index()];
  return guard.kind == model::GuardKind::atom && model.atoms[guard.atom.index()].kind == model::AtomKind::capability;
}

class Scan {
 public:
  Scan(const model::PolicyModel& model, std::vector<StatementFacts>& facts) : model_(model), facts_(facts) {}

  void look_at(CellLogic& logic, std::uint32_t number) {
    for (const CellRule& rule : logic.cell().rules) look_at_rule(logic, rule);
    for (const model::StatementId statement : statements_of(logic.cell())) {
      StatementFacts& facts = facts_[statement.index()];
      facts.cells.push_back(number);
      const bool may_be_idle = !facts.is_default && (facts.is_covered || !facts.caps);
      if (facts.changes_nothing && may_be_idle) facts.changes_nothing = logic.same_without({statement});
    }
  }

  static std::vector<model::StatementId> statements_of(const ProofCell& cell) {
    std::vector<model::StatementId> statements;
    for (const CellRule& rule : cell.rules) statements.push_back(rule.statement);
    std::sort(statements.begin(), statements.end());
    statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
    return statements;
  }

  static void give_up(StatementFacts& facts) {
    facts.never_holds = facts.lacks_capability = facts.always_holds = facts.is_denied = false;
    facts.is_covered = facts.is_outranked = facts.changes_nothing = false;
  }

 private:
  void look_at_rule(CellLogic& logic, const CellRule& rule) {
    StatementFacts& facts = facts_[rule.statement.index()];
    facts.level = rule.level;
    facts.is_default = rule.role == RuleRole::default_grant || rule.role == RuleRole::default_cap;
    if (facts.never_holds || facts.always_holds || facts.lacks_capability) look_at_condition(logic, rule, facts);
    if (rule.role == RuleRole::grant || rule.role == RuleRole::default_grant) {
      facts.grants = true;
      if (facts.is_denied) facts.is_denied = within(logic, logic.must(rule.guard), logic.capped_below(Effect::propose, {rule.statement}));
    } else {
      facts.caps = true;
      if (facts.is_outranked) facts.is_outranked = within(logic, logic.may(rule.guard), others(logic, rule, false));
      if (facts.is_covered) facts.is_covered = within(logic, logic.may(rule.guard), others(logic, rule, true));
    }
  }

  void look_at_condition(CellLogic& logic, const CellRule& rule, StatementFacts& facts) {
    const auto conditions = written_conditions(model_, rule.guard);
    Node written = kTrue;
    for (const model::GuardId condition : conditions) written = logic.space().both(written, logic.must(condition));
    if (logic.must(rule.guard) != kFalse) facts.never_holds = false;
    if (written == kFalse) facts.lacks_capability = false;
    if (conditions.empty() || written != kTrue) facts.always_holds = false;
  }

  // Where caps of other statements apply that are stricter, or as strict.
  static Node others(CellLogic& logic, const CellRule& rule, bool with_level) {
    Node node = kFalse;
    for (const CellRule& other : logic.cell().rules)
      if (other.statement != rule.statement && restricts_as(logic.model(), other, rule) && (with_level || other.level < rule.level))
        node = logic.space().either(node, logic.may(other.guard));
    return node;
  }

  static bool within(CellLogic& logic, Node inner, Node outer) { return logic.space().without(inner, outer) == kFalse; }

  const model::PolicyModel& model_;
  std::vector<StatementFacts>& facts_;
};

}  // namespace

bool restricts_as(const model::PolicyModel& model, const CellRule& other, const CellRule& rule) {
  if (other.role != rule.role || other.level > rule.level) return false;
  if (other.level < rule.level || rule.level != Effect::ask) return true;
  const auto& theirs = approvals_of(model, other);
  const auto& mine = approvals_of(model, rule);
  return std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
}

std::vector<model::GuardId> written_conditions(const model::PolicyModel& model, model::GuardId id) {
  const model::Guard& guard = model.guards[id.index()];
  std::vector<model::GuardId> conditions;
  if (guard.kind == model::GuardKind::always || is_capability(model, id)) return conditions;
  if (guard.kind != model::GuardKind::all) return {id};
  for (const model::GuardId child : guard.children)
    if (!is_capability(model, child)) conditions.push_back(child);
  return conditions;
}

std::vector<StatementFacts> statement_facts(const model::PolicyModel& model, const std::vector<ProofCell>& cells, Knowledge& knowledge,
                                            bdd::Space& space, std::vector<UnknownCell>& unknown, const Progress& progress) {
  std::vector<StatementFacts> facts(model.statements.size());
  Scan scan(model, facts);
  for (std::uint32_t number = 0; number < cells.size(); ++number) {
    if (progress) progress(number, cells.size());
    CellLogic logic(model, cells[number], knowledge, space);
    const bool is_known = logic.limit().empty();
    if (is_known) scan.look_at(logic, number);
    if (logic.limit().empty()) continue;
    unknown.push_back({number, logic.limit(), logic.is_faulty()});
    for (const model::StatementId statement : Scan::statements_of(cells[number])) {
      StatementFacts& of_statement = facts[statement.index()];
      Scan::give_up(of_statement);
      if (!is_known) of_statement.cells.push_back(number);
    }
  }
  for (StatementFacts& of_statement : facts) {
    if (of_statement.cells.empty()) Scan::give_up(of_statement);
    if (!of_statement.never_holds) of_statement.lacks_capability = false;
    if (!of_statement.grants) of_statement.is_denied = false;
    if (!of_statement.caps) of_statement.is_covered = of_statement.is_outranked = false;
    if (of_statement.is_default || (of_statement.caps && !of_statement.is_covered)) of_statement.changes_nothing = false;
  }
  return facts;
}

}  // namespace envelope::prove
