#include "compiler/diff/escalations.h"

#include <fmt/format.h>

#include <map>

#include "compiler/reach/find_escalations.h"

namespace envelope::diff {
namespace {

using diagnostics::Diagnostic;

// By code and message, which name who comes to what through whom, and no place.
using Escalations = std::map<std::pair<int, std::string>, Diagnostic>;

Escalations escalations_of(const SidePolicy& side, const char* words, const CompareOptions& options, PolicyDiff& to) {
  Escalations found;
  prove::ProofOptions proving;
  proving.table_name = side.table_name;
  proving.limits = options.limits;
  proving.diagram_nodes = options.diagram_nodes;
  prove::Proof proof(*side.model, *side.sources, proving);
  prove::Findings findings;
  reach::find_escalations(proof, findings);
  for (prove::Finding& finding : findings) {
    const std::pair key{static_cast<int>(finding.diagnostic.code), finding.diagnostic.message};
    found.emplace(key, std::move(finding.diagnostic));
  }
  for (const auto& unknown : proof.unknowns())
    to.unknowns.push_back(fmt::format("ways to more authority on the {} side, {}: {}", words, unknown.about, unknown.limit));
  to.faults.insert(to.faults.end(), proof.faults().begin(), proof.faults().end());
  return found;
}

std::vector<Place> places_of(const Diagnostic& diagnostic) {
  std::vector<Place> places;
  if (diagnostic.primary.is_valid()) places.push_back({diagnostic.primary, {}});
  for (const auto& label : diagnostic.labels) places.push_back({label.span, {}});
  return places;
}

void add_missing(const Escalations& here, const Escalations& there, ChangeKind kind, PolicyDiff& to) {
  for (const auto& [key, diagnostic] : here) {
    if (there.contains(key)) continue;
    Change change;
    change.kind = kind;
    change.title = diagnostic.message;
    change.notes = diagnostic.notes;
    (kind == ChangeKind::new_escalation ? change.after : change.before) = places_of(diagnostic);
    to.changes.push_back(std::move(change));
  }
}

}  // namespace

void compare_escalations(const SidePolicy& before, const SidePolicy& after, const CompareOptions& options, PolicyDiff& to) {
  const Escalations old_ways = escalations_of(before, "old", options, to);
  const Escalations new_ways = escalations_of(after, "new", options, to);
  add_missing(new_ways, old_ways, ChangeKind::new_escalation, to);
  add_missing(old_ways, new_ways, ChangeKind::closed_escalation, to);
}

}  // namespace envelope::diff
