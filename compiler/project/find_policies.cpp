#include "compiler/project/find_policies.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "compiler/project/import_target.h"
#include "compiler/project/load.h"
#include "compiler/project/outline.h"
#include "compiler/project/path_text.h"
#include "runtime/text/glob.h"

namespace envelope::project {

using diagnostics::Code;

namespace {

constexpr std::string_view kSkippedFolders[] = {"node_modules", "build"};

struct Ignore {
  text::Glob glob;
  bool names_only = false;  // no `/`: matched against the name alone
};

struct Scan {
  Files& files;
  diagnostics::Sink& sink;
  std::vector<Ignore> ignore;
  std::string root;  // real path the ignored paths are relative to
  std::vector<std::string> found;
  std::size_t entries = 0;
  bool is_full = false;
};

std::vector<Ignore> compiled(const ProjectFile* project) {
  std::vector<Ignore> globs;
  if (project == nullptr) return globs;
  for (const std::string& pattern : project->ignore) {
    text::GlobResult parsed = text::Glob::parse(pattern, text::Domain::string);
    if (parsed.glob) globs.push_back({std::move(*parsed.glob), pattern.find('/') == std::string::npos});
  }
  return globs;
}

bool is_ignored(const Scan& scan, const std::string& real_path) {
  if (scan.ignore.empty() || !is_inside(scan.root, real_path)) return false;
  const std::string_view relative = std::string_view(real_path).substr(std::min(real_path.size(), scan.root.size() + 1));
  return std::ranges::any_of(scan.ignore, [&](const Ignore& ignore) {
    return text::match(ignore.glob, ignore.names_only ? file_name(relative) : relative) == text::Truth::yes;
  });
}

void report_limit(Scan& scan, const std::string& shown, std::string_view what) {
  scan.is_full = true;
  scan.sink.emit(Code::ScanTooLarge, {}, fmt::format("`{}` {}", shown, what))
      .about(shown)
      .with_help("name the policies, or a folder further down");
}

// `shown` is how messages name the folder; `real` its real path.
void scan_folder(Scan& scan, const std::string& shown, const std::string& real, std::size_t depth) {
  const Listing listing = scan.files.list(real);
  if (listing.error != 0) {
    scan.sink.emit(Code::UnreadableFile, {}, fmt::format("`{}` cannot be read: {}", shown, error_text(listing.error))).about(shown);
    return;
  }
  scan.entries += listing.entries.size();
  if (scan.entries > kScanEntriesMax) return report_limit(scan, shown, fmt::format("is where entry {} was found", kScanEntriesMax));
  if (depth > kScanDepthMax) return report_limit(scan, shown, fmt::format("lies more than {} folders deep", kScanDepthMax));
  for (const DirectoryEntry& entry : listing.entries) {
    if (scan.is_full) return;
    if (entry.name.starts_with('.')) continue;
    const std::string child = join_paths(real, entry.name);
    const std::string child_shown = shown == "." ? entry.name : join_paths(shown, entry.name);
    if (is_ignored(scan, child)) continue;
    if (entry.kind == FileKind::directory) {
      if (std::ranges::find(kSkippedFolders, entry.name) == std::end(kSkippedFolders)) scan_folder(scan, child_shown, child, depth + 1);
    } else if (entry.kind == FileKind::regular && entry.name.ends_with(kPolicyExtension)) {
      if (scan.found.size() == kPoliciesMax) return report_limit(scan, child_shown, fmt::format("is policy file {}", kPoliciesMax + 1));
      scan.found.push_back(child_shown);
    }
  }
}

}  // namespace

std::vector<std::string> find_policies(Files& files, const std::string& directory, const ProjectFile* project, diagnostics::Sink& sink) {
  const RealPath real = files.real_path(directory);
  if (real.error != 0) {
    sink.emit(Code::UnreadableFile, {}, fmt::format("`{}` cannot be read: {}", directory, error_text(real.error))).about(directory);
    return {};
  }
  Scan scan{.files = files, .sink = sink, .ignore = compiled(project), .root = project != nullptr ? project->root : real.path, .found = {}};
  const std::size_t faults = sink.error_count();
  const std::string shown = normal_path(directory);
  scan_folder(scan, shown, real.path, 0);
  std::ranges::sort(scan.found);
  if (scan.found.empty() && sink.error_count() == faults) {
    sink.emit(Code::NoPolicies, {}, fmt::format("`{}` holds no policy", shown))
        .about(shown)
        .with_help("policies are files that end in `.envelope`; `envc init` writes a first one");
  }
  return std::move(scan.found);
}

namespace {

struct Candidate {
  std::string path;       // as given
  std::string real_path;  // empty: cannot be found
  Outline outline;
  bool is_imported = false;
  bool is_reached = false;
  std::vector<std::size_t> imports;
};

std::vector<Candidate> candidates_of(Files& files, const std::vector<std::string>& paths) {
  std::vector<Candidate> candidates;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    Candidate candidate{.path = path, .real_path = files.real_path(path).path, .outline = {}, .imports = {}};
    if (!seen.insert(candidate.real_path.empty() ? path : candidate.real_path).second) continue;
    const bool is_file = !candidate.real_path.empty() && files.status(candidate.real_path).kind == FileKind::regular;
    const ReadResult read = is_file ? files.read(candidate.real_path, kFileBytesMax) : ReadResult{};
    // What cannot be looked into counts as a main policy.
    candidate.outline =
        read.outcome == ReadOutcome::ok ? outline_of(read.bytes) : Outline{.has_header = true, .has_hole = false, .file_imports = {}};
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

void link_imports(Files& files, std::vector<Candidate>& candidates) {
  std::map<std::string, std::size_t> by_path;
  for (std::size_t i = 0; i < candidates.size(); ++i) by_path.emplace(candidates[i].real_path, i);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (const std::string& written : candidates[i].outline.file_imports) {
      const std::string target = normal_path(join_paths(parent_path(candidates[i].real_path), written));
      const auto found = by_path.find(files.real_path(target).path);
      if (found == by_path.end() || found->second == i) continue;
      candidates[found->second].is_imported = true;
      candidates[i].imports.push_back(found->second);
    }
  }
}

void mark_reached(std::vector<Candidate>& candidates, std::size_t start) {
  std::vector<std::size_t> open{start};
  while (!open.empty()) {
    Candidate& next = candidates[open.back()];
    open.pop_back();
    if (std::exchange(next.is_reached, true)) continue;
    open.insert(open.end(), next.imports.begin(), next.imports.end());
  }
}

// Modules of a standard library that a project keeps are imported by name, and a template alone has holes: they are no policies of their
// own, unless they are all there is.
void leave_out_library(std::vector<Candidate>& candidates) {
  constexpr std::string_view kEntry = "/stdlib/std.envelope";
  std::set<std::string> libraries;
  for (const Candidate& candidate : candidates)
    if (candidate.real_path.ends_with(kEntry)) libraries.insert(parent_path(candidate.real_path));
  const auto is_module = [&](const Candidate& candidate) {
    return std::ranges::any_of(libraries, [&](const std::string& library) { return is_inside(library, candidate.real_path); });
  };
  if (!std::ranges::all_of(candidates, is_module)) std::erase_if(candidates, is_module);
}

bool is_template(const Candidate& candidate) { return candidate.is_imported && candidate.outline.has_hole; }

// Which are looked at by themselves: all but the modules, and of modules that only import each other the first.
template <typename IsModule>
std::vector<bool> roots_of(std::vector<Candidate>& candidates, const IsModule& is_module) {
  std::vector<bool> is_root(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    is_root[i] = !is_module(candidates[i]);
    if (is_root[i]) mark_reached(candidates, i);
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].is_reached) continue;
    is_root[i] = true;
    mark_reached(candidates, i);
  }
  return is_root;
}

}  // namespace

std::vector<std::string> main_policies(Files& files, const std::vector<std::string>& paths) {
  std::vector<Candidate> candidates = candidates_of(files, paths);
  leave_out_library(candidates);
  link_imports(files, candidates);
  const std::vector<bool> is_main = roots_of(candidates, [](const Candidate& candidate) {
    return is_template(candidate) || (candidate.is_imported && !candidate.outline.has_header);
  });
  std::vector<std::string> roots;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (is_main[i]) roots.push_back(candidates[i].path);
  return roots;
}

std::vector<std::string> templates_among(Files& files, const std::vector<std::string>& paths) {
  std::vector<Candidate> candidates = candidates_of(files, paths);
  link_imports(files, candidates);
  const std::vector<bool> is_root = roots_of(candidates, is_template);
  std::vector<std::string> templates;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (!is_root[i]) templates.push_back(candidates[i].path);
  return templates;
}

}  // namespace envelope::project
