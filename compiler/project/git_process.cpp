#include "compiler/project/git_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

extern char** environ;

namespace envelope::project {
namespace {

// Starts git with these descriptors as its standard input and output (-1: nothing). Gives 0, or why it could not be started.
int spawn_git(const std::vector<std::string>& arguments, int in, int out, int& process) {
  std::vector<char*> words;
  std::string name = "git";
  std::vector<std::string> copies = arguments;
  words.push_back(name.data());
  for (std::string& word : copies) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  if (in >= 0)
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  else
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const int error = ::posix_spawnp(&process, "git", &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int wait_for(int process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct Pipe {
  int read_end = -1, write_end = -1;
  Pipe() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    read_end = ends[0];
    write_end = ends[1];
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(read_end);
    close_end(write_end);
  }
  static void close_end(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

// At most `size` bytes; 0 at the end, -1 on an error.
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

}  // namespace

GitOutput run_git(const std::vector<std::string>& arguments) {
  GitOutput output;
  Pipe from_git;
  if (from_git.read_end < 0) return {errno, 0, {}};
  int process = -1;
  output.spawn_error = spawn_git(arguments, -1, from_git.write_end, process);
  if (output.spawn_error != 0) return output;
  Pipe::close_end(from_git.write_end);
  char buffer[1U << 16U];
  for (ssize_t got = 0; (got = read_some(from_git.read_end, buffer, sizeof buffer)) > 0;)
    output.bytes.append(buffer, static_cast<std::size_t>(got));
  output.exit = wait_for(process);
  return output;
}

GitObjects::~GitObjects() {
  Pipe::close_end(to_git_);  // git ends with its input
  Pipe::close_end(from_git_);
  if (process_ > 0) wait_for(process_);
}

bool GitObjects::start() {
  if (process_ > 0) return true;
  Pipe to_git, from_git;
  if (to_git.read_end < 0 || from_git.read_end < 0) return false;
  if (spawn_git({"cat-file", "--batch"}, to_git.read_end, from_git.write_end, process_) != 0) return false;
  std::swap(to_git_, to_git.write_end);
  std::swap(from_git_, from_git.read_end);
  return true;
}

bool GitObjects::read_line(std::string& line) {
  for (char c = 0; line.size() < 256;) {
    if (read_some(from_git_, &c, 1) != 1) return false;
    if (c == '\n') return true;
    line += c;
  }
  return false;
}

bool GitObjects::read_bytes(std::size_t count, std::string& bytes) {
  bytes.resize(count);
  for (std::size_t done = 0; done < count;) {
    const ssize_t got = read_some(from_git_, bytes.data() + done, count - done);
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  return true;
}

// NAME TYPE SIZE, the bytes, a line end; or `NAME missing`.
bool GitObjects::read(const std::string& object, std::string& bytes) {
  std::string line;
  if (!start() || !write_all(to_git_, object + "\n") || !read_line(line)) return false;
  const std::size_t at = line.rfind(' ');
  if (at == std::string::npos) return false;
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(line.data() + at + 1, line.data() + line.size(), size);
  if (error != std::errc{} || end != line.data() + line.size()) return false;
  std::string line_end;
  return read_bytes(size, bytes) && read_bytes(1, line_end);
}

}  // namespace envelope::project
