#include "compiler/project/git_process.h"

#include <charconv>
#include <utility>

namespace envelope::project {

ProgramOutput run_git(const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"git"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run_program(words);
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
  if (spawn_program({"git", "cat-file", "--batch"}, to_git.read_end, from_git.write_end, -1, process_) != 0) return false;
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
