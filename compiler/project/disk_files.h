// The real file system.
#pragma once

#include "compiler/project/files.h"

namespace envelope::project {

// Never changes anything on disk. A pipe without a writer blocks `read`, as it does for every program.
class DiskFiles final : public Files {
 public:
  [[nodiscard]] ReadResult read(const std::string& path, std::size_t bytes_max) override;
  [[nodiscard]] FileStatus status(const std::string& path) override;
  [[nodiscard]] RealPath real_path(const std::string& path) override;
  [[nodiscard]] Listing list(const std::string& directory) override;
  [[nodiscard]] std::string working_directory() override;
};

}  // namespace envelope::project
