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

// The states of windows and stops and the authority graph are worked out first: what is unknown of them is unknown of all that is asked.
SideProof::SideProof(Side side, const SidePolicy& policy, const CompareOptions& options)
    : side_(side),
      sources_(with_prefix(*policy.sources, policy.prefix)),
      proof_(*policy.model, sources_, proving(policy, options)),
      worlds_(proof_) {
  (void)worlds_.graph();
  shared_ = proof_.unknowns().size();
}

Place SideProof::place(base::Span span) const { return {span, sources_.file(span.file).text.substr(span.begin, span.end - span.begin)}; }

bool SideProof::is_known(std::string_view what, PolicyDiff& to) const {
  const auto& unknowns = proof_.unknowns();
  for (std::size_t i = 0; i < unknowns.size(); ++i)
    if (i < shared_ || i >= begun_)
      to.unknowns.push_back(
          fmt::format("{} on the {} side, {}: {}", what, side_ == Side::before ? "old" : "new", unknowns[i].about, unknowns[i].limit));
  to.faults.insert(to.faults.end(), proof_.faults().begin(), proof_.faults().end());
  return shared_ == 0 && unknowns.size() == begun_ && proof_.faults().empty();
}

}  // namespace envelope::diff
