#include "compiler/project/cache_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "compiler/project/save.h"

namespace envelope::project {
namespace {

constexpr mode_t kWritableByOthers = S_IWGRP | S_IWOTH;

// So that the folder stays small. What another process takes out meanwhile is no concern.
void drop_oldest(const std::string& folder) {
  std::error_code error;
  std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> files;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (std::error_code gone; at->is_regular_file(gone)) {
      const auto when = at->last_write_time(gone);
      if (!gone) files.emplace_back(when, at->path());
    }
  if (files.size() <= CacheFolder::kFilesMax) return;
  std::sort(files.begin(), files.end());
  files.resize(files.size() - CacheFolder::kFilesMax);
  for (const auto& [when, path] : files) std::filesystem::remove(path, error);
}

}  // namespace

CacheFolder::Found CacheFolder::find(const std::string& name) const {
  const int fd = ::open(path_of(name).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return {errno == ELOOP, {}};
  Found found{true, {}};
  struct stat about{};
  if (::fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == ::geteuid() && (about.st_mode & kWritableByOthers) == 0) {
    std::string text(kFileBytesMax, '\0');
    const ssize_t size = ::read(fd, text.data(), text.size());
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    found.text = std::move(text);
  }
  ::close(fd);
  return found;
}

void CacheFolder::keep(const std::string& name, std::string_view text) const {
  make_folders(path_);
  const std::string path = path_of(name);
  std::error_code error;
  std::filesystem::remove(path, error);  // one that is not to be believed may be a link, or another's
  diagnostics::Sink unheard;
  if (create_file(path, text, S_IRUSR | S_IWUSR, unheard).is_made) drop_oldest(path_);
}

}  // namespace envelope::project
