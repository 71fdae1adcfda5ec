// The findings of several compilations as one list over one source map, each finding once.
#pragma once

#include <memory>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/pipeline/compile.h"

namespace envelope::cli {

struct Findings {
  base::SourceMap sources;
  std::vector<diagnostics::Diagnostic> diagnostics;  // in reading order, duplicates dropped
  std::vector<diagnostics::Accepted> accepted;       // in the order given
};

// A module that several policies import is one file here: what is wrong with it is said once.
[[nodiscard]] Findings merge_findings(const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations);

}  // namespace envelope::cli
