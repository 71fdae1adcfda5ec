// A request as one line, in the spelling of `envc why` and of test cases.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "compiler/request/outcome.h"
#include "compiler/request/request.h"

namespace envelope::request {

// How much of the circumstances is printed: for `people`, what is as usual (acts for itself, no job, no labels, switched off) is left out.
enum class Detail : std::uint8_t { complete, people };

// `bolt git_push(branch: "main") with (lineage: [])`: deterministic; absent parts are left out.
[[nodiscard]] std::string print(const Request& request, Detail detail = Detail::complete);

// How one value is spelt: `name` is that of an attribute, a fact, or `time`. An empty answer means: as print() does.
using Spelling = std::function<std::string(std::string_view name, const RawValue& value)>;
[[nodiscard]] std::string print(const Request& request, Detail detail, const Spelling& spelling);
// `ask via human_approval`, `deny (missing_lineage)`
[[nodiscard]] std::string print(const Outcome& outcome);
[[nodiscard]] std::string_view refusal_name(Refusal refusal);
[[nodiscard]] std::string_view origin_name(Origin origin);

}  // namespace envelope::request
