#include "compiler/project/git_files.h"

#include <cerrno>
#include <charconv>
#include <string_view>

#include "compiler/project/path_text.h"

namespace envelope::project {
namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// `MODE TYPE OBJECT SIZE\tPATH`, as `git ls-tree -l` prints it.
struct Entry {
  std::string_view mode, object, size, path;
};

Entry entry_of(std::string_view line) {
  Entry entry;
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos) return entry;
  entry.path = line.substr(tab + 1);
  std::string_view words = line.substr(0, tab);
  const auto next = [&words] {
    words.remove_prefix(std::min(words.find_first_not_of(' '), words.size()));
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(word.size());
    return word;
  };
  entry.mode = next();
  next();  // the type says no more than the mode
  entry.object = next();
  entry.size = next();
  return entry;
}

}  // namespace

GitOpened GitFiles::open(const std::string& revision) {
  const ProgramOutput prefix = run_git({"rev-parse", "--show-prefix"});
  if (prefix.spawn_error != 0) return {nullptr, GitFault::no_git, error_text(prefix.spawn_error)};
  if (prefix.exit != 0) return {nullptr, GitFault::no_repository, {}};
  // A NUL would end the argument early and name another revision.
  if (revision.empty() || revision.find('\0') != std::string::npos) return {nullptr, GitFault::unknown_revision, {}};
  const ProgramOutput tree = run_git({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{tree}"});
  if (tree.exit != 0 || tree.bytes.empty()) return {nullptr, GitFault::unknown_revision, {}};
  auto files = std::make_unique<GitFiles>();
  files->prefix_ = first_line(prefix.bytes);
  if (!files->list_tree(first_line(tree.bytes))) return {nullptr, GitFault::unreadable, {}};
  return {std::move(files), GitFault::none, {}};
}

bool GitFiles::list_tree(const std::string& tree) {
  const ProgramOutput listing = run_git({"ls-tree", "-r", "-l", "-z", "--full-tree", tree});
  if (listing.spawn_error != 0 || listing.exit != 0) return false;
  std::string_view rest = listing.bytes;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const Entry entry = entry_of(line);
    if (entry.path.empty()) return false;
    const std::string path(entry.path);
    if (entry.mode == "120000") {
      std::string target;
      if (!objects_.read(std::string(entry.object), target)) return false;
      tree_.add_link(path, target);
    } else if (entry.mode == "160000") {  // another repository: nothing of it is here
      tree_.add_directory(path);
    } else {
      Blob blob{std::string(entry.object), 0};
      std::from_chars(entry.size.data(), entry.size.data() + entry.size.size(), blob.size_bytes);
      tree_.add(path, "");
      blobs_[join_paths(MemoryFiles::kMemoryRoot, path)] = std::move(blob);
    }
  }
  return true;
}

ReadResult GitFiles::read(const std::string& path, std::size_t bytes_max) {
  const RealPath real = tree_.real_path(path);
  if (real.error != 0) return {.outcome = ReadOutcome::failed, .bytes = {}, .error = real.error};
  const auto blob = blobs_.find(real.path);
  if (blob == blobs_.end()) return {.outcome = ReadOutcome::not_text_bearing, .bytes = {}, .kind = FileKind::directory};
  if (blob->second.size_bytes > bytes_max)
    return {.outcome = ReadOutcome::too_large, .bytes = {}, .kind = FileKind::regular, .size_bytes = blob->second.size_bytes};
  ReadResult result{.outcome = ReadOutcome::ok, .bytes = {}, .kind = FileKind::regular};
  if (!objects_.read(blob->second.object, result.bytes)) return {.outcome = ReadOutcome::failed, .bytes = {}, .error = EIO};
  return result;
}

FileStatus GitFiles::status(const std::string& path) {
  FileStatus status = tree_.status(path);
  if (status.kind == FileKind::regular) status.size_bytes = blobs_[tree_.real_path(path).path].size_bytes;
  return status;
}

RealPath GitFiles::real_path(const std::string& path) { return tree_.real_path(path); }
Listing GitFiles::list(const std::string& directory) { return tree_.list(directory); }
std::string GitFiles::working_directory() { return tree_.working_directory(); }

std::string GitFiles::from_top(const std::string& path) const {
  const bool is_from_here = path == "." || path == ".." || path.starts_with("./") || path.starts_with("../");
  const std::string joined = is_from_here ? prefix_ + path : path;
  return joined.empty() ? "." : normal_path(joined);
}

}  // namespace envelope::project
