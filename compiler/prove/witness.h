// From a choice of codes to a request a person can send.
#pragma once

#include <string>

#include "compiler/prove/logic.h"
#include "compiler/request/request.h"

namespace envelope::prove {

// The request of the cell that the choice stands for, complete: what no slot speaks of is usual (acts for itself, nothing on, no label,
// no job) or, where an attribute must be given, the least value there is.
[[nodiscard]] request::Request request_of(const CellLogic& logic, const Choice& choice);
// The same for a cell of which nothing need be chosen.
[[nodiscard]] request::Request least_request(const model::PolicyModel& model, const ProofCell& cell);

// A shell command that asks a table about the request: `envelope decide policy.envt --agent bolt git_push branch=main`. What words cannot
// say is sent as a line of JSON.
[[nodiscard]] std::string decide_command(const model::PolicyModel& model, const request::Request& request, const std::string& table);

}  // namespace envelope::prove
