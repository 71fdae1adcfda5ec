// Files that are nobody else's business: keys and passphrases.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::project {

// The bytes of an ordinary file that only its owner may read, or of a pipe. Reports ENV0001 when it cannot be read or holds more than
// `bytes_max`, and ENV0731 when anybody else may read or write it: then nothing of it is used.
[[nodiscard]] std::optional<std::string> read_private_file(const std::string& path, std::size_t bytes_max, diagnostics::Sink& sink);

// Held while the object lives: a second process that asks for the same waits. Nothing to hold where the file cannot be opened.
class FileLock {
 public:
  explicit FileLock(const std::string& path);
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  int fd_ = -1;
};

}  // namespace envelope::project
