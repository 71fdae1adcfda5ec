// The passes of `check`, in the order they run. Each sees the work of those before it; none is called from outside this folder.
#pragma once

#include "compiler/check/context.h"

namespace envelope::check {

// What the language knows before any policy speaks: the built-in enums.
void add_built_ins(Context& ctx);
// Every name of every module, and one entity for each; clashes, look-alikes, reserved names.
void declare_names(Context& ctx);
// The zone of each module.
void load_zones(Context& ctx);
// Values of `let`s: holes filled, circles and explosions refused.
void bind_lets(Context& ctx);
// Members, signatures, classes, meters, facts, tiers of agents, approvals: everything a statement may refer to.
void define_vocabulary(Context& ctx);
// Part of it: the values of `let`s fit their declared types.
void check_lets(Context& ctx);
// Everything else, in written order.
void check_statements(Context& ctx);
// What imported files say by name.
void outline_imports(Context& ctx);
// What only the whole can tell: the default approval.
void check_whole(Context& ctx);

}  // namespace envelope::check
