// What an action does to the paths and commands it names. An action that declares no effect at all is an unknown tool: it reads, writes and
// executes every path it names. A command may do anything a program can. What names a set of paths or commands does it to each of them.
#pragma once

#include <vector>

#include "compiler/model/policy_model.h"

namespace envelope::reach {

// Attributes of type Path or sets of them, ascending.
[[nodiscard]] std::vector<model::AttributeId> written_paths(const model::PolicyModel& model, base::ActionId action);
[[nodiscard]] std::vector<model::AttributeId> executed_paths(const model::PolicyModel& model, base::ActionId action);
[[nodiscard]] std::vector<model::AttributeId> read_paths(const model::PolicyModel& model, base::ActionId action);
// Attributes of type Command, or sets of them, that are run, now or later.
[[nodiscard]] std::vector<model::AttributeId> run_commands(const model::PolicyModel& model, base::ActionId action);
// The first attribute of this type, and no set; invalid: none.
[[nodiscard]] model::AttributeId attribute_of_type(const model::PolicyModel& model, base::ActionId action, base::TypeKind kind);
// Only looks: whatever it does, nothing is changed by it.
[[nodiscard]] bool only_reads(const model::PolicyModel& model, base::ActionId action);

}  // namespace envelope::reach
