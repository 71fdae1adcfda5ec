// Internal to this folder: the changes that can be made to the conditions of a rule.
#pragma once

#include <string>
#include <vector>

#include "compiler/mutation/mutants.h"

namespace envelope::mutation {

struct ChangedConditions {
  Change change{};
  std::string text;  // what is different
  std::vector<check::TypedCondition> conditions;
};

// One change each: a condition left out, turned around, one side of an `and` or `or` left out, a bound moved by one step, a value left out.
[[nodiscard]] std::vector<ChangedConditions> changed_conditions(const std::vector<check::TypedCondition>& conditions,
                                                                const model::PolicyModel& model, const base::SourceMap& sources);

}  // namespace envelope::mutation
