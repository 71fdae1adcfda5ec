// Changed texts in front of what the files hold: what a policy would be with them, without writing anything.
#pragma once

#include <map>
#include <string>

#include "compiler/project/files.h"

namespace envelope::project {

class ChangedFiles final : public Files {
 public:
  // Texts by path. `behind` must outlive the object.
  ChangedFiles(Files& behind, std::map<std::string, std::string> changed) : behind_(behind), changed_(std::move(changed)) {}

  [[nodiscard]] ReadResult read(const std::string& path, std::size_t bytes_max) override;
  [[nodiscard]] FileStatus status(const std::string& path) override { return behind_.status(path); }
  [[nodiscard]] RealPath real_path(const std::string& path) override { return behind_.real_path(path); }
  [[nodiscard]] Listing list(const std::string& directory) override { return behind_.list(directory); }
  [[nodiscard]] std::string working_directory() override { return behind_.working_directory(); }

 private:
  Files& behind_;
  std::map<std::string, std::string> changed_;
};

}  // namespace envelope::project
