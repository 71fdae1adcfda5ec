#include "compiler/diff/side_proof.h"

#include <fmt/format.h>

namespace envelope::diff {
namespace {

base::SourceMap with_prefix(const base::SourceMap& sources, const std::string& prefix) {
  base::SourceMap shown;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    const base::SourceFile& file = sources.file({i});
    (void)shown.add((file.path.starts_with('<') ? "" : prefix) + file.path, file.text);
  }
  return shown;
}

prove::ProofOptions proving(const SidePolicy& side, const CompareOptions& options) {
  prove::ProofOptions proving;
  proving.table_name = side.table_name;
  proving.limits = options.limits;
  proving.diagram_nodes = options.diagram_nodes;
  proving.statement_facts = false;
  return proving;
}

}  // namespace

SideProof::SideProof(const SidePolicy& side, const CompareOptions& options)
    : sources_(with_prefix(*side.sources, side.prefix)), proof_(*side.model, sources_, proving(side, options)) {}

bool SideProof::is_known(Side side, std::string_view what, PolicyDiff& to) const {
  for (const auto& unknown : proof_.unknowns())
    to.unknowns.push_back(
        fmt::format("{} on the {} side, {}: {}", what, side == Side::before ? "old" : "new", unknown.about, unknown.limit));
  to.faults.insert(to.faults.end(), proof_.faults().begin(), proof_.faults().end());
  return proof_.unknowns().empty() && proof_.faults().empty();
}

}  // namespace envelope::diff
