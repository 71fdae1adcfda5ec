// Running `git`, without a shell.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace envelope::project {

// What one run of git said.
struct GitOutput {
  int spawn_error = 0;  // git could not be started: why (errno); nothing else is set
  int exit = 0;         // its exit code; 128 and more: a signal
  std::string bytes;    // standard output
};

// `git ARGUMENTS`, standard input empty, standard error dropped. Arguments are passed as they are: no shell reads them.
[[nodiscard]] GitOutput run_git(const std::vector<std::string>& arguments);

// `git cat-file --batch`, kept running while objects are read one by one.
class GitObjects {
 public:
  GitObjects() = default;
  ~GitObjects();
  GitObjects(const GitObjects&) = delete;
  GitObjects& operator=(const GitObjects&) = delete;

  // The bytes of the object with this full name, as git spells it. False: git does not have it, or went away.
  [[nodiscard]] bool read(const std::string& object, std::string& bytes);

 private:
  [[nodiscard]] bool start();
  [[nodiscard]] bool read_line(std::string& line);
  [[nodiscard]] bool read_bytes(std::size_t count, std::string& bytes);

  int process_ = -1, to_git_ = -1, from_git_ = -1;
};

}  // namespace envelope::project
