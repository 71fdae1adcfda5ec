#include "compiler/project/disk_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <system_error>
#include <utility>

namespace envelope::project {

namespace {

constexpr std::size_t kChunkBytes = std::size_t{64} * 1024;

FileKind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return FileKind::regular;
  if (S_ISDIR(mode)) return FileKind::directory;
  if (S_ISFIFO(mode)) return FileKind::pipe;
  if (S_ISLNK(mode)) return FileKind::link;
  return FileKind::device;
}

// A NUL would cut the path short on its way to the kernel and name another file.
bool is_nameable(const std::string& path) { return !path.empty() && path.find('\0') == std::string::npos; }

class Descriptor {
 public:
  Descriptor(int fd, bool owned) : fd_(fd), owned_(owned) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (owned_ && fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
  bool owned_;
};

struct DirectoryCloser {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

ReadResult failed(int error) { return {.outcome = ReadOutcome::failed, .bytes = {}, .error = error}; }

// Reads to the end, or one byte past `bytes_max`, whatever the size was said to be: files grow.
ReadResult read_all(int fd, FileKind kind, std::uint64_t size_bytes, std::size_t bytes_max) {
  ReadResult result{.outcome = ReadOutcome::ok, .bytes = {}, .kind = kind};
  std::string& bytes = result.bytes;
  std::size_t used = 0;
  for (;;) {
    // Grown by hand: doubling would hold three times the limit for a moment.
    if (used == bytes.size()) bytes.resize(std::min(bytes_max + 1, std::max<std::size_t>(used * 2, size_bytes + kChunkBytes)));
    const ssize_t got = ::read(fd, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > bytes_max) return {.outcome = ReadOutcome::too_large, .bytes = {}, .kind = kind};
  }
  bytes.resize(used);
  return result;
}

}  // namespace

std::string error_text(int error) { return std::generic_category().message(error); }

ReadResult DiskFiles::read(const std::string& path, std::size_t bytes_max) {
  const bool is_input = path == kStandardInput;
  if (!is_input && !is_nameable(path)) return failed(ENOENT);
  // Asked before opening: opening a pipe waits for its writer, opening some devices has effects.
  struct stat before{};
  if (!is_input && ::stat(path.c_str(), &before) != 0) return failed(errno);
  const FileKind expected = is_input ? FileKind::pipe : kind_of(before.st_mode);
  if (expected != FileKind::regular && expected != FileKind::pipe)
    return {.outcome = ReadOutcome::not_text_bearing, .bytes = {}, .kind = expected};
  const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (expected == FileKind::pipe ? 0 : O_NONBLOCK);
  const Descriptor file(is_input ? STDIN_FILENO : ::open(path.c_str(), flags), !is_input);
  if (file.get() < 0) return failed(errno);
  struct stat found{};
  if (::fstat(file.get(), &found) != 0) return failed(errno);
  const FileKind kind = kind_of(found.st_mode);
  // Another file may have taken the place of the one asked about.
  if (!is_input && kind != expected) return {.outcome = ReadOutcome::not_text_bearing, .bytes = {}, .kind = kind};
  if (kind == FileKind::directory) return {.outcome = ReadOutcome::not_text_bearing, .bytes = {}, .kind = kind};
  const auto size_bytes = kind == FileKind::regular ? static_cast<std::uint64_t>(found.st_size) : 0;
  if (size_bytes > bytes_max && !is_input) {
    return {.outcome = ReadOutcome::too_large, .bytes = {}, .kind = kind, .size_bytes = size_bytes};
  }
  return read_all(file.get(), kind, std::min<std::uint64_t>(size_bytes, bytes_max), bytes_max);
}

FileStatus DiskFiles::status(const std::string& path) {
  if (!is_nameable(path)) return {.error = ENOENT};
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) return {.error = errno};
  const FileKind kind = kind_of(found.st_mode);
  return {.kind = kind, .size_bytes = kind == FileKind::regular ? static_cast<std::uint64_t>(found.st_size) : 0};
}

RealPath DiskFiles::real_path(const std::string& path) {
  if (!is_nameable(path)) return {.path = {}, .error = ENOENT};
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  if (!real) return {.path = {}, .error = errno};
  return {.path = real.get()};
}

Listing DiskFiles::list(const std::string& directory) {
  if (!is_nameable(directory)) return {.entries = {}, .error = ENOENT};
  const std::unique_ptr<DIR, DirectoryCloser> handle(::opendir(directory.c_str()));
  if (!handle) return {.entries = {}, .error = errno};
  Listing listing;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(handle.get());
    if (entry == nullptr) break;
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat found{};
    const bool known = ::fstatat(::dirfd(handle.get()), entry->d_name, &found, AT_SYMLINK_NOFOLLOW) == 0;
    listing.entries.push_back({name, known ? kind_of(found.st_mode) : FileKind::missing});
  }
  if (errno != 0) return {.entries = {}, .error = errno};
  std::ranges::sort(listing.entries, {}, &DirectoryEntry::name);
  return listing;
}

std::string DiskFiles::working_directory() {
  const RealPath here = real_path(".");
  return here.path.empty() ? "/" : here.path;
}

}  // namespace envelope::project
