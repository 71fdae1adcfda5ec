#include "compiler/project/import_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "compiler/base/nearest.h"
#include "compiler/project/path_text.h"
#include "compiler/project/stdlib.h"

namespace envelope::project {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

constexpr std::string_view kRootNote =
    "the project root is the nearest folder with an `envelope.yaml`, or else the folder of the policy that is checked";

constexpr std::string_view kLibraryFolder = "stdlib";

std::string dotted(const syntax::Path& path) {
  std::string text;
  for (const syntax::Name& part : path.parts) {
    if (!text.empty()) text += '.';
    text += part.text;
  }
  return text;
}

// May stand between quotes as it is.
bool is_plain(std::string_view path) {
  return std::ranges::all_of(path, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F; });
}

void suggest_path(Diagnostic& finding, base::Span span, const std::string& path) {
  finding.with_help(fmt::format("did you mean `{}`?", path));
  if (is_plain(path)) finding.fix(fmt::format("import `{}`", path), span, fmt::format("\"{}\"", path));
}

// `name` replaced as the last part of `written`.
std::string with_file_name(std::string_view written, std::string_view name) {
  const std::size_t slash = written.rfind('/');
  return slash == std::string_view::npos ? std::string(name) : std::string(written.substr(0, slash + 1)).append(name);
}

std::string_view without_extension(std::string_view name) { return name.substr(0, name.size() - kPolicyExtension.size()); }

// Without their extension, which would make all of them alike.
std::vector<std::string> policy_names_in(Files& files, const std::string& directory) {
  std::vector<std::string> names;
  for (const DirectoryEntry& entry : files.list(directory).entries)
    if (entry.name.ends_with(kPolicyExtension)) names.emplace_back(without_extension(entry.name));
  return names;
}

void report_missing(Files& files, const std::string& candidate, const syntax::Text& text, diagnostics::Sink& sink) {
  Diagnostic& finding = sink.emit(Code::ImportNotFound, text.span, fmt::format("there is no file `{}`", text.value));
  const std::string directory = parent_path(candidate);
  if (files.status(directory).kind != FileKind::directory) {
    const std::string folder = parent_path(text.value);
    finding.with_help(fmt::format("the folder `{}` does not exist; a path starts at the folder of the importing file", folder));
    return;
  }
  // No fix: what a file grants is not seen from its name.
  if (const auto near = base::nearest(without_extension(file_name(candidate)), policy_names_in(files, directory))) {
    finding.with_help(fmt::format("did you mean `{}`?", with_file_name(text.value, near->name + std::string(kPolicyExtension))));
  } else {
    finding.with_help("a path starts at the folder of the importing file");
  }
}

void report_outside(const syntax::Text& text, std::string_view how, diagnostics::Sink& sink) {
  sink.emit(Code::ImportOutsideProject, text.span, fmt::format("`{}` {}", text.value, how))
      .note(std::string(kRootNote))
      .with_help("move the file into the project and name it from the folder of the importing file");
}

// What can be said of the text alone. True when something was wrong.
bool report_spelling(Files& files, const Importer& importer, const syntax::Text& text, diagnostics::Sink& sink) {
  const std::string& path = text.value;
  if (path.empty() || std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
    sink.emit(Code::ImportNotFound, text.span, path.empty() ? "the import names no file" : "the path holds a control character")
        .with_help("write `import \"folder/name.envelope\"`, or `import std` for the standard library");
    return true;
  }
  if (path.find("://") != std::string::npos) {
    report_outside(text, "is an address, and nothing is ever fetched", sink);
    return true;
  }
  if (path.starts_with('/') || path.starts_with('~')) {
    report_outside(text, path.starts_with('/') ? "is an absolute path" : "begins at a home folder", sink);
    return true;
  }
  if (path.ends_with(kPolicyExtension) && file_name(path) != kPolicyExtension) return false;
  Diagnostic& finding = sink.emit(Code::ImportNotPolicyFile, text.span, fmt::format("`{}` does not end in `{}`", path, kPolicyExtension));
  const std::string longer = path + std::string(kPolicyExtension);
  if (files.status(join_paths(importer.directory, longer)).kind == FileKind::regular) {
    suggest_path(finding, text.span, longer);
  } else if (stdlib_source(path)) {
    finding.with_help(fmt::format("a module of the standard library stands without quotes: `import {}`", path))
        .fix("remove the quotes", text.span, path);
  } else {
    finding.with_help("an import reads policy files only");
  }
  return true;
}

// `path` as shown: seen from where the importer is shown.
std::string shown(const Importer& importer, const std::string& path) { return normal_path(join_paths(importer.shown_directory, path)); }

}  // namespace

std::string vendored_library(Files& files, const std::string& root) {
  const std::string folder = join_paths(root, kLibraryFolder);
  const bool is_there = files.status(join_paths(folder, "std.envelope")).kind == FileKind::regular;
  return is_there ? folder : std::string();
}

std::optional<ImportTarget> resolve_stdlib_import(Files& files, const std::string& library, const Importer& importer,
                                                  const syntax::Path& path, diagnostics::Sink& sink) {
  const std::string name = dotted(path);
  const std::string place = stdlib_shown_path(name);
  if (!library.empty()) {
    const std::string real = files.real_path(join_paths(library, stdlib_file(name))).path;
    if (!real.empty() && is_inside(parent_path(library), real) && files.status(real).kind == FileKind::regular)
      return ImportTarget{.is_stdlib = true, .identity = place, .name = name, .real_path = real, .shown_path = place};
    sink.emit(Code::UnknownStdlibModule, path.span, fmt::format("the standard library of this project has no module `{}`", name))
        .note(fmt::format("the project keeps its own in `{}`, which stands for all of that of envc", kLibraryFolder))
        .with_help(fmt::format("add `{}/{}`, or import a file by its path in quotes", kLibraryFolder, stdlib_file(name)));
    return std::nullopt;
  }
  if (stdlib_source(name)) return ImportTarget{.is_stdlib = true, .identity = place, .name = name, .real_path = {}, .shown_path = place};
  Diagnostic& finding = sink.emit(Code::UnknownStdlibModule, path.span, fmt::format("the standard library has no module `{}`", name));
  std::string as_file = name;
  std::ranges::replace(as_file, '.', '/');
  for (const std::string& file : {name + std::string(kPolicyExtension), as_file.append(kPolicyExtension)}) {
    if (importer.directory.empty() || files.status(join_paths(importer.directory, file)).kind != FileKind::regular) continue;
    finding.with_help(fmt::format("a file of the project is imported by its path: `import \"{}\"`", file));
    finding.fix(fmt::format("import the file `{}`", file), path.span, fmt::format("\"{}\"", file));
    return std::nullopt;
  }
  const std::vector<std::string> names = stdlib_names();
  if (const std::optional<base::Suggestion> near = base::nearest(name, names)) {
    finding.with_help(fmt::format("did you mean `{}`?", near->name));
    finding.fix(fmt::format("import `{}`", near->name), path.span, near->name, near->is_certain);
  } else {
    finding.with_help(fmt::format("it has `{}`; a file of the project is imported by its path in quotes", fmt::join(names, "`, `")));
  }
  return std::nullopt;
}

std::optional<ImportTarget> resolve_file_import(Files& files, const std::string& root, const Importer& importer, const syntax::Text& text,
                                                diagnostics::Sink& sink) {
  if (report_spelling(files, importer, text, sink)) return std::nullopt;
  // The importer's directory is a real path, so `..` can be taken off before links are followed: what is opened is what was judged.
  const std::string candidate = normal_path(join_paths(importer.directory, text.value));
  if (!is_inside(root, candidate)) {
    report_outside(text, "leads out of the project", sink);
    return std::nullopt;
  }
  const RealPath real = files.real_path(candidate);
  if (real.error == ENOENT || real.error == ENOTDIR) {
    report_missing(files, candidate, text, sink);
    return std::nullopt;
  }
  if (real.error != 0) {
    sink.emit(Code::UnreadableFile, text.span, fmt::format("`{}` cannot be read: {}", text.value, error_text(real.error)));
    return std::nullopt;
  }
  if (!is_inside(root, real.path)) {
    report_outside(text, "leads through a link out of the project", sink);
    return std::nullopt;
  }
  if (files.status(real.path).kind != FileKind::regular) {
    sink.emit(Code::NotAFile, text.span, fmt::format("`{}` is not an ordinary file", text.value))
        .with_help("import each policy file by its own path");
    return std::nullopt;
  }
  return ImportTarget{.identity = real.path, .name = {}, .real_path = real.path, .shown_path = shown(importer, text.value)};
}

}  // namespace envelope::project
