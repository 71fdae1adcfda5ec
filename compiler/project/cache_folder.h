// A folder of small files that are safe to lose: what was worked out before, each under the digest of what it was worked out from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace envelope::project {

class CacheFolder {
 public:
  static constexpr std::size_t kFileBytesMax = 1024;
  static constexpr std::size_t kFilesMax = 512;  // the oldest go first

  // `path` need not exist.
  explicit CacheFolder(std::string path) : path_(std::move(path)) {}

  struct Found {
    bool is_there = false;
    std::optional<std::string> text;  // at most kFileBytesMax of it; nothing: somebody else could have written it
  };
  [[nodiscard]] Found find(const std::string& name) const;
  // In place of whatever has the name. A folder that cannot be written is no fault: the work is done again next time.
  void keep(const std::string& name, std::string_view text) const;
  [[nodiscard]] std::string path_of(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace envelope::project
