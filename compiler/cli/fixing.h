// `--fix`, for every command that reports findings with fixes.
#pragma once

#include <functional>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"
#include "compiler/pipeline/compile.h"

namespace envelope::cli {

using Compilations = std::vector<std::unique_ptr<pipeline::Compilation>>;

// Writes the fixes that are certain to their files and lets `again` look at the files once more, until there is nothing left to fix: one
// fix may uncover the next mistake. The standard library and standard input stay as they are. Says on standard error how many were
// applied; ExitCode::tool when a file could not be written.
[[nodiscard]] ExitCode apply_fixes(const Arguments& arguments, const std::function<Compilations()>& again, Compilations& compilations);

}  // namespace envelope::cli
