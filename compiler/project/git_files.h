// The files of one revision of a git repository, read from its objects: nothing is checked out, and what lies in the working tree plays
// no part. Imports, links and the project file resolve within the revision.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "compiler/project/files.h"
#include "compiler/project/git_process.h"
#include "compiler/project/memory_files.h"

namespace envelope::project {

enum class GitFault : std::uint8_t {
  none,
  no_git,            // the program cannot be started; `detail` says why
  no_repository,     // the working directory lies in none
  unknown_revision,  // the repository has nothing by that name
  unreadable,        // the revision is there, and git cannot list it
};

class GitFiles;
struct GitOpened {
  std::unique_ptr<GitFiles> files;  // null: see `fault`
  GitFault fault = GitFault::none;
  std::string detail;
};

// Paths are as in `git show REVISION:PATH`: from the top of the repository, or, beginning with `./` or `../`, from where we are.
class GitFiles final : public Files {
 public:
  // `revision`: whatever `git rev-parse` takes for a commit or tree; one that begins with `-` is no option.
  [[nodiscard]] static GitOpened open(const std::string& revision);

  [[nodiscard]] ReadResult read(const std::string& path, std::size_t bytes_max) override;
  [[nodiscard]] FileStatus status(const std::string& path) override;
  [[nodiscard]] RealPath real_path(const std::string& path) override;
  [[nodiscard]] Listing list(const std::string& directory) override;
  [[nodiscard]] std::string working_directory() override;

  // `path` from the top of the repository.
  [[nodiscard]] std::string from_top(const std::string& path) const;

 private:
  struct Blob {
    std::string object;
    std::uint64_t size_bytes = 0;
  };
  [[nodiscard]] bool list_tree(const std::string& tree);

  MemoryFiles tree_;                   // of empty files; links lead where they lead in the revision
  std::map<std::string, Blob> blobs_;  // by path in tree_
  std::string prefix_;                 // where we are, from the top: empty or ending in `/`
  GitObjects objects_;
};

}  // namespace envelope::project
