// Trees → one typed program: every name resolved, every value in the unit of its type. Grants and refuses nothing itself.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/check/limits.h"
#include "compiler/check/typed_program.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/syntax/ast/policy_file.h"

namespace envelope::check {

// `import template.proactive(daily_tokens: 500_000)`: the value for one hole of the imported module.
struct BoundHole {
  std::string name;
  base::Span name_span;                  // invalid when the argument was given without a name
  const syntax::Value* value = nullptr;  // outlives the call of `check`
  std::size_t importer = 0;              // index of the module that wrote it: its times are read in that module's zone
};

// One module as the project loader hands it over.
struct ModuleTree {
  const syntax::PolicyFile* tree = nullptr;  // outlives the call of `check`
  bool is_main = false;
  bool is_stdlib = false;
  std::vector<BoundHole> arguments;
  base::Span imported_at;  // the import statement that brought it in; invalid for a main file
};

// Checks all modules together; every module sees the names of all others. Always returns a program that can be printed; problems go to
// `sink`, and what they concern is poisoned so that one mistake makes one message. When `sink` got no error, the program keeps
// every promise of typed_program.h. Linear in the size of the trees; deterministic; reads the tz database, nothing else.
[[nodiscard]] TypedProgram check(const std::vector<ModuleTree>& modules, const base::SourceMap& sources, diagnostics::Sink& sink,
                                 const CheckLimits& limits = {});

}  // namespace envelope::check
