// ENV2103, ENV2104: rules that can go. A restriction can go where other restrictions, together, are as strict wherever it applies; whether
// anything is granted there plays no part, since an explicit `deny` is worth having even where nothing grants. An `allow` can go where
// no decision changes. What is reported can go all at once: each is judged without those reported before it.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using base::Effect;

class IdleRules {
 public:
  explicit IdleRules(Proof& proof) : proof_(proof) {
    for (const model::StatementId statement : proof.reading_order()) {
      const StatementFacts& facts = proof.facts(statement);
      const bool is_dead = facts.grants && !facts.caps && (facts.is_denied || facts.never_holds);
      if (is_dead) gone_.insert(statement);  // told elsewhere, and no reason for anything
      const bool may_go = facts.changes_nothing && !facts.is_default && !facts.never_holds && (facts.is_covered || !facts.caps);
      if (may_go && !is_dead) candidates_.push_back(statement);
    }
  }

  void run(Findings& findings) {
    // Those within one other first, the last written first; so of two alike the later is told.
    for (const bool within_one : {true, false})
      for (auto statement = candidates_.rbegin(); statement != candidates_.rend(); ++statement)
        if (!gone_.contains(*statement)) examine(*statement, within_one);
    std::sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) { return a.diagnostic.primary < b.diagnostic.primary; });
    findings.insert(findings.end(), std::make_move_iterator(found_.begin()), std::make_move_iterator(found_.end()));
  }

 private:
  // What makes a statement idle in a cell.
  struct Reasons {
    bool is_idle = true, within_one = true, outranked = true;
    std::vector<model::StatementId> by;
  };

  // What together makes `rule` needless where it applies.
  [[nodiscard]] std::vector<Candidate> rivals(CellLogic& logic, const CellRule& rule) const {
    std::vector<Candidate> rivals;
    const bool is_cap = rule.role == RuleRole::cap;
    for (const CellRule& other : logic.cell().rules) {
      if (other.statement == rule.statement || gone_.contains(other.statement)) continue;
      const bool restricts = other.role == RuleRole::cap && (is_cap ? restricts_as(proof_.model(), other, rule) : other.level < rule.level);
      const bool grants = !is_cap && other.role == RuleRole::grant && other.level >= rule.level;
      if (restricts || grants) rivals.push_back({other.statement, logic.applies(other)});
    }
    return rivals;
  }

  void look_at(CellLogic& logic, const CellRule& rule, Reasons& reasons) const {
    const bool matters = rule.role == RuleRole::cap || !proof_.facts(rule.statement).caps;  // `ask`: the cap says why
    const Node target = logic.applies(rule);
    if (!matters || target == bdd::kFalse) return;
    const auto by = covering(logic, target, rivals(logic, rule));
    if (by.empty()) reasons.is_idle = reasons.is_idle && rule.role != RuleRole::cap;
    reasons.within_one = reasons.within_one && by.size() == 1;
    for (const model::StatementId statement : by) {
      if (proof_.facts(statement).level >= rule.level) reasons.outranked = false;
      if (std::find(reasons.by.begin(), reasons.by.end(), statement) == reasons.by.end()) reasons.by.push_back(statement);
    }
  }

  Reasons reasons_of(model::StatementId statement) {
    Reasons reasons;
    Without more = gone_;
    more.insert(statement);
    for (const std::uint32_t number : proof_.facts(statement).cells) {
      CellLogic logic = proof_.logic(proof_.cells()[number]);
      for (const CellRule& rule : logic.cell().rules)
        if (rule.statement == statement) look_at(logic, rule, reasons);
      if (node_of(logic, changes(logic, more)) != bdd::kFalse) reasons.is_idle = false;
      if (!reasons.is_idle) return reasons;
    }
    return reasons;
  }

  // Where it matters that, besides those gone, `more` goes.
  [[nodiscard]] Formula changes(const CellLogic& logic, const Without& more) const {
    std::vector<Formula> ways;
    for (const Effect level : {Effect::propose, Effect::ask, Effect::allow})
      ways.push_back(differ(at_least(level, gone_), at_least(level, more)));
    for (const base::ApprovalId approval : logic.approvals()) ways.push_back(differ(needs(approval, gone_), needs(approval, more)));
    return any(std::move(ways));
  }

  bool is_confirmed(model::StatementId statement) {
    Without more = gone_;
    more.insert(statement);
    const std::string about = "whether `" + proof_.statement(statement).text + "` changes a decision";
    for (const std::uint32_t number : proof_.facts(statement).cells) {
      CellLogic logic = proof_.logic(proof_.cells()[number]);
      if (proof_.ask(logic, changes(logic, more), about, proof_.statement(statement).span) != Possible::no) return false;
    }
    return true;
  }

  void examine(model::StatementId statement, bool within_one) {
    const Reasons reasons = reasons_of(statement);
    if (!reasons.is_idle || (within_one && !reasons.within_one) || !is_confirmed(statement)) return;
    gone_.insert(statement);
    found_.push_back(told(statement, reasons));
  }

  [[nodiscard]] Finding told(model::StatementId statement, const Reasons& reasons) const {
    const StatementFacts& facts = proof_.facts(statement);
    const bool restricts_only = facts.caps && !facts.grants;
    const bool is_shadowed = restricts_only || (facts.caps && reasons.outranked);
    Finding finding{{}, principals_of(proof_, statement), {statement}, reasons.by};
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = is_shadowed ? diagnostics::Code::ShadowedRule : diagnostics::Code::RedundantRule;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.primary = proof_.statement(statement).span;
    const std::string text = short_text(proof_, statement);
    if (!is_shadowed)
      diagnostic.message = fmt::format("`{}` changes no decision: everything it speaks of is decided alike without it", text);
    else if (reasons.outranked)
      diagnostic.message = fmt::format("`{}` never counts: everything it speaks of is decided more strictly", text);
    else
      diagnostic.message = fmt::format("`{}` adds nothing: other rules are as strict wherever it applies", text);
    diagnostic.under("can be removed without changing a decision");
    label_statements(proof_, diagnostic, reasons.by, reasons.by.size() == 1 ? "because of this" : "in part because of this");
    diagnostic.with_help("remove it, or say more exactly what it was to add");
    return finding;
  }

  Proof& proof_;
  Without gone_;
  std::vector<model::StatementId> candidates_;
  Findings found_;
};

}  // namespace

void find_idle_rules(Proof& proof, Findings& findings) { IdleRules(proof).run(findings); }

}  // namespace envelope::prove
