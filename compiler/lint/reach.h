// Internal to this folder: whom and what a rule is about, written out.
#pragma once

#include <set>
#include <vector>

#include "compiler/check/typed_program.h"

namespace envelope::lint {

// Classes and `anything` written out, once for a program.
class Reach {
 public:
  explicit Reach(const check::TypedProgram& program);

  // The actions of `targets`, `except` taken out.
  [[nodiscard]] std::set<base::ActionId> actions(const check::TypedTargets& targets) const;
  // The classes that cover all of one target: those an action or class belongs to, transitively, without itself.
  [[nodiscard]] std::set<base::ClassId> classes_above(const check::TargetRef& target) const;
  // Whom the blocks around a statement leave: agents only, unless a human's block is among them.
  [[nodiscard]] std::set<base::PrincipalId> principals(const std::vector<check::ScopeRef>& scope) const;

 private:
  [[nodiscard]] std::set<base::ActionId> actions(const check::TargetRef& target) const;

  const check::TypedProgram& program_;
  std::vector<std::set<base::ActionId>> members_;  // by class, transitively
};

// An explicit or default grant of the action called `name` exists: nothing is said about when it holds.
[[nodiscard]] bool may_be_granted(const check::TypedProgram& program, const Reach& reach, std::string_view action);

}  // namespace envelope::lint
