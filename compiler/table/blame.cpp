#include "compiler/table/blame.h"

#include <algorithm>

namespace envelope::table {
namespace {

// The earlier of two places, of which either may be missing.
base::Span first(base::Span a, base::Span b) { return !a.is_valid() || (b.is_valid() && b < a) ? b : a; }

// The first statement of a grant or cap for which `is_meant`.
template <typename Predicate>
base::Span first_rule(const model::PolicyModel& model, Predicate is_meant) {
  base::Span place;
  const auto look = [&](const auto& rules) {
    for (const auto& rule : rules)
      if (is_meant(rule)) place = first(place, model.statements[rule.statement.index()].span);
  };
  look(model.grants);
  look(model.caps);
  look(model.default_caps);
  return place;
}

}  // namespace

base::Span asks_for(const model::PolicyModel& model, std::uint32_t approval) {
  return first_rule(model, [&](const auto& rule) {
    return std::find(rule.approvals.begin(), rule.approvals.end(), base::ApprovalId{approval}) != rule.approvals.end();
  });
}

base::Span carries(const model::PolicyModel& model, std::uint32_t index) {
  base::Span place;
  for (const model::Duties& duties : model.duties)
    if (duties.index == index) place = first(place, model.statements[duties.statement.index()].span);
  return place;
}

base::Span tells_apart(const model::PolicyModel& model, model::AtomId atom) {
  std::vector<bool> asks(model.guards.size(), false);  // children have smaller ids than their parent
  for (std::size_t i = 0; i < model.guards.size(); ++i) {
    const model::Guard& guard = model.guards[i];
    asks[i] = (guard.kind == model::GuardKind::atom && guard.atom == atom) ||
              std::any_of(guard.children.begin(), guard.children.end(), [&](model::GuardId child) { return asks[child.index()]; });
  }
  base::Span place = first_rule(model, [&](const auto& rule) { return asks[rule.guard.index()]; });
  for (const model::Duties& duties : model.duties)
    if (asks[duties.guard.index()]) place = first(place, model.statements[duties.statement.index()].span);
  return place;
}

}  // namespace envelope::table
