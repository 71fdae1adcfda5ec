// A second opinion on what a policy means: docs/language/semantics.md read statement by statement over the typed tree.
// It shares no code with lowering or the reference interpreter; the differential tests hold the two against each other.
#pragma once

#include "compiler/check/typed_program.h"
#include "compiler/request/outcome.h"
#include "compiler/request/request.h"

namespace envelope::oracle {

// `program` must come from a check without errors. Pure; accepts any request, however malformed; never fails.
// Cost: statements × principals in the lineage.
[[nodiscard]] request::Outcome decide(const check::TypedProgram& program, const request::Request& request);

}  // namespace envelope::oracle
