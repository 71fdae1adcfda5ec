// ENV2101: a `deny` that overlaps two or more permissions and lies within none of them. Most are meant (secrets are denied wherever they
// lie), so this is told only where it is asked for; a `because` says that it was meant.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using base::Effect;

constexpr std::size_t kCrossedMin = 2;

// Where a denial cuts into a permission.
struct Cut {
  std::uint32_t cell = 0;
  model::GuardId denied, allowed;
};

// The permissions each denial cuts into without lying within, and where.
struct Crossing {
  std::vector<model::StatementId> crossed;
  bool is_exception = false;  // it lies within one permission somewhere
  std::vector<Cut> cuts;
};

void look_at(CellLogic& logic, std::uint32_t number, std::map<model::StatementId, Crossing>& crossings) {
  bdd::Space& space = logic.space();
  for (const CellRule& deny : logic.cell().rules) {
    if (deny.role != RuleRole::cap || deny.level != Effect::deny) continue;
    if (!logic.model().statements[deny.statement.index()].because.empty()) continue;
    for (const CellRule& grant : logic.cell().rules) {
      if (grant.role != RuleRole::grant || grant.statement == deny.statement) continue;
      const Node denied = logic.may(deny.guard), granted = logic.must(grant.guard);
      const bool meet = space.both(denied, granted) != bdd::kFalse;
      if (!meet || space.without(granted, denied) == bdd::kFalse) continue;
      Crossing& crossing = crossings[deny.statement];
      if (space.without(denied, granted) == bdd::kFalse) {
        crossing.is_exception = true;
      } else {
        crossing.cuts.push_back({number, deny.guard, grant.guard});
        if (std::find(crossing.crossed.begin(), crossing.crossed.end(), grant.statement) == crossing.crossed.end())
          crossing.crossed.push_back(grant.statement);
      }
    }
  }
}

// The least request at any of the cuts: which one is met first depends on the order of the policy.
std::optional<Shown> shown_at(Proof& proof, const std::vector<Cut>& cuts, model::StatementId statement) {
  const std::string about = "whether `" + proof.statement(statement).text + "` cuts into a permission";
  std::optional<Shown> least;
  for (const Cut& cut : cuts) {
    CellLogic logic = proof.logic(proof.cells()[cut.cell]);
    const Formula overlap = all({may(cut.denied), must(cut.allowed)});
    if (proof.ask(logic, overlap, about, proof.statement(statement).span) != Possible::yes) continue;
    auto shown = proof.show(logic, overlap);
    if (shown && (!least || precedes(*shown, *least))) least = std::move(shown);
  }
  return least;
}

}  // namespace

void find_crossing_rules(Proof& proof, Findings& findings) {
  std::map<model::StatementId, Crossing> crossings;
  for (std::uint32_t number = 0; number < proof.cells().size(); ++number) {
    CellLogic logic = proof.logic(proof.cells()[number]);
    if (logic.limit().empty()) look_at(logic, number, crossings);
  }
  for (const model::StatementId statement : proof.reading_order()) {
    const auto found = crossings.find(statement);
    if (found == crossings.end() || found->second.is_exception || found->second.crossed.size() < kCrossedMin) continue;
    const Crossing& crossing = found->second;
    const auto shown = shown_at(proof, crossing.cuts, statement);
    if (!shown) continue;
    Finding finding{{}, principals_of(proof, statement), {}, {}};
    finding.diagnostic.code = diagnostics::Code::CrossingRules;
    finding.diagnostic.severity = diagnostics::Severity::info;
    finding.diagnostic.primary = proof.statement(statement).span;
    finding.diagnostic.message =
        fmt::format("`{}` cuts into {} permissions and lies within none", short_text(proof, statement), crossing.crossed.size());
    label_statements(proof, finding.diagnostic, crossing.crossed, "in part denied");
    finding.diagnostic.with_help("say `because …` where it is meant");
    finding.diagnostic.witness = diagnostics::Witness{shown->command, "allowed by one, denied by the other", "deny"};
    findings.push_back(std::move(finding));
  }
}

}  // namespace envelope::prove
