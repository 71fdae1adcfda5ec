// Running other programs, without a shell.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace envelope::project {

// What one run of a program said.
struct ProgramOutput {
  int spawn_error = 0;    // it could not be started: why (errno); nothing else is set
  int exit = 0;           // its exit code; 128 and more: a signal
  std::string bytes;      // standard output
  std::string complaint;  // standard error, at most kComplaintBytesMax of it
};
inline constexpr std::size_t kComplaintBytesMax = 4096;

// The program named by the first word, looked for along PATH, with the others as its arguments: no shell reads them. Without `input` its
// standard input is empty.
[[nodiscard]] ProgramOutput run_program(const std::vector<std::string>& words, const std::optional<std::string>& input = std::nullopt);

// ---- parts, for a program that is kept running ----
// Starts it with these descriptors as standard input, output and error (-1: nothing). Gives 0, or why it could not be started.
[[nodiscard]] int spawn_program(const std::vector<std::string>& words, int in, int out, int err, int& process);
// Its exit code once it has ended; 128 and more: a signal.
int wait_for(int process);
// At most `size` bytes; 0 at the end, -1 on an error.
[[nodiscard]] ssize_t read_some(int fd, char* into, std::size_t size);
// All of them, or false.
[[nodiscard]] bool write_all(int fd, const std::string& bytes);

// Both ends are closed with the object, and no other program inherits them.
struct Pipe {
  int read_end = -1, write_end = -1;
  Pipe();
  ~Pipe();
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  static void close_end(int& fd);
};

}  // namespace envelope::project
