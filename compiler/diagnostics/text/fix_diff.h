// Shows a fix as a small difference of lines.
#pragma once

#include <cstddef>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/text/row.h"
#include "compiler/diagnostics/text/snippet.h"

namespace envelope::diagnostics {

// The lines a fix takes away (`12 - old`) and puts there (`12 + new`). Empty for a fix with several edits or a long one:
// its title has to do.
void draw_fix(std::vector<Row>& rows, const base::SourceMap& sources, const Fix& fix, const Frame& frame);

// The largest line number draw_fix shows; 0 when it shows nothing.
[[nodiscard]] std::size_t last_line_of(const base::SourceMap& sources, const Fix& fix);

}  // namespace envelope::diagnostics
