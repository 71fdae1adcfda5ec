#include "compiler/project/memory_files.h"

#include <cerrno>
#include <utility>

#include "compiler/project/path_text.h"

namespace envelope::project {

namespace {

constexpr int kLinksMax = 40;  // as Linux does

std::string absolute(const std::string& path) { return join_paths(MemoryFiles::kMemoryRoot, path); }

}  // namespace

void MemoryFiles::put(const std::string& path, Node node) {
  const std::string place = normal_path(absolute(path));
  for (std::string above = parent_path(place); !nodes_.contains(above); above = parent_path(above)) nodes_[above] = {};
  nodes_[place] = std::move(node);
}

void MemoryFiles::add(const std::string& path, std::string bytes) { put(path, {FileKind::regular, std::move(bytes)}); }
void MemoryFiles::add_directory(const std::string& path) { put(path, {}); }
void MemoryFiles::add_link(const std::string& path, std::string target) { put(path, {FileKind::link, std::move(target)}); }
void MemoryFiles::add_pipe(const std::string& path, std::string bytes) { put(path, {FileKind::pipe, std::move(bytes)}); }
void MemoryFiles::add_device(const std::string& path) { put(path, {FileKind::device, {}}); }
void MemoryFiles::add_unreadable(const std::string& path, int error) { put(path, {FileKind::regular, {}, error}); }
void MemoryFiles::set_standard_input(std::string bytes) { standard_input_ = std::move(bytes); }

// Walks component by component, as the kernel does: `..` after a link leaves where the link leads.
const MemoryFiles::Node* MemoryFiles::find(const std::string& path, RealPath& real) const {
  std::string rest = absolute(path);
  std::string here = "/";
  int links = 0;
  while (!rest.empty()) {
    const std::size_t start = rest.find_first_not_of('/');
    if (start == std::string::npos) break;
    const std::size_t end = std::min(rest.find('/', start), rest.size());
    const std::string part = rest.substr(start, end - start);
    rest.erase(0, end);
    if (part == ".") continue;
    if (part == "..") {
      here = parent_path(here);
      continue;
    }
    const auto above = nodes_.find(here);
    const auto found = nodes_.find(join_paths(here, part));
    if (above == nodes_.end() || found == nodes_.end() || above->second.kind != FileKind::directory) {
      real.error = above != nodes_.end() && above->second.kind != FileKind::directory ? ENOTDIR : ENOENT;
      return nullptr;
    }
    if (found->second.kind != FileKind::link) {
      here = found->first;
      continue;
    }
    if (++links > kLinksMax) {
      real.error = ELOOP;
      return nullptr;
    }
    rest = join_paths(here, found->second.bytes) + rest;
    here = "/";
  }
  const auto found = nodes_.find(here);
  if (found == nodes_.end()) {
    real.error = ENOENT;
    return nullptr;
  }
  real.path = here;
  return &found->second;
}

ReadResult MemoryFiles::read(const std::string& path, std::size_t bytes_max) {
  ++reads_[path];
  RealPath real;
  const Node input{FileKind::pipe, standard_input_};
  const Node* node = path == kStandardInput ? &input : find(path, real);
  if (node == nullptr) return {.outcome = ReadOutcome::failed, .bytes = {}, .error = real.error};
  if (node->open_error != 0) return {.outcome = ReadOutcome::failed, .bytes = {}, .error = node->open_error};
  if (node->kind != FileKind::regular && node->kind != FileKind::pipe) {
    return {.outcome = ReadOutcome::not_text_bearing, .bytes = {}, .kind = node->kind};
  }
  if (node->bytes.size() > bytes_max) {
    const std::uint64_t known = node->kind == FileKind::regular ? node->bytes.size() : 0;
    return {.outcome = ReadOutcome::too_large, .bytes = {}, .kind = node->kind, .size_bytes = known};
  }
  return {.outcome = ReadOutcome::ok, .bytes = node->bytes, .kind = node->kind};
}

FileStatus MemoryFiles::status(const std::string& path) {
  RealPath real;
  const Node* node = find(path, real);
  if (node == nullptr) return {.error = real.error};
  return {.kind = node->kind, .size_bytes = node->kind == FileKind::regular ? node->bytes.size() : 0};
}

RealPath MemoryFiles::real_path(const std::string& path) {
  RealPath real;
  static_cast<void>(find(path, real));
  return real;
}

Listing MemoryFiles::list(const std::string& directory) {
  RealPath real;
  const Node* node = find(directory, real);
  if (node == nullptr) return {.entries = {}, .error = real.error};
  if (node->kind != FileKind::directory) return {.entries = {}, .error = ENOTDIR};
  Listing listing;
  for (const auto& [path, child] : nodes_) {
    if (path != real.path && parent_path(path) == real.path) listing.entries.push_back({std::string(file_name(path)), child.kind});
  }
  return listing;
}

std::string MemoryFiles::working_directory() { return std::string(kMemoryRoot); }

std::size_t MemoryFiles::reads_of(const std::string& path) const {
  const auto found = reads_.find(path);
  return found == reads_.end() ? 0 : found->second;
}

}  // namespace envelope::project
