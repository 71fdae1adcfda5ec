// A request as a person would write it: amounts with their units, instants as dates.
#pragma once

#include <string>

#include "compiler/model/policy_model.h"
#include "compiler/request/request.h"

namespace envelope::model {

// `bolt spend(amount: $5.00) with (time: 2026-03-10T12:00:00Z)`; what is as usual is left out. Names the model does not know are printed
// plainly.
[[nodiscard]] std::string print_request(const PolicyModel& model, const request::Request& request);

}  // namespace envelope::model
