// A file system in memory, for tests and for texts that stand in no file. Behaves as the disk does, links and errors included.
#pragma once

#include <map>

#include "compiler/project/files.h"

namespace envelope::project {

// Paths given to `add…` are absolute or start at kMemoryRoot; the directories above them come into being by themselves.
class MemoryFiles final : public Files {
 public:
  static constexpr std::string_view kMemoryRoot = "/project";

  void add(const std::string& path, std::string bytes);
  void add_directory(const std::string& path);
  void add_link(const std::string& path, std::string target);  // target relative to the link's directory, or absolute
  void add_pipe(const std::string& path, std::string bytes);
  void add_device(const std::string& path);
  // Opening it fails with `error`; it is seen by `status` and `list`.
  void add_unreadable(const std::string& path, int error);
  void set_standard_input(std::string bytes);

  [[nodiscard]] ReadResult read(const std::string& path, std::size_t bytes_max) override;
  [[nodiscard]] FileStatus status(const std::string& path) override;
  [[nodiscard]] RealPath real_path(const std::string& path) override;
  [[nodiscard]] Listing list(const std::string& directory) override;
  [[nodiscard]] std::string working_directory() override;

  // How often `read` was asked for this path (as asked).
  [[nodiscard]] std::size_t reads_of(const std::string& path) const;

 private:
  struct Node {
    FileKind kind = FileKind::directory;
    std::string bytes;  // link: its target
    int open_error = 0;
  };
  void put(const std::string& path, Node node);
  [[nodiscard]] const Node* find(const std::string& path, RealPath& real) const;

  std::map<std::string, Node> nodes_{{"/", {}}};
  std::map<std::string, std::size_t> reads_;
  std::string standard_input_;
};

}  // namespace envelope::project
