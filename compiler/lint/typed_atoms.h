// Internal to this folder: from a comparison as written to what it was found to compare.
#pragma once

#include <map>

#include "compiler/lint/lint.h"

namespace envelope::lint {

// The atoms of all rules, limits, watches, duties, audits, labels and claims, by where they are written.
[[nodiscard]] std::map<base::Span, const check::TypedAtom*> typed_atoms(const check::TypedProgram& program);

}  // namespace envelope::lint
