#include "runtime/cli/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envelope::runtime_cli {
namespace {

constexpr std::size_t kBytesMax = std::size_t{64} * 1024 * 1024;

bool read_all(int file, std::string& bytes) {
  struct stat about{};
  if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return false;
  char block[65'536];
  for (;;) {
    const ssize_t got = ::read(file, block, sizeof block);
    if (got < 0) return false;
    if (got == 0) return true;
    bytes.append(block, static_cast<std::size_t>(got));
    if (bytes.size() > kBytesMax) return false;
  }
}

}  // namespace

bool read_file(std::string_view path, std::string& bytes) {
  const int file = ::open(std::string(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return false;
  const bool is_read = read_all(file, bytes);
  (void)::close(file);
  return is_read;
}

}  // namespace envelope::runtime_cli
