// Where an import leads.
#pragma once

#include <optional>
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/project/files.h"
#include "compiler/syntax/ast/vocabulary.h"

namespace envelope::project {

// What may be named by a quoted import.
inline constexpr std::string_view kPolicyExtension = ".envelope";

// The module that imports.
struct Importer {
  std::string directory;        // real path; empty for modules of the standard library
  std::string shown_directory;  // as in messages; empty: the working directory
};

struct ImportTarget {
  bool is_stdlib = false;
  std::string identity;   // two imports with the same identity name the same module
  std::string name;       // standard library: the dotted name
  std::string real_path;  // file; empty: a module of the library in envc
  std::string shown_path;
};

// Where a project that keeps a standard library of its own has it, below its root (a real path); empty: it has none, and that of envc is
// meant. A folder is one when it holds `std.envelope`.
[[nodiscard]] std::string vendored_library(Files& files, const std::string& root);

// `import a.b`: a module of the standard library: of the folder `library`, or, where that is empty, of envc. Reports ENV0220.
[[nodiscard]] std::optional<ImportTarget> resolve_stdlib_import(Files& files, const std::string& library, const Importer& importer,
                                                                const syntax::Path& path, diagnostics::Sink& sink);

// `import "a/b.envelope"`: an ordinary file below `root` (a real path), named from the importer's directory. Reports ENV0221,
// ENV0222, ENV0223, ENV0001 and ENV0007 at the text.
[[nodiscard]] std::optional<ImportTarget> resolve_file_import(Files& files, const std::string& root, const Importer& importer,
                                                              const syntax::Text& text, diagnostics::Sink& sink);

}  // namespace envelope::project
