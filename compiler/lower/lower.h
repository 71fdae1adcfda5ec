// Typed program → policy model: all sugar (blocks, classes, except, unless, defaults, passages, capabilities) dies here.
#pragma once

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/model/policy_model.h"

namespace envelope::lower {

// `program` must come from a check without errors. The result satisfies model::verify. Deterministic; independent of the order
// of modules and statements up to the numbering of ids. Cost: linear in statements times the actions each one names.
[[nodiscard]] model::PolicyModel lower(const check::TypedProgram& program, const base::SourceMap& sources);

namespace testing {
// Test only: forgets `except`. The differential test must notice.
void inject_fault(bool on);
}  // namespace testing

}  // namespace envelope::lower
