// ENV2107: two duties that one request brings with it and that cannot both be done: entering and leaving the same switch, or one duty with
// two different amounts for the same argument (`snapshot(keep: 7d)` and `snapshot(keep: 14d)`). Texts, lists and names may well be said
// several times: reports to two people are two reports.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/model/print.h"
#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using model::Duties;
using model::DutyCall;

bool is_amount(const std::string& printed) {
  return !printed.empty() && ((printed[0] >= '0' && printed[0] <= '9') || printed[0] == '$' || printed == "true" || printed == "false");
}

bool contradict(const DutyCall& a, const DutyCall& b) {
  const bool opposite = (a.name == "enter" && b.name == "leave") || (a.name == "leave" && b.name == "enter");
  if (opposite) return a.arguments == b.arguments;
  if (a.name != b.name) return false;
  for (const auto& [name, value] : a.arguments)
    for (const auto& [other_name, other_value] : b.arguments)
      if (name == other_name && value != other_value && is_amount(value) && is_amount(other_value)) return true;
  return false;
}

struct Conflict {
  const DutyCall* one = nullptr;
  const DutyCall* other = nullptr;
};

std::optional<Conflict> conflict_of(const Duties& a, const Duties& b) {
  if (a.moment != b.moment) return std::nullopt;
  for (const DutyCall& one : a.calls)
    for (const DutyCall& other : b.calls)
      if (contradict(one, other)) return Conflict{&one, &other};
  return std::nullopt;
}

bool covers(const model::PolicyModel& model, const Duties& duties, const ProofCell& cell) {
  const auto& principals = model.principal_sets[duties.cell.principals.index()];
  const auto& actions = model.action_sets[duties.cell.actions.index()];
  return std::binary_search(principals.begin(), principals.end(), cell.who) &&
         std::binary_search(actions.begin(), actions.end(), cell.action) && !cell.requested.is_valid();
}

// A request that brings both duties with it.
std::optional<Shown> brings_both(Proof& proof, const Duties& a, const Duties& b, Finding& finding) {
  const std::string about = "whether a request brings two contradicting duties";
  std::optional<Shown> first;
  for (const ProofCell& cell : proof.cells()) {
    if (!covers(proof.model(), a, cell) || !covers(proof.model(), b, cell)) continue;
    CellLogic logic = proof.logic(cell, {a.guard, b.guard});
    const Formula formula = all({may(a.guard), may(b.guard), at_least(base::Effect::ask)});
    if (proof.ask(logic, formula, about, proof.statement(a.statement).span) != Possible::yes) continue;
    auto shown = proof.show(logic, formula);
    if (!shown) continue;
    finding.about.insert(finding.about.end(), cell.principals.begin(), cell.principals.end());
    if (!first || precedes(*shown, *first)) first = std::move(shown);
  }
  std::sort(finding.about.begin(), finding.about.end());
  finding.about.erase(std::unique(finding.about.begin(), finding.about.end()), finding.about.end());
  return first;
}

}  // namespace

void find_obligation_conflicts(Proof& proof, Findings& findings) {
  std::vector<const Duties*> all;
  for (const Duties& duties : proof.model().duties) all.push_back(&duties);
  std::stable_sort(all.begin(), all.end(), [&](const Duties* a, const Duties* b) {
    return proof.statement(a->statement).span < proof.statement(b->statement).span;
  });
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      const auto conflict = conflict_of(*all[i], *all[j]);
      if (!conflict) continue;
      Finding finding;
      const auto shown = brings_both(proof, *all[i], *all[j], finding);
      if (!shown) continue;
      diagnostics::Diagnostic& diagnostic = finding.diagnostic;
      diagnostic.code = diagnostics::Code::ObligationConflict;
      diagnostic.primary = proof.statement(all[j]->statement).span;
      diagnostic.message =
          fmt::format("`{}` contradicts `{}`", model::print_calls({*conflict->other}), model::print_calls({*conflict->one}));
      diagnostic.under("both attach to one request");
      diagnostic.label(proof.statement(all[i]->statement).span, "the other duty");
      diagnostic.with_help("let one of them not apply where the other does");
      diagnostic.witness = diagnostics::Witness{shown->command, "one of the two duties", "both"};
      findings.push_back(std::move(finding));
    }
}

}  // namespace envelope::prove
