// ENV2105: a condition that is true for no request, or for every one.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

// Both engines on one statement, in all cells. `always`: whether its written condition ever fails; else whether its guard is ever true.
bool is_confirmed(Proof& proof, model::StatementId statement, bool always) {
  const std::string about =
      fmt::format("whether `{}` {}", proof.statement(statement).text, always ? "ever fails to apply" : "ever applies");
  for (const std::uint32_t number : proof.facts(statement).cells) {
    CellLogic logic = proof.logic(proof.cells()[number]);
    for (const CellRule& rule : logic.cell().rules) {
      if (rule.statement != statement) continue;
      Formula formula = must(rule.guard);
      if (always) {
        std::vector<Formula> failing;
        for (const model::GuardId condition : written_conditions(proof.model(), rule.guard)) failing.push_back(negation(must(condition)));
        formula = any(std::move(failing));
      }
      if (proof.ask(logic, formula, about, proof.statement(statement).span) != Possible::no) return false;
    }
  }
  return true;
}

// Conditions on who acts tell principals apart that a policy may not have (yet): a template speaks of four tiers, whoever is in them.
bool asks_who(const Proof& proof, model::StatementId statement) {
  for (const std::uint32_t number : proof.facts(statement).cells)
    for (const CellRule& rule : proof.cells()[number].rules) {
      if (rule.statement != statement) continue;
      for (const model::AtomId atom : atoms_of(proof.model(), {rule.guard})) {
        const model::AtomKind kind = proof.model().atoms[atom.index()].kind;
        if (kind == model::AtomKind::agent || kind == model::AtomKind::tier) return true;
      }
    }
  return false;
}

// A passage (`enter via …`) has a condition that nobody wrote.
bool has_written_condition(const std::string& text) {
  return text.find(" when ") != std::string::npos || text.find(" unless ") != std::string::npos;
}

// The capabilities that actions of the statement need and none of its principals holds.
std::vector<std::string> lacking(const Proof& proof, model::StatementId statement) {
  std::set<std::string> names;
  for (const std::uint32_t number : proof.facts(statement).cells) {
    const ProofCell& cell = proof.cells()[number];
    const auto& held = proof.model().principals[cell.who.index()].capabilities;
    for (const base::CapabilityId needed : proof.model().actions[cell.action.index()].needs)
      if (!std::binary_search(held.begin(), held.end(), needed)) names.insert("`" + proof.model().capabilities[needed.index()] + "`");
  }
  return {names.begin(), names.end()};
}

bool may_be_unknown(Proof& proof, model::StatementId statement) {
  for (const std::uint32_t number : proof.facts(statement).cells) {
    CellLogic logic = proof.logic(proof.cells()[number]);
    for (const CellRule& rule : logic.cell().rules)
      if (rule.statement == statement && rule.role == RuleRole::cap && logic.may(rule.guard) != bdd::kFalse) return true;
  }
  return false;
}

void tell_never(Proof& proof, model::StatementId statement, diagnostics::Diagnostic& diagnostic) {
  diagnostic.severity = diagnostics::Severity::error;
  if (proof.facts(statement).lacks_capability) {
    const auto names = lacking(proof, statement);
    diagnostic.message = fmt::format("`{}` never applies: nobody it speaks of holds what it takes", short_text(proof, statement));
    diagnostic.under(fmt::format("takes {}", fmt::join(names, ", ")));
    diagnostic.with_help(fmt::format("let them hold {}, or remove the rule", fmt::join(names, ", ")));
    return;
  }
  diagnostic.message = fmt::format("`{}` never applies: its condition is true for no request", short_text(proof, statement));
  diagnostic.under("no request makes all of this true");
  if (may_be_unknown(proof, statement)) diagnostic.note("where the condition is unknown it restricts all the same");
  diagnostic.with_help("remove it, or mend the condition");
}

void tell_always(Proof& proof, model::StatementId statement, diagnostics::Diagnostic& diagnostic) {
  diagnostic.message = fmt::format("the condition of `{}` is true for every request", short_text(proof, statement));
  diagnostic.under("tells nothing apart");
  diagnostic.with_help("leave the condition out, or say what it was to tell apart");
}

}  // namespace

void find_vacuous_guards(Proof& proof, Findings& findings) {
  for (const model::StatementId statement : proof.reading_order()) {
    const StatementFacts& facts = proof.facts(statement);
    if (!facts.never_holds && !facts.always_holds) continue;
    if (!facts.never_holds && !has_written_condition(proof.statement(statement).text)) continue;
    if (!facts.lacks_capability && asks_who(proof, statement)) continue;
    if (!is_confirmed(proof, statement, !facts.never_holds)) continue;
    Finding finding{{}, principals_of(proof, statement), {}, {}};
    finding.diagnostic.code = diagnostics::Code::VacuousCondition;
    finding.diagnostic.severity = diagnostics::Severity::warning;
    finding.diagnostic.primary = proof.statement(statement).span;
    if (facts.never_holds) {
      tell_never(proof, statement, finding.diagnostic);
      if (!facts.caps) finding.idle = {statement};
    } else {
      tell_always(proof, statement, finding.diagnostic);
    }
    findings.push_back(std::move(finding));
  }
}

}  // namespace envelope::prove
