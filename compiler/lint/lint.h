// Typed program and trees → findings of style: what is declared and never used, says nothing, or can be said more simply. Every rule is
// decided by looking, without a solver, and reports only what is certain. No finding here means that a policy is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/project/modules.h"

namespace envelope::lint {

// One policy with everything it imports. All three outlive the call.
struct Subject {
  const project::Modules& modules;
  const check::TypedProgram& program;
  const base::SourceMap& sources;
};

// Runs every rule over all modules but the standard library, and adds what it finds to `sink` (ENV1001 and above). `accept ENV1nnn
// because "…"` silences the findings of that code (Sink::accepted), with `for AGENT` those inside the block of that agent or human; an
// `accept` of such a code that silences nothing, or has run out at `now_ms` (Unix time; absent: none runs out), is an error (ENV1000). The
// program must come from a check without errors. Deterministic; reads nothing but its arguments. Cost: the size of the trees, times a
// logarithm.
void lint(const Subject& subject, std::optional<std::int64_t> now_ms, diagnostics::Sink& sink);

}  // namespace envelope::lint
