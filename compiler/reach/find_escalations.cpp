#include "compiler/reach/find_escalations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/reach/authority_loops.h"
#include "compiler/reach/causes.h"
#include "compiler/reach/confirm.h"
#include "compiler/reach/escalation.h"
#include "compiler/reach/other_orders.h"
#include "compiler/reach/without_people.h"

namespace envelope::reach {
namespace {

// A cut is looked for by looking again without some statements: a large policy takes long, so that only the first findings get one.
constexpr std::size_t kCutsShown = 20;
constexpr std::size_t kCutWorkMax = 40'000;  // cells times findings

// What should have been answered to the last request of a story: as before its first step, or as to whoever begins it.
std::string expected(const prove::Proof& proof, const Cause& cause, const Escalation& escalation) {
  const auto name = [&](base::PrincipalId who) { return proof.model().principals[who.index()].name; };
  if (escalation.witness) return escalation.otherwise;
  if (escalation.given_to.is_valid()) return fmt::format("{} (what `{}` is given)", escalation.otherwise, name(escalation.given_to));
  const std::string begins = name(cause.way.from);
  const bool is_its_own = escalation.story.back().shown.request.principal == begins;
  if (!is_its_own) return fmt::format("{} (what `{}` is given)", escalation.otherwise, begins);
  return escalation.story.size() > 1 ? escalation.otherwise + " (before the first step)" : std::string(escalation.otherwise);
}

prove::Finding told(const Looking& looking, const Cause& cause, const Opened& opened, bool with_cuts) {
  const Escalation& escalation = opened.escalation;
  prove::Proof& proof = looking.proof;
  prove::Finding finding;
  finding.about = cause.way.circle.empty() ? cause.others : cause.way.circle;
  if (cause.way.circle.empty()) finding.about.push_back(cause.way.from);
  std::sort(finding.about.begin(), finding.about.end());
  diagnostics::Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.code = escalation.code;
  diagnostic.severity = escalation.severity;
  diagnostic.message = escalation.message;
  const auto& deciding = escalation.story.front().deciding;
  if (!deciding.empty()) diagnostic.primary = proof.statement(deciding.front()).span;
  diagnostic.under("the first step");
  tell(proof, escalation, diagnostic, opened.turned.askings);
  for (const std::string& turn : opened.turned.sentences) diagnostic.note(turn);
  tell_others(proof, cause.others, diagnostic);
  if (const auto denied = nearest_denied(looking.proof, escalation.story.front()))
    diagnostic.note(fmt::format("nearest request for the first step that is denied: `{}`", words_of(proof, *denied)));
  const prove::Shown& shown = escalation.witness ? *escalation.witness : escalation.story.back().shown;
  diagnostic.witness = diagnostics::Witness{shown.command, expected(proof, cause, escalation), "allow"};
  if (with_cuts) diagnostic.with_help(cutting_words(looking, cause.way, escalation.story));
  return finding;
}

ToldWay way_of(const Cause& cause, const Escalation& escalation) {
  const base::ActionId last = escalation.story.back().act.action;
  const base::ActionId reached = cause.way.is_substitute ? cause.way.action : cause.way.kind == EdgeKind::policy ? base::ActionId{} : last;
  return {escalation.code, escalation.severity, escalation.message, escalation.story, reached, cause.others};
}

// With `ways`, they are given as data and nothing else is worked out.
void search(Worlds& worlds, prove::Findings& findings, std::vector<ToldWay>* ways) {
  prove::Proof& proof = worlds.proof();
  Modes& modes = worlds.modes();
  const Surrounded surrounded(proof, modes);
  Links links(proof, worlds.cells(), worlds.graph());
  Turnings turnings;
  const Looking looking{proof, worlds.cells(), worlds.graph(), false, &links, &turnings};
  WithoutPeople without_people(looking, modes);
  OtherOrders orders(proof, modes);
  std::vector<Cause> causes = causes_of(looking);
  for (Way& way : circles_of(looking)) causes.push_back({std::move(way), {}, {}});
  std::size_t shown = 0;
  // Who has whom do what in place of several: one cause.
  std::map<std::tuple<base::PrincipalId, base::PrincipalId, base::ActionId>, std::size_t> substitutes;
  for (const Cause& cause : causes) {
    auto found = look_in_order(looking, cause.way, orders);
    if (!found || !confirmed(proof, found->story)) continue;
    const Opened opened = without_people.opened(cause.way, std::move(*found));
    const Escalation& escalation = opened.escalation;
    if (ways != nullptr) {
      ways->push_back(way_of(cause, escalation));
      continue;
    }
    if (cause.way.is_substitute) {
      const auto [entry, is_new] = substitutes.try_emplace({cause.way.from, cause.way.to, cause.way.by}, findings.size());
      if (!is_new) {
        findings[entry->second].diagnostic.note(escalation.message);
        continue;
      }
    }
    const bool with_cuts = shown < kCutsShown && shown * proof.cells().size() <= kCutWorkMax;
    findings.push_back(told(looking, cause, opened, with_cuts));
    ++shown;
  }
}

}  // namespace

void find_escalations(Worlds& worlds, prove::Findings& findings) { search(worlds, findings, nullptr); }

void find_escalations(prove::Proof& proof, prove::Findings& findings) {
  Worlds worlds(proof);
  find_escalations(worlds, findings);
}

std::vector<ToldWay> told_ways(prove::Proof& proof) {
  prove::Findings unused;
  std::vector<ToldWay> ways;
  Worlds worlds(proof);
  search(worlds, unused, &ways);
  add_refuted_ways(worlds, ways);
  return ways;
}

prove::VerifyOptions with_escalations(prove::VerifyOptions options) {
  options.further = {[](prove::Proof& proof, prove::Findings& findings) {
    Worlds worlds(proof);
    find_escalations(worlds, findings);
    find_collusions(worlds, findings);
    find_wildcard_authority(worlds, findings);
    find_refuted_reaches(worlds, findings);
    find_togethers(worlds, findings);
  }};
  return options;
}

prove::VerifyOptions with_claims_over_the_graph(prove::VerifyOptions options) {
  options.further = {[](prove::Proof& proof, prove::Findings& findings) {
    Worlds worlds(proof);
    find_refuted_reaches(worlds, findings);
    find_togethers(worlds, findings);
  }};
  return options;
}

}  // namespace envelope::reach
