#include "compiler/oracle/coverage.h"

#include <algorithm>

namespace envelope::oracle {

using check::TargetKind;
using check::TargetRef;
using check::TypedProgram;

namespace {

// The class is the other one or belongs to it, directly or not. Classes form no circles.
bool belongs(const TypedProgram& program, base::ClassId inner, base::ClassId outer) {
  if (inner == outer) return true;
  const std::vector<base::ClassId>& parents = program.classes[inner.index()].parents;
  return std::any_of(parents.begin(), parents.end(), [&](base::ClassId parent) { return belongs(program, parent, outer); });
}

bool names(const TypedProgram& program, const TargetRef& target, base::ActionId action) {
  switch (target.kind) {
    case TargetKind::anything:
      return true;
    case TargetKind::action:
      return target.action == action;
    case TargetKind::class_: {
      const std::vector<base::ClassId>& own = program.actions[action.index()].classes;
      return std::any_of(own.begin(), own.end(), [&](base::ClassId each) { return belongs(program, each, target.class_id); });
    }
    case TargetKind::event:
    case TargetKind::meter:
    case TargetKind::attribute:
      return false;
  }
  return false;
}

bool any_names(const TypedProgram& program, const std::vector<TargetRef>& targets, base::ActionId action) {
  return std::any_of(targets.begin(), targets.end(), [&](const TargetRef& target) { return names(program, target, action); });
}

}  // namespace

bool covers(const TypedProgram& program, const check::TypedTargets& targets, base::ActionId action) {
  return any_names(program, targets.items, action) && !any_names(program, targets.except, action);
}

bool covers_as_anything(const TypedProgram& program, const check::TypedTargets& targets, base::ActionId action) {
  const bool has_anything =
      std::any_of(targets.items.begin(), targets.items.end(), [](const TargetRef& target) { return target.kind == TargetKind::anything; });
  return has_anything && !any_names(program, targets.except, action);
}

}  // namespace envelope::oracle
