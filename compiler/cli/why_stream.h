// `envc why --requests`: many decisions as one table.
#pragma once

#include <string>
#include <vector>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/files.h"

namespace envelope::cli {

// Decides every line of the file named by --requests and prints who, what, the effect and the statement that decides, grouped as the lines
// come. ExitCode::tool when a line could not be read (it is shown as such and decides nothing).
// `with`: circumstances of every line, before its own.
[[nodiscard]] ExitCode explain_stream(const Arguments& arguments, project::Files& files, const pipeline::Compilation& compilation,
                                      const std::vector<std::string>& with);

}  // namespace envelope::cli
