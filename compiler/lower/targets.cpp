// Targets → actions and counted terms.
#include <algorithm>
#include <atomic>

#include "compiler/lower/lower.h"
#include "compiler/lower/lowering.h"

namespace envelope::lower {
namespace {

std::atomic<bool> forget_except{false};

void append_actions(const Lowering& lowering, const check::TargetRef& target, std::vector<base::ActionId>& actions) {
  switch (target.kind) {
    case check::TargetKind::anything:
      actions.insert(actions.end(), lowering.actions.begin(), lowering.actions.end());
      break;
    case check::TargetKind::class_: {
      const auto& members = lowering.class_members[target.class_id.index()];
      actions.insert(actions.end(), members.begin(), members.end());
      break;
    }
    case check::TargetKind::action:
    case check::TargetKind::attribute:
      actions.push_back(target.action);
      break;
    case check::TargetKind::event:
    case check::TargetKind::meter:
      break;
  }
}

model::AttributeId attribute_id(Lowering& lowering, base::ActionId action, const std::string& name) {
  for (const check::Attribute& attribute : lowering.program.actions[action.index()].attributes)
    if (attribute.name == name) return lowering.builder.attribute(name, attribute.type);
  return {};
}

}  // namespace

std::vector<base::ActionId> covered_actions(const Lowering& lowering, const check::TypedTargets& targets) {
  std::vector<base::ActionId> actions;
  for (const check::TargetRef& target : targets.items) append_actions(lowering, target, actions);
  std::sort(actions.begin(), actions.end());
  actions.erase(std::unique(actions.begin(), actions.end()), actions.end());
  if (targets.except.empty() || forget_except.load(std::memory_order_relaxed)) return actions;
  std::vector<base::ActionId> excepted;
  for (const check::TargetRef& target : targets.except) append_actions(lowering, target, excepted);
  std::erase_if(actions, [&](base::ActionId id) { return std::find(excepted.begin(), excepted.end(), id) != excepted.end(); });
  return actions;
}

std::vector<model::LimitTerm> counted_terms(Lowering& lowering, const check::TypedTargets& targets) {
  std::vector<model::LimitTerm> terms;
  for (const base::ActionId action : covered_actions(lowering, targets)) {
    const auto summed = std::find_if(targets.items.begin(), targets.items.end(), [&](const check::TargetRef& target) {
      return target.kind == check::TargetKind::attribute && target.action == action;
    });
    terms.push_back({action, summed == targets.items.end() ? model::AttributeId{} : attribute_id(lowering, action, summed->attribute)});
  }
  for (const check::TargetRef& target : targets.items) {
    if (target.kind != check::TargetKind::meter) continue;
    for (const check::MeterTerm& term : lowering.program.meters[target.meter.index()].terms)
      terms.push_back({term.action, term.attribute ? attribute_id(lowering, term.action, *term.attribute) : model::AttributeId{}});
  }
  std::sort(terms.begin(), terms.end(),
            [](const auto& a, const auto& b) { return std::pair(a.action, a.attribute) < std::pair(b.action, b.attribute); });
  return terms;
}

namespace testing {
void inject_fault(bool on) { forget_except.store(on, std::memory_order_relaxed); }
}  // namespace testing

}  // namespace envelope::lower
