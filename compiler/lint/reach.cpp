#include "compiler/lint/reach.h"

#include <algorithm>

namespace envelope::lint {
namespace {

void add_class(const check::TypedProgram& program, base::ClassId id, std::set<base::ClassId>& classes) {
  if (!classes.insert(id).second) return;
  for (const base::ClassId parent : program.classes[id.index()].parents) add_class(program, parent, classes);
}

}  // namespace

Reach::Reach(const check::TypedProgram& program) : program_(program), members_(program.classes.size()) {
  for (std::uint32_t i = 0; i < program.actions.size(); ++i) {
    std::set<base::ClassId> classes;
    for (const base::ClassId id : program.actions[i].classes) add_class(program, id, classes);
    for (const base::ClassId id : classes) members_[id.index()].insert({i});
  }
}

std::set<base::ActionId> Reach::actions(const check::TargetRef& target) const {
  switch (target.kind) {
    case check::TargetKind::anything: {
      std::set<base::ActionId> all;
      for (std::uint32_t i = 0; i < program_.actions.size(); ++i) all.insert({i});
      return all;
    }
    case check::TargetKind::class_:
      return members_[target.class_id.index()];
    case check::TargetKind::action:
    case check::TargetKind::attribute:
      return {target.action};
    case check::TargetKind::event:
    case check::TargetKind::meter:
      return {};
  }
  return {};
}

std::set<base::ClassId> Reach::classes_above(const check::TargetRef& target) const {
  std::set<base::ClassId> classes;
  if (target.kind == check::TargetKind::action)
    for (const base::ClassId id : program_.actions[target.action.index()].classes) add_class(program_, id, classes);
  if (target.kind == check::TargetKind::class_)
    for (const base::ClassId parent : program_.classes[target.class_id.index()].parents) add_class(program_, parent, classes);
  return classes;
}

std::set<base::ActionId> Reach::actions(const check::TypedTargets& targets) const {
  std::set<base::ActionId> all;
  for (const check::TargetRef& target : targets.items) all.merge(actions(target));
  for (const check::TargetRef& target : targets.except)
    for (const base::ActionId id : actions(target)) all.erase(id);
  return all;
}

std::set<base::PrincipalId> Reach::principals(const std::vector<check::ScopeRef>& scope) const {
  std::set<base::PrincipalId> all;
  const auto is_named = [](const check::ScopeRef& ref) {
    return ref.kind == check::ScopeKind::agents || ref.kind == check::ScopeKind::human;
  };
  const auto named = std::find_if(scope.begin(), scope.end(), is_named);
  for (std::uint32_t i = 0; i < program_.principals.size(); ++i) {
    const bool starts = named == scope.end() ? program_.principals[i].kind == check::PrincipalKind::agent : true;
    if (starts) all.insert({i});
  }
  for (const check::ScopeRef& ref : scope) {
    if (is_named(ref))
      std::erase_if(
          all, [&](base::PrincipalId id) { return std::find(ref.principals.begin(), ref.principals.end(), id) == ref.principals.end(); });
    if (ref.kind == check::ScopeKind::tier)
      std::erase_if(all, [&](base::PrincipalId id) { return program_.principals[id.index()].tier != ref.tier; });
  }
  return all;
}

bool may_be_granted(const check::TypedProgram& program, const Reach& reach, std::string_view action) {
  return std::any_of(program.rules.begin(), program.rules.end(), [&](const check::Rule& rule) {
    if (rule.effect == base::Effect::deny || rule.strength == base::Strength::at_most || rule.requested) return false;
    const std::set<base::ActionId> covered = reach.actions(rule.targets);
    return std::any_of(covered.begin(), covered.end(), [&](base::ActionId id) { return program.actions[id.index()].name == action; });
  });
}

}  // namespace envelope::lint
