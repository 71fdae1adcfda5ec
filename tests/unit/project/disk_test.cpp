// The parts that touch a disk: reading and saving. Each test has a directory of its own.
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "compiler/project/disk_files.h"
#include "compiler/project/load.h"
#include "compiler/project/modules.h"
#include "compiler/project/save.h"

using namespace envelope;
using namespace envelope::project;
using diagnostics::Code;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "envelope-project-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = fs::canonical(name);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  fs::path path_;
};

void write(const std::string& path, const std::string& bytes) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string contents(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

mode_t mode_of(const std::string& path) {
  struct stat found{};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  return found.st_mode & 07777;
}

long peak_kilobytes() {
  struct rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// Runs `body` in a child process and returns its exit code, or -1 when a signal ended it.
template <typename Body>
int in_child(Body body) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("files, directories, pipes and devices on disk") {
  const Folder folder;
  DiskFiles files;
  write(folder / "a.envelope", "policy p\n");
  write(folder / "sub/b.envelope", "x");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  fs::create_symlink("a.envelope", folder / "link");
  fs::create_symlink("nowhere", folder / "dangling");

  CHECK(files.read(folder / "a.envelope", 9).bytes == "policy p\n");
  CHECK(files.read(folder / "a.envelope", 8).outcome == ReadOutcome::too_large);
  CHECK(files.read(folder / "a.envelope", 8).size_bytes == 9);
  CHECK(files.read(folder / "link", 9).outcome == ReadOutcome::ok);
  CHECK(files.read(folder / "sub", 9).kind == FileKind::directory);
  CHECK(files.read("/dev/zero", 9).outcome == ReadOutcome::not_text_bearing);
  CHECK(files.read(folder / "none", 9).error == ENOENT);
  CHECK(files.read(std::string("a\0b", 3), 9).error == ENOENT);
  CHECK(files.read("", 9).error == ENOENT);
  CHECK(files.status(folder / "pipe").kind == FileKind::pipe);
  CHECK(files.status(folder / "dangling").error == ENOENT);
  CHECK(files.status("/dev/null").kind == FileKind::device);
  CHECK(files.real_path(folder / "sub/../link").path == folder / "a.envelope");
  CHECK(files.real_path(folder / "none").error == ENOENT);
  CHECK(fs::path(files.working_directory()).is_absolute());

  const Listing listing = files.list(folder / "");
  REQUIRE(listing.entries.size() == 5);
  const FileKind kinds[] = {FileKind::regular, FileKind::link, FileKind::link, FileKind::pipe, FileKind::directory};
  const char* names[] = {"a.envelope", "dangling", "link", "pipe", "sub"};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(listing.entries[i].name == names[i]);
    CHECK(listing.entries[i].kind == kinds[i]);
  }
  CHECK(files.list(folder / "a.envelope").error == ENOTDIR);
}

TEST_CASE("a file without a known size is read to its end") {
  DiskFiles files;
  const ReadResult status = files.read("/proc/self/status", 1'000'000);
  CHECK(status.outcome == ReadOutcome::ok);
  CHECK(status.bytes.find("Pid:") != std::string::npos);
  CHECK(files.read("/proc/self/status", 10).outcome == ReadOutcome::too_large);
}

TEST_CASE("a pipe is read to its end, or one byte past the limit") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto feed = [&](std::size_t bytes) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::signal(SIGPIPE, SIG_IGN);
      const int fd = ::open((folder / "pipe").c_str(), O_WRONLY);
      const std::string chunk(1 << 16, 'x');
      while (bytes > 0) {
        const ssize_t done = ::write(fd, chunk.data(), std::min(bytes, chunk.size()));
        if (done <= 0) break;
        bytes -= static_cast<std::size_t>(done);
      }
      ::_exit(0);
    }
    return child;
  };
  DiskFiles files;
  pid_t writer = feed(300'000);
  CHECK(files.read(folder / "pipe", 300'000).bytes.size() == 300'000);
  ::waitpid(writer, nullptr, 0);
  writer = feed(100'000'000);
  CHECK(files.read(folder / "pipe", 300'000).outcome == ReadOutcome::too_large);
  ::waitpid(writer, nullptr, 0);
}

TEST_CASE("standard input is read like a pipe") {
  const Folder folder;
  write(folder / "in", "policy p\n");
  const auto read_input = [&](std::size_t bytes_max) {
    return in_child([&] {
      const int fd = ::open((folder / "in").c_str(), O_RDONLY);
      ::dup2(fd, STDIN_FILENO);
      DiskFiles files;
      const ReadResult read = files.read("-", bytes_max);
      return read.outcome == ReadOutcome::ok ? static_cast<int>(read.bytes.size()) : 100 + static_cast<int>(read.outcome);
    });
  };
  CHECK(read_input(9) == 9);
  CHECK(read_input(8) == 100 + static_cast<int>(ReadOutcome::too_large));
}

TEST_CASE("100 MB are refused without reading them, and endless input within little memory") {
  const Folder folder;
  write(folder / "big.envelope", "policy p\n");
  REQUIRE(::truncate((folder / "big.envelope").c_str(), 100'000'000) == 0);
  const int code = in_child([&] {
    const long before = peak_kilobytes();
    DiskFiles files;
    base::SourceMap sources;
    diagnostics::Sink sink;
    const auto file = load_file(files, {.path = folder / "big.envelope", .shown_path = "big", .cause = {}}, sources, sink);
    if (file || sink.diagnostics().size() != 1 || sink.diagnostics()[0].code != Code::FileTooLarge) return 1;
    if (peak_kilobytes() - before > 10'000) return 2;
    const int zero = ::open("/dev/zero", O_RDONLY);
    ::dup2(zero, STDIN_FILENO);
    if (files.read("-", kFileBytesMax).outcome != ReadOutcome::too_large) return 3;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 0;  // shadow memory is not ours to count
#else
    return peak_kilobytes() - before > 64'000 ? 4 : 0;
#endif
  });
  CHECK(code == 0);
}

TEST_CASE("imports on disk stay inside the project") {
  const Folder folder;
  write(folder / "outside.envelope", "tier t\n");
  write(folder / "p/parts/a.envelope", "tier t\n");
  fs::create_symlink("../outside.envelope", folder / "p/out.envelope");
  fs::create_directory_symlink("..", folder / "p/up");
  DiskFiles files;
  const auto code = [&](const std::string& import) {
    write(folder / "p/main.envelope", "policy m\nimport \"" + import + "\"\n");
    base::SourceMap sources;
    diagnostics::Sink sink;
    static_cast<void>(load_modules(files, folder / "p/main.envelope", sources, sink));
    return sink.diagnostics().empty() ? 0 : static_cast<int>(sink.diagnostics()[0].code);
  };
  CHECK(code("parts/a.envelope") == 0);
  CHECK(code("out.envelope") == 222);
  CHECK(code("up/outside.envelope") == 222);
  CHECK(code("../outside.envelope") == 222);
  CHECK(code("up/p/parts/a.envelope") == 0);
}

TEST_CASE("saving replaces the text and keeps the mode") {
  const Folder folder;
  diagnostics::Sink sink;
  const std::string path = folder / "a.envelope";
  write(path, "old");
  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  CHECK(save_file(path, "new text", sink));
  CHECK(contents(path) == "new text");
  CHECK(mode_of(path) == 0640);
  CHECK(folder.entries() == 1);

  const mode_t before = ::umask(027);
  CHECK(save_file(folder / "fresh.envelope", "", sink));
  ::umask(before);
  CHECK(mode_of(folder / "fresh.envelope") == 0640);
  CHECK(sink.diagnostics().empty());
}

TEST_CASE("saving keeps the owner when it may") {
  if (::geteuid() != 0) return;  // only root may give files away
  const Folder folder;
  diagnostics::Sink sink;
  const std::string path = folder / "a.envelope";
  write(path, "old");
  REQUIRE(::chown(path.c_str(), 1234, 4321) == 0);
  CHECK(save_file(path, "new", sink));
  struct stat found{};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  CHECK(found.st_uid == 1234);
  CHECK(found.st_gid == 4321);
}

TEST_CASE("links, folders and missing places are not written") {
  const Folder folder;
  write(folder / "target", "old");
  fs::create_symlink("target", folder / "link.envelope");
  fs::create_symlink("nowhere", folder / "dangling.envelope");
  fs::create_directory(folder / "folder.envelope");
  const auto code = [&](const std::string& name) {
    diagnostics::Sink sink;
    CHECK_FALSE(save_file(folder / name, "new", sink));
    REQUIRE(sink.diagnostics().size() == 1);
    return sink.diagnostics()[0].code;
  };
  CHECK(code("link.envelope") == Code::WriteThroughLink);
  CHECK(code("dangling.envelope") == Code::WriteThroughLink);
  CHECK(code("folder.envelope") == Code::UnwritableFile);
  CHECK(code("none/a.envelope") == Code::UnwritableFile);
  CHECK(code("target/a.envelope") == Code::UnwritableFile);
  CHECK(contents(folder / "target") == "old");
  CHECK(fs::is_symlink(folder / "link.envelope"));
  CHECK(folder.entries() == 4);
}

TEST_CASE("a read-only file is left alone") {
  const Folder folder;
  const std::string path = folder / "a.envelope";
  write(path, "old");
  fs::permissions(folder / "", fs::perms::all);
  REQUIRE(::chmod(path.c_str(), 0444) == 0);
  const int code = in_child([&] {
    if (::geteuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) return 9;  // root may write everything
    diagnostics::Sink sink;
    return save_file(path, "new", sink) ? 1 : static_cast<int>(sink.diagnostics()[0].code);
  });
  CHECK(code == static_cast<int>(Code::UnwritableFile));
  CHECK(contents(path) == "old");
}

TEST_CASE("a write that fails half way leaves the old text whole and nothing behind") {
  const Folder folder;
  const std::string path = folder / "a.envelope";
  write(path, "old");
  const int code = in_child([&] {
    const struct rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    diagnostics::Sink sink;
    if (save_file(path, std::string(5'000, 'x'), sink)) return 1;
    if (sink.diagnostics().size() != 1 || sink.diagnostics()[0].code != Code::UnwritableFile) return 2;
    if (sink.diagnostics()[0].message.find("File too large") == std::string::npos) return 3;
    return sink.diagnostics()[0].notes.size() == 1 ? 0 : 4;
  });
  CHECK(code == 0);
  CHECK(contents(path) == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a full disk leaves the old text whole and nothing behind") {
  const Folder folder;
  fs::create_directory(folder / "disk");
  if (::mount("tmpfs", (folder / "disk").c_str(), "tmpfs", 0, "size=64k") != 0) {
    WARN("no tmpfs may be mounted here: not tested");
    return;
  }
  const std::string path = folder / "disk/a.envelope";
  write(path, "old");
  diagnostics::Sink sink;
  CHECK_FALSE(save_file(path, std::string(200'000, 'x'), sink));
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics()[0].message.find("No space left on device") != std::string::npos);
  CHECK(contents(path) == "old");
  CHECK(std::distance(fs::directory_iterator(folder / "disk"), fs::directory_iterator()) == 1);
  CHECK(::umount((folder / "disk").c_str()) == 0);
}
