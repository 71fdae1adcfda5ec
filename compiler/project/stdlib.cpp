#include "compiler/project/stdlib.h"

#include <algorithm>

#include "compiler/project/embedded_file.h"

namespace envelope::project {

namespace {

constexpr std::string_view kExtension = ".envelope";

}  // namespace

std::string stdlib_file(std::string_view dotted_name) {
  std::string path(dotted_name);
  std::ranges::replace(path, '.', '/');
  return path.append(kExtension);
}

std::optional<std::string_view> stdlib_source(std::string_view dotted_name) {
  if (dotted_name.find('/') != std::string_view::npos) return std::nullopt;
  const std::string path = stdlib_file(dotted_name);
  for (const EmbeddedFile& file : embedded_stdlib())
    if (file.path == path) return file.text;
  return std::nullopt;
}

std::vector<std::string> stdlib_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_stdlib()) {
    std::string name(file.path.substr(0, file.path.size() - kExtension.size()));
    std::ranges::replace(name, '/', '.');
    names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

std::string stdlib_shown_path(std::string_view dotted_name) { return "<stdlib>/" + stdlib_file(dotted_name); }

}  // namespace envelope::project
