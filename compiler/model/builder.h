// Interns atoms, guards and sets while a model is being made, so that equal things are one thing and ids are deterministic.
#pragma once

#include <map>
#include <vector>

#include "compiler/model/policy_model.h"

namespace envelope::model {

// Writes into `model`, which must outlive the builder and be changed through it alone where it interns.
class Builder {
 public:
  explicit Builder(PolicyModel& model);

  [[nodiscard]] AttributeId attribute(const std::string& name, const Type& type);
  [[nodiscard]] PrincipalSetId principals(std::vector<base::PrincipalId> members);  // sorts, removes duplicates
  [[nodiscard]] ActionSetId actions(std::vector<base::ActionId> members);

  [[nodiscard]] GuardId always() const { return GuardId{0}; }
  [[nodiscard]] GuardId never();
  [[nodiscard]] GuardId atom(Atom atom);                  // sorts its constants where order does not matter
  [[nodiscard]] GuardId negation(GuardId inner);          // not not g is g
  [[nodiscard]] GuardId all(std::vector<GuardId> items);  // flattens, sorts, drops `always`; of nothing: always
  [[nodiscard]] GuardId any(std::vector<GuardId> items);  // flattens, sorts; of nothing: never

 private:
  GuardId intern(Guard guard);
  GuardId join(GuardKind kind, const std::vector<GuardId>& items);

  PolicyModel& model_;
  std::map<std::pair<std::string, Type>, AttributeId> attributes_;
  std::map<std::vector<base::PrincipalId>, PrincipalSetId> principal_sets_;
  std::map<std::vector<base::ActionId>, ActionSetId> action_sets_;
  std::map<Atom, AtomId> atoms_;
  std::map<Guard, GuardId> guards_;
};

}  // namespace envelope::model
