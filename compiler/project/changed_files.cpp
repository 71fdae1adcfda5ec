#include "compiler/project/changed_files.h"

namespace envelope::project {

ReadResult ChangedFiles::read(const std::string& path, std::size_t bytes_max) {
  const auto found = changed_.find(path);
  if (found == changed_.end()) return behind_.read(path, bytes_max);
  return {ReadOutcome::ok, found->second, 0, FileKind::regular, found->second.size()};
}

}  // namespace envelope::project
