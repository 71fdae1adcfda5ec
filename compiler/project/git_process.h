// Running `git`, without a shell.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/project/process.h"

namespace envelope::project {

// `git ARGUMENTS`, as run_program() runs it: standard input empty.
[[nodiscard]] ProgramOutput run_git(const std::vector<std::string>& arguments);

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
