// ENV2102: an `allow` that something denies wherever it applies. A `deny` within an `allow` is an exception and no finding; this is the
// reverse, and what its author wanted is not what is decided.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using base::Effect;

// The denials that cover a grant, in the cells it stands in, and a request that shows it.
struct Denied {
  bool is_proved = false;
  std::vector<model::StatementId> by;
  std::optional<Shown> shown;
};

void add_new(std::vector<model::StatementId>& all, const std::vector<model::StatementId>& more) {
  for (const model::StatementId statement : more)
    if (std::find(all.begin(), all.end(), statement) == all.end()) all.push_back(statement);
}

Denied denied(Proof& proof, model::StatementId statement) {
  Denied result;
  const std::string about = "whether `" + proof.statement(statement).text + "` ever escapes a denial";
  for (const std::uint32_t number : proof.facts(statement).cells) {
    CellLogic logic = proof.logic(proof.cells()[number]);
    for (const CellRule& rule : logic.cell().rules) {
      if (rule.statement != statement || logic.must(rule.guard) == bdd::kFalse) continue;
      const Formula escapes = all({must(rule.guard), negation(capped_below(Effect::propose))});
      if (proof.ask(logic, escapes, about, proof.statement(statement).span) != Possible::no) return {};
      std::vector<Candidate> denials;
      for (const CellRule& other : logic.cell().rules)
        if (other.role == RuleRole::cap && other.level == Effect::deny) denials.push_back({other.statement, logic.may(other.guard)});
      add_new(result.by, covering(logic, logic.must(rule.guard), denials));
      auto shown = proof.show(logic, must(rule.guard));
      if (shown && (!result.shown || precedes(*shown, *result.shown))) result.shown = std::move(shown);
    }
  }
  result.is_proved = result.shown.has_value();
  return result;
}

}  // namespace

void find_dead_allows(Proof& proof, Findings& findings) {
  for (const model::StatementId statement : proof.reading_order()) {
    const StatementFacts& facts = proof.facts(statement);
    if (!facts.grants || facts.caps || facts.is_default || !facts.is_denied || facts.never_holds) continue;
    Denied result = denied(proof, statement);
    if (!result.is_proved) continue;
    Finding finding{{}, principals_of(proof, statement), {statement}, result.by};
    finding.diagnostic.code = diagnostics::Code::DeadAllow;
    finding.diagnostic.primary = proof.statement(statement).span;
    finding.diagnostic.message = fmt::format("`{}` never allows anything: all of it is denied", short_text(proof, statement));
    finding.diagnostic.under("denied wherever it applies");
    label_statements(proof, finding.diagnostic, result.by, result.by.size() == 1 ? "by this" : "in part by this");
    finding.diagnostic.with_help("remove it, or except it from the denial with `unless` or `except`");
    finding.diagnostic.witness = diagnostics::Witness{result.shown->command, "allow", "deny"};
    findings.push_back(std::move(finding));
  }
}

}  // namespace envelope::prove
