// The order in which a person wants to read findings.
#pragma once

#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

// Sorts by file (paths in byte order), then by where the finding begins; findings without a place come first. Findings that
// begin at one place keep the order in which they were emitted, so a cause stays before its consequences. Of findings that
// are equal in every field only the first is kept.
void sort_for_reading(std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources);

}  // namespace envelope::diagnostics
