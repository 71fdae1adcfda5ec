// From a directory to the policies in it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/project/files.h"
#include "compiler/project/project_file.h"

namespace envelope::project {

// Limits of one scan; beyond them ENV0907 is reported and what was found so far is returned.
inline constexpr std::size_t kPoliciesMax = 20'000;
inline constexpr std::size_t kScanEntriesMax = 1'000'000;
inline constexpr std::size_t kScanDepthMax = 64;

// Every `*.envelope` at or below `directory`, in byte order of the paths, named as `directory` is. Left out: hidden files and folders,
// `node_modules`, `build`, what `project` (null: none) ignores, and links, so the scan never leaves the directory and finds nothing
// twice. Reports ENV0001 for a folder that cannot be read and ENV0906 when there is no policy.
[[nodiscard]] std::vector<std::string> find_policies(Files& files, const std::string& directory, const ProjectFile* project,
                                                     diagnostics::Sink& sink);

// Those of `paths` that are to be checked by themselves, in the given order, each file once: every file with a `policy` header, and
// every other that none of the rest imports (of files that only import each other, the first). A file with a `let` that an import fills
// counts as one without a header: it means something with its importer only. A file that cannot be read stays, so that checking it says
// why.
[[nodiscard]] std::vector<std::string> main_policies(Files& files, const std::vector<std::string>& paths);

// Those of `paths` with a `let` that an import fills and that another of them, not a template itself, imports directly or through others.
[[nodiscard]] std::vector<std::string> templates_among(Files& files, const std::vector<std::string>& paths);

}  // namespace envelope::project
