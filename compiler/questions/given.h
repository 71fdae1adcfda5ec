// What a question takes as given: the words after the action, and what is said of the circumstances.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/questions/axes.h"
#include "compiler/request/request.h"

namespace envelope::questions {

// Values that are fixed; everything else is open, and an answer says what must hold of it.
struct Given {
  request::Request request;         // the values that are fixed; whoever acts is put in by what reads it
  std::vector<std::string> names;   // of what is fixed: attributes, facts, switches, `time`, `labels`, `job`, `origin`, `depth`
  std::vector<std::string> faults;  // what could not be read, one sentence each
};

// `to=production` as in `envc why`, and circumstances `name=value`. `action` invalid: the question is about every action, and no attribute
// can be given. Unknown names are faults with a suggestion, and so are values that are not of their type.
[[nodiscard]] Given read_given(const model::PolicyModel& model, base::ActionId action, const std::vector<std::string>& attributes,
                               const std::vector<std::string>& with);

// Where requests of the cell have the given values; what the cell does not ask about leaves no trace.
[[nodiscard]] bdd::Node where(prove::CellLogic& logic, const std::vector<Axis>& axes, const Given& given);

// The principal or action of this name; otherwise one sentence with a suggestion.
template <typename Id>
struct Found {
  Id id;
  std::string fault;
};
[[nodiscard]] Found<base::PrincipalId> find_actor(const model::PolicyModel& model, const std::string& name);
[[nodiscard]] Found<base::ActionId> find_action(const model::PolicyModel& model, const std::string& name);

}  // namespace envelope::questions
