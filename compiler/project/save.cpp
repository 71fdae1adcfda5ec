#include "compiler/project/save.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <optional>

#include "compiler/project/files.h"
#include "compiler/project/path_text.h"

namespace envelope::project {

using diagnostics::Code;

namespace {

constexpr mode_t kPermissionBits = 07777;
constexpr mode_t kNewFileMode = 0666;
constexpr mode_t kNewFolderMode = 0777;

// A write beyond the process's file size limit raises SIGXFSZ, whose default is death. Held back, the write fails with EFBIG.
class FileSizeSignalBlock {
 public:
  FileSizeSignalBlock() {
    ::sigemptyset(&signal_);
    ::sigaddset(&signal_, SIGXFSZ);
    ::pthread_sigmask(SIG_BLOCK, &signal_, &before_);
  }
  FileSizeSignalBlock(const FileSizeSignalBlock&) = delete;
  FileSizeSignalBlock& operator=(const FileSizeSignalBlock&) = delete;
  ~FileSizeSignalBlock() {
    const timespec no_wait{};
    while (::sigtimedwait(&signal_, nullptr, &no_wait) > 0) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t signal_{};
  sigset_t before_{};
};

// The temporary file: gone when the object dies, unless it took its place.
class Draft {
 public:
  explicit Draft(const std::string& path) : name_(join_paths(parent_path(path), fmt::format(".{}.XXXXXX", file_name(path)))) {
    fd_ = ::mkostemp(name_.data(), O_CLOEXEC);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (fd_ >= 0) ::close(fd_);
    if (fd_ >= 0 || is_closed_) ::unlink(name_.c_str());
  }

  // Each step gives 0 or the errno of its failure.
  [[nodiscard]] int opened() const { return fd_ < 0 ? errno : 0; }
  int write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return errno;
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return 0;
  }
  int look_like(const struct stat* before) {
    if (before == nullptr) {
      const mode_t mask = ::umask(0);  // there is no other way to ask for it
      ::umask(mask);
      return ::fchmod(fd_, kNewFileMode & ~mask) == 0 ? 0 : errno;
    }
    struct stat mine{};
    if (::fstat(fd_, &mine) != 0) return errno;
    const bool is_foreign = mine.st_uid != before->st_uid || mine.st_gid != before->st_gid;
    // Not permitted to most: the file then changes hands, as with any editor. Before fchmod, since it clears set-id bits.
    if (is_foreign && ::fchown(fd_, before->st_uid, before->st_gid) != 0 && errno != EPERM) return errno;
    return ::fchmod(fd_, before->st_mode & kPermissionBits) == 0 ? 0 : errno;
  }
  int set_mode(mode_t mode) { return ::fchmod(fd_, mode) == 0 ? 0 : errno; }
  // Under the name `path` as well, unless something has it already.
  int take_free_place(const std::string& path) {
    if (const int error = finish(); error != 0) return error;
    return ::link(name_.c_str(), path.c_str()) == 0 ? 0 : errno;
  }
  int take_place(const std::string& path) {
    if (const int error = finish(); error != 0) return error;
    if (::rename(name_.c_str(), path.c_str()) != 0) return errno;
    is_closed_ = false;  // the name is gone: nothing to remove
    return 0;
  }

 private:
  int finish() {
    if (::fsync(fd_) != 0) return errno;
    const int fd = std::exchange(fd_, -1);
    is_closed_ = true;
    return ::close(fd) == 0 ? 0 : errno;
  }

  std::string name_;
  int fd_ = -1;
  bool is_closed_ = false;
};

// The rename itself must survive a power cut. Not every file system can sync a directory, and the text is whole either way.
void sync_directory(const std::string& directory) {
  const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  static_cast<void>(::fsync(fd));
  ::close(fd);
}

int replace(const std::string& path, std::string_view bytes, const struct stat* before) {
  // A rename needs no right to the file itself; a read-only policy is meant to stay.
  if (before != nullptr && ::access(path.c_str(), W_OK) != 0) return errno;
  const FileSizeSignalBlock no_signal;
  Draft draft(path);
  if (const int error = draft.opened(); error != 0) return error;
  if (const int error = draft.write(bytes); error != 0) return error;
  if (const int error = draft.look_like(before); error != 0) return error;
  if (const int error = draft.take_place(path); error != 0) return error;
  sync_directory(parent_path(path));
  return 0;
}

}  // namespace

Created create_file(const std::string& path, std::string_view bytes, unsigned mode, diagnostics::Sink& sink) {
  const FileSizeSignalBlock no_signal;
  Draft draft(path);
  int error = draft.opened();
  if (error == 0) error = draft.set_mode(mode);
  if (error == 0) error = draft.write(bytes);
  if (error == 0) error = draft.take_free_place(path);
  if (error == EEXIST) return {false, true};
  if (error != 0) sink.emit(Code::UnwritableFile, {}, fmt::format("`{}` cannot be written: {}", path, error_text(error))).about(path);
  if (error == 0) sync_directory(parent_path(path));
  return {error == 0, false};
}

void make_folders(const std::string& directory) {
  for (std::size_t end = directory.find('/', 1); end != std::string::npos; end = directory.find('/', end + 1))
    ::mkdir(directory.substr(0, end).c_str(), kNewFolderMode);
  ::mkdir(directory.c_str(), kNewFolderMode);
}

bool save_file(const std::string& path, std::string_view bytes, diagnostics::Sink& sink) {
  struct stat before{};
  const bool exists = ::lstat(path.c_str(), &before) == 0;
  if (!exists && errno != ENOENT) {
    sink.emit(Code::UnwritableFile, {}, fmt::format("`{}` cannot be written: {}", path, error_text(errno))).about(path);
    return false;
  }
  if (exists && S_ISLNK(before.st_mode)) {
    sink.emit(Code::WriteThroughLink, {}, fmt::format("`{}` is a symbolic link; it was left as it is", path))
        .about(path)
        .with_help("name the file that it leads to");
    return false;
  }
  if (exists && !S_ISREG(before.st_mode)) {
    sink.emit(Code::UnwritableFile, {}, fmt::format("`{}` cannot be written: it is not an ordinary file", path)).about(path);
    return false;
  }
  const int error = replace(path, bytes, exists ? &before : nullptr);
  if (error == 0) return true;
  auto& finding = sink.emit(Code::UnwritableFile, {}, fmt::format("`{}` cannot be written: {}", path, error_text(error))).about(path);
  if (exists) finding.note("the file still holds its old text");
  return false;
}

}  // namespace envelope::project
