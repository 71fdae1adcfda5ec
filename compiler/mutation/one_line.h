// Internal to this folder: source text for people.
#pragma once

#include <string>

#include "compiler/base/source_map.h"

namespace envelope::mutation {

// What a span covers, each run of blanks and line ends as one blank.
[[nodiscard]] std::string one_line(const base::SourceMap& sources, base::Span span);

}  // namespace envelope::mutation
