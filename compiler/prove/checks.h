// The checks, one file each. Every one appends what it found, in reading order; none depends on another.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/prove/finding.h"
#include "compiler/prove/imports.h"
#include "compiler/prove/proof.h"

namespace envelope::prove {

using Findings = std::vector<Finding>;

// ---- rules ----
void find_vacuous_guards(Proof& proof, Findings& findings);        // ENV2105
void find_dead_allows(Proof& proof, Findings& findings);           // ENV2102
void find_idle_rules(Proof& proof, Findings& findings);            // ENV2103, ENV2104
void find_crossing_rules(Proof& proof, Findings& findings);        // ENV2101, where asked for
void find_unreachable_rules(Proof& proof, Findings& findings);     // ENV2110
void find_threshold_holes(Proof& proof, Findings& findings);       // ENV2112
void find_obligation_conflicts(Proof& proof, Findings& findings);  // ENV2107
void find_other_spellings(Proof& proof, Findings& findings);       // ENV2109
// ---- approvals ----
void find_unsatisfiable_approvals(Proof& proof, Findings& findings);  // ENV2108
void find_self_approvals(Proof& proof, Findings& findings);           // ENV2301
void find_shared_keys(Proof& proof, Findings& findings);              // ENV2302
void find_changes_after_approval(Proof& proof, Findings& findings);   // ENV2305
// ---- imports ----
void find_import_grants(Proof& proof, const std::vector<Import>& imports, Findings& findings);  // ENV2208
// ---- claims ----
void find_refuted_claims(Proof& proof, Findings& findings);  // ENV2604

// ---- what they share ----
// The principals of the cells a statement speaks of, ascending.
[[nodiscard]] std::vector<base::PrincipalId> principals_of(const Proof& proof, model::StatementId statement);

// Of people by name: "`jeff`, `taylor`".
[[nodiscard]] std::string names_of(const model::PolicyModel& model, const std::vector<base::PrincipalId>& people);

// Which of `candidates` together cover `target` (a node of the logic), as few as a greedy search finds: one alone where one is enough.
// Empty: not even all of them do.
struct Candidate {
  model::StatementId statement;
  Node where = bdd::kFalse;
};
[[nodiscard]] std::vector<model::StatementId> covering(CellLogic& logic, Node target, const std::vector<Candidate>& candidates);

// Whether a rule of the cell asks for the approval: of thousands of cells a handful do.
[[nodiscard]] bool asks_for(const model::PolicyModel& model, const ProofCell& cell, base::ApprovalId approval);

// Who can come to need an approval: of the principals for whom `wanted` holds, those some request of whom needs it.
struct Asking {
  std::set<base::PrincipalId> who;
  std::set<model::StatementId> statements;  // that ask for it
  std::optional<Shown> shown;               // the request to show
};
[[nodiscard]] Asking asking(Proof& proof, base::ApprovalId approval, const std::string& about,
                            const std::function<bool(base::PrincipalId)>& wanted);
// A finding about the approval, its askers labelled.
[[nodiscard]] Finding finding_on(const Proof& proof, const model::Approval& approval, const Asking& asking);

// Adds a label for each statement, at most a handful, and a note about the rest.
void label_statements(const Proof& proof, diagnostics::Diagnostic& diagnostic, const std::vector<model::StatementId>& statements,
                      const std::string& text);

// A statement as written, cut short where it is long.
[[nodiscard]] std::string short_text(const Proof& proof, model::StatementId statement);
[[nodiscard]] std::string shortened(const std::string& text);

}  // namespace envelope::prove
