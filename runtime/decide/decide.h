// The decision itself, once a request is resolved.
#pragma once

#include "runtime/decide/context.h"
#include "runtime/decide/walk.h"

namespace envelope::decide {

// The cell of `context.member` for the action or edge that is asked about; null: nothing is granted.
[[nodiscard]] const format::CellRecord* find_cell(const Context& context);

// Decides for the principal and its lineage; fills all of `decision` but its size. Returns its status.
env_status decide_resolved(Context& context, env_decision& decision);

}  // namespace envelope::decide
