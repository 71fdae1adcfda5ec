// What is particular about one request, as conditions.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/request/request.h"

namespace envelope::questions {

// `to is production`, `amount is $5`: one for each attribute whose value the language can write. Sets by their members.
[[nodiscard]] std::vector<std::string> pins_of(const model::PolicyModel& model, const request::Request& request);

}  // namespace envelope::questions
