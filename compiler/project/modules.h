// A policy and everything it imports, as trees in a fixed order. The policies of one project are closed: an import reads the
// standard library or a file below the project root, nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/project/files.h"
#include "compiler/syntax/parse.h"

namespace envelope::project {

// Beyond these an import is refused (ENV0226, ENV0227, ENV0228).
inline constexpr std::size_t kImportDepthMax = 64;                              // imports that lead from the main policy to a module
inline constexpr std::size_t kModulesMax = 2'000;                               // modules of one policy, the main one included
inline constexpr std::size_t kModulesBytesMax = std::size_t{64} * 1024 * 1024;  // their texts together

// One `import` statement whose module was found. Imports that failed are reported and stand nowhere.
struct ResolvedImport {
  std::size_t module = 0;                        // index into Modules::modules
  base::Span span;                               // the whole statement
  const syntax::Arguments* arguments = nullptr;  // null: none written. Points into the importing module's tree
};

struct Module {
  Module() = default;
  Module(Module&&) = default;  // a tree's statements stay where they are, so ResolvedImport::arguments stays good
  Module& operator=(Module&&) = default;
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  base::FileId file;
  syntax::ParseResult parsed;
  std::string shown_path;  // as in messages: `parts/agents.envelope`, `<stdlib>/std.envelope`, `<stdin>`
  bool is_stdlib = false;
  std::vector<ResolvedImport> imports;  // in written order; never leads back to this module
};

// The main policy first, then its imports depth-first in written order, each file once however often it is imported.
struct Modules {
  std::vector<Module> modules;
};

struct LoadOptions {
  // The root that imports must not leave. Absent: the nearest directory at or above the main policy's that holds `envelope.yaml`,
  // else the main policy's own.
  std::optional<std::string> root;
};

// A project whose root holds `stdlib/std.envelope` keeps a standard library of its own: `import std` and its like are read from there.
//
// Loads and parses `main_path` (kStandardInput: standard input, whose imports start at the working directory) and what it imports.
// Nothing comes back when the main policy itself has no text to parse. Otherwise the imports form no cycle, and each that could
// not be followed is an error in `sink` at its place.
[[nodiscard]] std::optional<Modules> load_modules(Files& files, std::string_view main_path, base::SourceMap& sources,
                                                  diagnostics::Sink& sink, const LoadOptions& options = {});

}  // namespace envelope::project
