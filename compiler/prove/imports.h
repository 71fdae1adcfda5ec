// The imported files of a policy, as what is proved about them needs them.
#pragma once

#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/pipeline/compile.h"
#include "compiler/prove/logic.h"

namespace envelope::prove {

struct Import {
  base::FileId file;
  base::Span imported_at;                // the first import that brings it in
  std::vector<base::PrincipalId> named;  // whom it names by a block, or by a block for their tier; ascending
  Without granting;                      // its statements that grant: rules, and ways into windows of other files
  std::vector<check::WindowGrant> windows;
};

// Of a compilation that has a model; in the order of its modules.
[[nodiscard]] std::vector<Import> imports_of(const pipeline::Compilation& compilation);

}  // namespace envelope::prove
