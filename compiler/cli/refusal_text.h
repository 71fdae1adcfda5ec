// Why a request was refused before any rule was looked at, in words.
#pragma once

#include <string>

#include "compiler/model/evaluate.h"

namespace envelope::cli {

// Fit for a terminal; empty when the request was not refused.
[[nodiscard]] std::string refusal_text(const model::PolicyModel& model, const request::Request& request,
                                       const model::Explanation& explanation);

}  // namespace envelope::cli
