#include "compiler/project/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

extern char** environ;

namespace envelope::project {
namespace {

// Bytes that have no name in any folder. What a program is given and what it complains of go through one each, so that neither side ever
// waits for the other to read.
struct NamelessFile {
  int fd = ::memfd_create("envc", MFD_CLOEXEC);
  NamelessFile() = default;
  NamelessFile(const NamelessFile&) = delete;
  NamelessFile& operator=(const NamelessFile&) = delete;
  ~NamelessFile() {
    if (fd >= 0) ::close(fd);
  }

  [[nodiscard]] bool fill(const std::string& bytes) const { return write_all(fd, bytes) && ::lseek(fd, 0, SEEK_SET) == 0; }

  [[nodiscard]] std::string beginning(std::size_t size) const {
    std::string bytes(size, '\0');
    const ssize_t got = ::pread(fd, bytes.data(), size, 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
  }
};

void place(posix_spawn_file_actions_t& actions, int fd, int as) {
  if (fd >= 0)
    posix_spawn_file_actions_adddup2(&actions, fd, as);
  else
    posix_spawn_file_actions_addopen(&actions, as, "/dev/null", as == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
}

}  // namespace

int spawn_program(const std::vector<std::string>& words, int in, int out, int err, int& process) {
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  place(actions, in, STDIN_FILENO);
  place(actions, out, STDOUT_FILENO);
  place(actions, err, STDERR_FILENO);
  const int error = ::posix_spawnp(&process, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int wait_for(int process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

ssize_t read_some(int fd, char* into, std::size_t size) {
  ssize_t got = -1;
  do {
    got = ::read(fd, into, size);
  } while (got < 0 && errno == EINTR);
  return got;
}

bool write_all(int fd, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t wrote = ::write(fd, bytes.data() + done, bytes.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    done += static_cast<std::size_t>(wrote);
  }
  return true;
}

Pipe::Pipe() {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) return;
  read_end = ends[0];
  write_end = ends[1];
}

Pipe::~Pipe() {
  close_end(read_end);
  close_end(write_end);
}

void Pipe::close_end(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

ProgramOutput run_program(const std::vector<std::string>& words, const std::optional<std::string>& input) {
  ProgramOutput output;
  Pipe from_program;
  const NamelessFile given, complaint;
  if (from_program.read_end < 0 || complaint.fd < 0 || (input && !given.fill(*input))) return {errno, 0, {}, {}};
  int process = -1;
  output.spawn_error = spawn_program(words, input ? given.fd : -1, from_program.write_end, complaint.fd, process);
  if (output.spawn_error != 0) return output;
  Pipe::close_end(from_program.write_end);
  char buffer[1U << 16U];
  for (ssize_t got = 0; (got = read_some(from_program.read_end, buffer, sizeof buffer)) > 0;)
    output.bytes.append(buffer, static_cast<std::size_t>(got));
  output.exit = wait_for(process);
  output.complaint = complaint.beginning(kComplaintBytesMax);
  return output;
}

}  // namespace envelope::project
