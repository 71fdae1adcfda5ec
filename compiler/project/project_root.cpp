#include "compiler/project/project_root.h"

#include "compiler/project/path_text.h"

namespace envelope::project {

std::optional<std::string> find_project_root(Files& files, const std::string& directory) {
  for (std::string here = directory;; here = parent_path(here)) {
    if (files.status(join_paths(here, kProjectFileName)).kind == FileKind::regular) return here;
    if (here == "/" || here == ".") return std::nullopt;
  }
}

}  // namespace envelope::project
