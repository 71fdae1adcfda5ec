// Which statement may stand where.
#pragma once

#include "compiler/check/context.h"

namespace envelope::check {

// True when `statement` means something in a block of kind `block` (nothing: at the top level). Otherwise reports where it belongs.
[[nodiscard]] bool check_placement(Context& ctx, const syntax::Statement& statement, std::optional<syntax::ScopeKind> block);

}  // namespace envelope::check
