// `each agent, session`: what is counted apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/context.h"

namespace envelope::check {

// The known keys among `names`; `attributes` of the statement's targets count as keys too. Unknown and repeated ones are reported.
[[nodiscard]] std::vector<std::string> check_keys(Context& ctx, const std::vector<syntax::Name>& names,
                                                  const std::vector<std::string_view>& attributes);
[[nodiscard]] std::vector<std::string> check_keys(Context& ctx, const std::optional<syntax::Each>& each,
                                                  const std::vector<std::string_view>& attributes);

}  // namespace envelope::check
