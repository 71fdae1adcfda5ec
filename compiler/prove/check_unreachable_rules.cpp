// ENV2110: a rule that no principal and no action is left for: a tier without agents, targets that `except` takes away.
#include <fmt/format.h>

#include <set>

#include "compiler/prove/checks.h"

namespace envelope::prove {

void find_unreachable_rules(Proof& proof, Findings& findings) {
  std::set<model::StatementId> rules;
  for (const model::Grant& grant : proof.model().grants) rules.insert(grant.statement);
  for (const model::Cap& cap : proof.model().caps) rules.insert(cap.statement);
  for (const model::Cap& cap : proof.model().default_caps) rules.insert(cap.statement);
  for (const model::StatementId statement : proof.reading_order()) {
    if (!rules.contains(statement) || !proof.facts(statement).cells.empty()) continue;
    Finding finding;
    finding.diagnostic.code = diagnostics::Code::UnreachableRule;
    finding.diagnostic.severity = diagnostics::Severity::info;
    finding.diagnostic.primary = proof.statement(statement).span;
    finding.diagnostic.message = fmt::format("`{}` speaks of nobody, or of nothing that can be done", short_text(proof, statement));
    findings.push_back(std::move(finding));
  }
}

}  // namespace envelope::prove
