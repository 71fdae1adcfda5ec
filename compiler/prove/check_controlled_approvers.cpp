// ENV2307: whoever asks for an approval may, without asking anybody, write a file that runs as one of its approvers.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using model::FileFact;

// A principal that may write such a file on its own, with the request that does.
struct Writing {
  std::vector<base::PrincipalId> who;
  std::optional<Shown> shown;
};

Writing writing(Proof& proof, const FileFact& file) {
  Writing result;
  const std::string about = "whether a file is written that somebody else runs";
  for (const ProofCell& cell : proof.cells()) {
    if (cell.requested.is_valid()) continue;
    const auto& writes = proof.model().actions[cell.action.index()].writes;
    for (const auto& [attribute, names_it] : file.writable) {
      if (std::find(writes.begin(), writes.end(), attribute) == writes.end()) continue;
      CellLogic logic = proof.logic(cell, {names_it});
      const Formula formula = all({must(names_it), at_least(base::Effect::allow)});
      if (proof.ask(logic, formula, about, file.statement.span) != Possible::yes) continue;
      auto shown = proof.show(logic, formula);
      if (!shown) continue;
      result.who.insert(result.who.end(), cell.principals.begin(), cell.principals.end());
      if (!result.shown || precedes(*shown, *result.shown)) result.shown = std::move(shown);
    }
  }
  std::sort(result.who.begin(), result.who.end());
  result.who.erase(std::unique(result.who.begin(), result.who.end()), result.who.end());
  return result;
}

bool approves(const model::Approval& approval, base::PrincipalId person) {
  return std::any_of(approval.alternatives.begin(), approval.alternatives.end(), [&](const model::ApprovalAlternative& alternative) {
    return std::find(alternative.people.begin(), alternative.people.end(), person) != alternative.people.end();
  });
}

void look_at(Proof& proof, const FileFact& file, const Writing& writers, base::ApprovalId id, Findings& findings) {
  const model::Approval& approval = proof.model().approvals[id.index()];
  const auto approver =
      std::find_if(file.acting.begin(), file.acting.end(), [&](base::PrincipalId person) { return approves(approval, person); });
  if (approver == file.acting.end()) return;
  const Asking askers =
      asking(proof, id, "whether the approval `" + approval.name + "` is needed by somebody who can act as an approver",
             [&](base::PrincipalId who) { return who != *approver && std::binary_search(writers.who.begin(), writers.who.end(), who); });
  if (askers.who.empty()) return;
  Finding finding = finding_on(proof, approval, askers);
  finding.diagnostic.code = diagnostics::Code::ApproverControlled;
  finding.diagnostic.message = fmt::format("{} can write what runs as `{}`, who gives `{}`", names_of(proof.model(), finding.about),
                                           proof.model().principals[approver->index()].name, approval.name);
  finding.diagnostic.under("can be given by whoever asks");
  finding.diagnostic.label(file.statement.span, "writing this is acting as the approver");
  finding.diagnostic.with_help("deny writing the file, or let somebody else approve");
  finding.diagnostic.witness = diagnostics::Witness{writers.shown->command, "not allowed without the approver", "allow"};
  findings.push_back(std::move(finding));
}

}  // namespace

void find_controlled_approvers(Proof& proof, Findings& findings) {
  for (const FileFact& file : proof.model().files) {
    const bool matters = std::any_of(proof.model().approvals.begin(), proof.model().approvals.end(), [&](const model::Approval& approval) {
      return std::any_of(file.acting.begin(), file.acting.end(), [&](base::PrincipalId person) { return approves(approval, person); });
    });
    if (!matters) continue;
    const Writing writers = writing(proof, file);
    for (std::uint32_t i = 0; i < proof.model().approvals.size() && writers.shown; ++i) look_at(proof, file, writers, {i}, findings);
  }
}

}  // namespace envelope::prove
