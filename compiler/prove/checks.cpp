#include "compiler/prove/checks.h"

#include <algorithm>

namespace envelope::prove {
namespace {

constexpr std::size_t kLabelsMax = 5;
constexpr std::size_t kTextMax = 100;

}  // namespace

std::vector<base::PrincipalId> principals_of(const Proof& proof, model::StatementId statement) {
  std::vector<base::PrincipalId> all;
  for (const std::uint32_t cell : proof.facts(statement).cells) {
    const auto& principals = proof.cells()[cell].principals;
    all.insert(all.end(), principals.begin(), principals.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<model::StatementId> covering(CellLogic& logic, Node target, const std::vector<Candidate>& candidates) {
  bdd::Space& space = logic.space();
  const auto covers = [&](const std::vector<Candidate>& some) {
    Node left = target;
    for (const Candidate& candidate : some) left = space.without(left, candidate.where);
    return left == bdd::kFalse;
  };
  std::vector<Candidate> kept = candidates;
  std::stable_sort(kept.begin(), kept.end(), [&](const Candidate& a, const Candidate& b) {
    return logic.model().statements[a.statement.index()].span < logic.model().statements[b.statement.index()].span;
  });
  for (const Candidate& candidate : kept)
    if (covers({candidate})) return {candidate.statement};
  if (!covers(kept)) return {};
  for (std::size_t i = kept.size(); i-- > 0;) {
    std::vector<Candidate> fewer = kept;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (covers(fewer)) kept = std::move(fewer);
  }
  std::vector<model::StatementId> statements;
  for (const Candidate& candidate : kept)
    if (std::find(statements.begin(), statements.end(), candidate.statement) == statements.end()) statements.push_back(candidate.statement);
  return statements;
}

void label_statements(const Proof& proof, diagnostics::Diagnostic& diagnostic, const std::vector<model::StatementId>& statements,
                      const std::string& text) {
  for (std::size_t i = 0; i < statements.size() && i < kLabelsMax; ++i) diagnostic.label(proof.statement(statements[i]).span, text);
  if (statements.size() > kLabelsMax) diagnostic.note("and by " + std::to_string(statements.size() - kLabelsMax) + " more");
}

std::string short_text(const Proof& proof, model::StatementId statement) { return shortened(proof.statement(statement).text); }

std::string shortened(const std::string& text) {
  if (text.size() <= kTextMax) return text;
  std::size_t end = kTextMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a code point
  return text.substr(0, end) + " …";
}

}  // namespace envelope::prove
