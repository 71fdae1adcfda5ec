// `envelope.yaml`: what holds for all policies of a project. Optional; its folder is the project root.
//
//   name: openclaw                     # shown in reports
//   main: policies/main.envelope       # what the commands take when no file is named
//   fail-level: warning                # error (default), warning or info: the mildest finding that fails a check
//   ignore: ["drafts/**", "*.old.envelope"]   # what the scan of a directory leaves out
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/project/files.h"

namespace envelope::project {

inline constexpr std::size_t kProjectFileBytesMax = std::size_t{64} * 1024;
inline constexpr std::size_t kIgnorePatternsMax = 256;

struct ProjectFile {
  std::string root;  // real path of its folder
  base::FileId file;
  std::string name;                      // empty: not said
  std::optional<std::string> main_path;  // as it can be opened: joined to the folder as shown
  std::optional<diagnostics::Severity> fail_level;
  std::vector<std::string> ignore;  // globs (runtime/text/glob.h, strings) over paths relative to the root; a glob without
                                    // `/` is matched against each file and folder name
};

// Reads `directory`/envelope.yaml. Nothing comes back when there is none, or when it could not be read as YAML; settings that are
// wrong are reported (ENV0901..ENV0905, located in the file) and left out.
[[nodiscard]] std::optional<ProjectFile> load_project_file(Files& files, const std::string& directory, base::SourceMap& sources,
                                                           diagnostics::Sink& sink);

}  // namespace envelope::project
