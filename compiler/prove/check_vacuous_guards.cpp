// ENV2105: a condition that is true for no request, or for every one.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <tuple>

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

bool asks_who(const model::Atom& atom) { return atom.kind == model::AtomKind::agent || atom.kind == model::AtomKind::tier; }

// Conditions on who acts tell principals apart that a policy may not have (yet): a template speaks of four tiers, whoever is in them. Here
// they are looked at with everybody in every tier, and with somebody nobody has named. A block for agents or a human says who it is.
class Others {
 public:
  explicit Others(Proof& proof) : proof_(proof) {}

  // Whether what the condition does for nobody (`always`: for everybody) comes from who there is, and in which tier.
  bool could_tell_apart(model::StatementId statement, bool always) {
    if (proof_.statement(statement).names_principals) return false;
    std::set<std::tuple<base::ActionId, model::GuardId, model::PrincipalKind>> seen;
    for (const std::uint32_t number : proof_.facts(statement).cells) {
      const ProofCell& cell = proof_.cells()[number];
      for (const CellRule& rule : cell.rules) {
        const bool is_new =
            rule.statement == statement && seen.emplace(cell.action, rule.guard, proof_.model().principals[cell.who.index()].kind).second;
        if (is_new && could_tell_apart(cell, rule, always)) return true;
      }
    }
    return false;
  }

 private:
  bool could_tell_apart(const ProofCell& cell, const CellRule& rule, bool always) {
    const std::vector<base::PrincipalId> named = asked_for(rule.guard);
    if (named.empty()) return false;
    const base::TierId of_block = proof_.statement(rule.statement).tier;
    for (const base::PrincipalId who : named) {
      model::Principal& principal = world().principals[who.index()];
      const base::TierId before = principal.tier;
      bool is_other = false;
      for (std::uint32_t tier = 0; tier <= world().tiers.size() && !is_other; ++tier) {
        principal.tier = tier < world().tiers.size() ? base::TierId{tier} : base::TierId{};
        if (of_block.is_valid() && principal.tier != of_block) continue;
        ProofCell moved = cell;
        moved.who = who;
        is_other = holds_for(moved, rule.guard, always) != always;
      }
      principal.tier = before;
      if (is_other) return true;
    }
    return false;
  }

  // Those that the guard asks for by name, and somebody else; nobody where it does not ask who acts.
  [[nodiscard]] std::vector<base::PrincipalId> asked_for(model::GuardId guard) {
    std::set<base::PrincipalId> named;
    for (const model::AtomId id : atoms_of(proof_.model(), {guard})) {
      const model::Atom& atom = proof_.model().atoms[id.index()];
      if (!asks_who(atom)) continue;
      named.insert({static_cast<std::uint32_t>(proof_.model().principals.size())});
      if (atom.kind == model::AtomKind::agent)
        for (const std::int64_t number : atom.numbers) named.insert({static_cast<std::uint32_t>(number)});
    }
    return {named.begin(), named.end()};
  }

  // Whether the written condition is true for some request (`always`: for every one).
  bool holds_for(const ProofCell& cell, model::GuardId guard, bool always) {
    const auto conditions = written_conditions(proof_.model(), guard);
    CellLogic logic = proof_.logic(world(), cell, Beside{conditions, {}, true});
    Node written = bdd::kTrue;
    for (const model::GuardId condition : conditions) written = logic.space().both(written, logic.must(condition));
    if (!logic.limit().empty()) return !always;  // not known: nothing is told
    return always ? written == bdd::kTrue : written != bdd::kFalse;
  }

  // The policy, with one agent more.
  model::PolicyModel& world() {
    if (world_.principals.empty()) {
      world_ = proof_.model();
      world_.principals.push_back({{}, model::PrincipalKind::agent, {}, {}, {}});
    }
    return world_;
  }

  Proof& proof_;
  model::PolicyModel world_;
};

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
  Others others(proof);
  for (const model::StatementId statement : proof.reading_order()) {
    const StatementFacts& facts = proof.facts(statement);
    if (!facts.never_holds && !facts.always_holds) continue;
    if (!facts.never_holds && !has_written_condition(proof.statement(statement).text)) continue;
    if (!facts.lacks_capability && others.could_tell_apart(statement, !facts.never_holds)) continue;
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
