// Fixes are tried before they are proposed.
#pragma once

#include <string>

#include "compiler/pipeline/compile.h"
#include "compiler/project/files.h"
#include "compiler/prove/prove.h"

namespace envelope::prove {

// Applies the fixes of the findings of `compilation` to its texts in memory, compiles the policy again and verifies it. A fix stays in its
// finding when its finding is gone then and no other has come; else it is taken out, and the finding tells by its help what to do. All
// are tried at once and, where that does not do, one by one. `files` and `main_path` are what the compilation was made from.
void keep_good_fixes(project::Files& files, const std::string& main_path, const VerifyOptions& options, pipeline::Compilation& compilation);

}  // namespace envelope::prove
