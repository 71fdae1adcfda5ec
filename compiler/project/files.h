// The file system as this floor sees it. Everything that reads goes through here, so that tests run on a tree in memory and an
// editor can lay unsaved texts over the disk.
//
// Paths are UTF-8 strings with `/`; relative ones start at `working_directory()`. Errors are values of errno.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::project {

// The path that stands for standard input. A file of that name is `./-`.
inline constexpr std::string_view kStandardInput = "-";

enum class FileKind : std::uint8_t {
  missing,  // nothing there, or nothing that may be looked at: see the error beside it
  regular,
  directory,
  pipe,    // named or anonymous: its size is not known before it was read
  link,    // in listings only: everything else follows links
  device,  // devices and sockets
};

struct FileStatus {
  FileKind kind = FileKind::missing;
  std::uint64_t size_bytes = 0;  // regular files only; 0 for those of procfs, which have no size
  int error = 0;                 // kind missing: why
};

enum class ReadOutcome : std::uint8_t { ok, failed, too_large, not_text_bearing };

struct ReadResult {
  ReadOutcome outcome = ReadOutcome::failed;
  std::string bytes;  // outcome ok only
  int error = 0;      // outcome failed: why
  FileKind kind = FileKind::missing;
  std::uint64_t size_bytes = 0;  // outcome too_large: the size, or 0 when it is not known
};

struct RealPath {
  std::string path;  // absolute, without links, `.` and `..`; empty on failure
  int error = 0;
};

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::missing;
};

struct Listing {
  std::vector<DirectoryEntry> entries;  // in byte order of their names; without `.` and `..`
  int error = 0;                        // the directory could not be read: `entries` is empty
};

class Files {
 public:
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  // Reads a regular file, a pipe, or standard input (kStandardInput). More than `bytes_max` bytes are refused: before the first
  // is read where the size is known, else after `bytes_max + 1`. Directories and devices are `not_text_bearing`.
  [[nodiscard]] virtual ReadResult read(const std::string& path, std::size_t bytes_max) = 0;
  // Follows links.
  [[nodiscard]] virtual FileStatus status(const std::string& path) = 0;
  [[nodiscard]] virtual RealPath real_path(const std::string& path) = 0;
  [[nodiscard]] virtual Listing list(const std::string& directory) = 0;
  // Absolute.
  [[nodiscard]] virtual std::string working_directory() = 0;
};

// `No such file or directory` and its like, in the words of the C library.
[[nodiscard]] std::string error_text(int error);

}  // namespace envelope::project
