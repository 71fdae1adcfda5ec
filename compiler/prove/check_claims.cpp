// ENV2604: `assert "…" never EFFECT …` and `always EFFECT …`, proved or refuted. A claim speaks of whom a rule in its place would speak of,
// and of what each of them does for itself: acting for others only makes a decision stricter.
//
// A condition that is unknown may hold. So `never` and the half of `always` that bounds from above count where it may be true; the
// other half of `always`, that nothing is stricter than promised, counts where it certainly is.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/evaluate.h"
#include "compiler/prove/checks.h"
#include "compiler/request/print.h"

namespace envelope::prove {
namespace {

using base::Effect;

Effect next(Effect level) { return static_cast<Effect>(static_cast<int>(level) + 1); }

Formula milder_than(Effect level) { return level == Effect::allow ? any({}) : at_least(next(level)); }

// Where the claim is broken.
Formula broken(const model::Claim& claim) {
  const Formula exactly = all({at_least(claim.effect), negation(milder_than(claim.effect))});
  if (claim.kind == model::ClaimKind::never) return all({may(claim.guard), exactly});
  return any({all({may(claim.guard), milder_than(claim.effect)}), all({must(claim.guard), negation(at_least(claim.effect))})});
}

// A cell that breaks a claim, with its least request.
struct Counterexample {
  Shown shown;
  std::vector<base::PrincipalId> principals;
};

class ClaimProof {
 public:
  ClaimProof(Proof& proof, const model::Claim& claim)
      : proof_(proof), model_(proof.model()), claim_(claim), about_("whether the claim \"" + claim.title + "\" is broken") {}

  std::vector<Counterexample> run() {
    const auto& actions = model_.action_sets[claim_.cell.actions.index()];
    const auto& principals = model_.principal_sets[claim_.cell.principals.index()];
    std::vector<std::pair<base::PrincipalId, base::ActionId>> seen;
    for (const ProofCell& cell : proof_.cells()) {
      if (cell.requested != claim_.cell.requested || !std::binary_search(actions.begin(), actions.end(), cell.action)) continue;
      ProofCell claimed = cell;
      claimed.principals.clear();
      std::set_intersection(cell.principals.begin(), cell.principals.end(), principals.begin(), principals.end(),
                            std::back_inserter(claimed.principals));
      for (const base::PrincipalId who : claimed.principals) seen.emplace_back(who, cell.action);
      if (claimed.principals.empty()) continue;
      claimed.who = first_by_name(model_, claimed.principals);
      examine_each(claimed);
    }
    std::sort(seen.begin(), seen.end());
    for (const base::PrincipalId who : principals)  // of whom nothing is said: everything is denied
      for (const base::ActionId action : actions)
        if (can_be_requested(model_, action) && !std::binary_search(seen.begin(), seen.end(), std::pair(who, action)))
          examine({action, claim_.cell.requested, {who}, who, {}});
    return std::move(found_);
  }

 private:
  // Where the claim's own condition asks who acts, principals that the rules do not tell apart are told apart.
  void examine_each(const ProofCell& cell) {
    if (!asks_who_acts(model_, claim_.guard)) return examine(cell);
    for (const base::PrincipalId who : cell.principals) {
      ProofCell one = cell;
      one.principals = {who};
      one.who = who;
      examine(one);
    }
  }

  void examine(const ProofCell& cell) {
    CellLogic logic = proof_.logic(cell, {claim_.guard});
    const Formula formula = broken(claim_);
    if (proof_.ask(logic, formula, about_, claim_.statement.span) != Possible::yes) return;
    if (auto shown = proof_.show(logic, formula)) found_.push_back({std::move(*shown), cell.principals});
  }

  Proof& proof_;
  const model::PolicyModel& model_;
  const model::Claim& claim_;
  std::string about_;
  std::vector<Counterexample> found_;
};

void label_deciding(const Proof& proof, const request::Request& request, diagnostics::Diagnostic& diagnostic) {
  std::vector<model::StatementId> deciding;
  for (const model::Matched& matched : model::explain(proof.model(), request).matched)
    if (matched.decides && std::find(deciding.begin(), deciding.end(), matched.statement) == deciding.end())
      deciding.push_back(matched.statement);
  label_statements(proof, diagnostic, deciding, "decides it");
  if (deciding.empty()) diagnostic.note("nothing grants it");
}

Finding told(const Proof& proof, const model::Claim& claim, const std::vector<Counterexample>& examples) {
  const Counterexample& first = *std::min_element(
      examples.begin(), examples.end(), [](const Counterexample& a, const Counterexample& b) { return precedes(a.shown, b.shown); });
  Finding finding;
  for (const Counterexample& example : examples)
    finding.about.insert(finding.about.end(), example.principals.begin(), example.principals.end());
  std::sort(finding.about.begin(), finding.about.end());
  finding.about.erase(std::unique(finding.about.begin(), finding.about.end()), finding.about.end());
  diagnostics::Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.code = diagnostics::Code::ClaimRefuted;
  diagnostic.primary = claim.statement.span;
  diagnostic.message = fmt::format("the claim \"{}\" does not hold", claim.title);
  diagnostic.under("a request breaks it");
  label_deciding(proof, first.shown.request, diagnostic);
  if (finding.about.size() > 1) diagnostic.note(fmt::format("broken by {} principals", finding.about.size()));
  const std::string promised = fmt::format("{}{}", claim.kind == model::ClaimKind::never ? "not " : "", base::effect_name(claim.effect));
  diagnostic.witness = diagnostics::Witness{first.shown.command, promised, request::print(first.shown.outcome)};
  return finding;
}

}  // namespace

void find_refuted_claims(Proof& proof, Findings& findings) {
  for (const model::Claim& claim : proof.model().claims) {
    if (claim.kind == model::ClaimKind::never_reach || claim.kind == model::ClaimKind::never_together)
      continue;  // over the authority graph
    if (claim.kind == model::ClaimKind::total) {
      Finding finding;
      finding.diagnostic.code = diagnostics::Code::ClaimNotExamined;
      finding.diagnostic.severity = diagnostics::Severity::info;
      finding.diagnostic.primary = claim.statement.span;
      finding.diagnostic.message = fmt::format("the claim \"{}\" is neither proved nor refuted", claim.title);
      finding.diagnostic.under("claims of this kind are not proved yet");
      findings.push_back(std::move(finding));
      continue;
    }
    const std::vector<Counterexample> examples = ClaimProof(proof, claim).run();
    if (!examples.empty()) findings.push_back(told(proof, claim, examples));
  }
}

}  // namespace envelope::prove
