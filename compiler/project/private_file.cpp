#include "compiler/project/private_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "compiler/project/files.h"

namespace envelope::project {

using diagnostics::Code;

namespace {

constexpr mode_t kForOthers = 077;

// To the end, or one byte past `bytes_max`; the errno of what failed, or 0.
int read_all(int fd, std::size_t bytes_max, std::string& bytes) {
  char block[4096];
  while (bytes.size() <= bytes_max) {
    const ssize_t got = ::read(fd, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) return 0;
    bytes.append(block, static_cast<std::size_t>(got));
  }
  return EFBIG;
}

}  // namespace

std::optional<std::string> read_private_file(const std::string& path, std::size_t bytes_max, diagnostics::Sink& sink) {
  const auto fail = [&](const std::string& why) {
    sink.emit(Code::UnreadableFile, {}, fmt::format("`{}` cannot be read: {}", path, why)).about(path);
    return std::nullopt;
  };
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return fail(error_text(errno));
  struct stat about{};
  std::string bytes;
  int error = ::fstat(fd, &about) == 0 ? 0 : errno;
  const bool is_shared = S_ISREG(about.st_mode) && (about.st_mode & kForOthers) != 0;
  const bool is_source = S_ISREG(about.st_mode) || S_ISFIFO(about.st_mode);
  if (error == 0 && is_source && !is_shared) error = read_all(fd, bytes_max, bytes);
  ::close(fd);
  if (error != 0) return fail(error_text(error));
  if (!is_source) return fail("it is not an ordinary file");
  if (!is_shared) return bytes;
  sink.emit(Code::KeyReadableByOthers, {}, fmt::format("`{}` can be read or changed by others (mode {:04o})", path, about.st_mode & 07777U))
      .about(path)
      .with_help(fmt::format("`chmod 600 {}`; if others may have read it, make a new key", path));
  return std::nullopt;
}

FileLock::FileLock(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace envelope::project
