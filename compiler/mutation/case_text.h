// A request and its outcome as one case of a `test` block.
#pragma once

#include <string>

#include "compiler/model/policy_model.h"
#include "compiler/request/outcome.h"
#include "compiler/request/request.h"

namespace envelope::mutation {

// `bolt push(branch: "main") in emergency with (depth: 1, healthy: true) -> ask via owner_approval`: reads back as the same request, if
// it is one that a test can put.
[[nodiscard]] std::string case_text(const model::PolicyModel& model, const request::Request& request, const request::Outcome& outcome);

// Only the request.
[[nodiscard]] std::string request_text(const model::PolicyModel& model, const request::Request& request);
// `ask via a, b`
[[nodiscard]] std::string outcome_text(const request::Outcome& outcome);

// A string literal.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace envelope::mutation
