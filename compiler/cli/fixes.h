// --fix: what findings propose, carried out on disk.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "compiler/pipeline/compile.h"

namespace envelope::cli {

// The machine-applicable fixes of one round, written to disk. The number of edits made, or nothing (and a message) when a file could not be
// written. The standard library and standard input stay as they are.
[[nodiscard]] std::optional<std::size_t> apply_fixes(const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations, bool color);

}  // namespace envelope::cli
