// `each agent, session`: what is counted apart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/attributes.h"

namespace envelope::check {

// The known keys among `names`; an attribute that every target of `scope` declares is a key too. Unknown and repeated ones are reported.
[[nodiscard]] std::vector<std::string> check_keys(Context& ctx, const std::vector<syntax::Name>& names, const ConditionScope& scope);
[[nodiscard]] std::vector<std::string> check_keys(Context& ctx, const std::optional<syntax::Each>& each, const ConditionScope& scope);

}  // namespace envelope::check
