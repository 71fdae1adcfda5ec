#include "compiler/diff/sides.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/decompile/decompile.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/project/find_policies.h"
#include "compiler/project/git_files.h"
#include "compiler/project/memory_files.h"
#include "compiler/project/path_text.h"
#include "compiler/project/project_file.h"
#include "compiler/project/project_root.h"

namespace envelope::diff {
namespace {

using diagnostics::Code;
using project::FileKind;

constexpr std::string_view kGitPrefix = "git:";
constexpr std::string_view kTableExtension = ".envt";
constexpr std::size_t kTableBytesMax = std::size_t{1} << 30U;

std::string_view side_words(Side side) { return side == Side::before ? "the old side" : "the new side"; }

class Loading {
 public:
  Loading(LoadedSide& side, project::Files& disk) : side_(side), disk_(disk) {}

  void run() {
    side_.table = side_.side == Side::before ? "old.envt" : "new.envt";
    if (!side_.word.starts_with(kGitPrefix)) return load(disk_, side_.word);
    const std::string rest = side_.word.substr(kGitPrefix.size());
    const std::size_t colon = rest.find(':');
    if (colon == std::string::npos) {
      complain(Code::UnknownRevision, "names no path").with_help("write `git:REVISION:PATH`, such as `git:HEAD~1:policy.envelope`");
      return;
    }
    load_revision(rest.substr(0, colon), rest.substr(colon + 1));
  }

 private:
  diagnostics::Diagnostic& complain(Code code, const std::string& what) {
    return side_.sink.emit(code, {}, fmt::format("{}, `{}`, {}", side_words(side_.side), side_.word, what)).about(side_.word);
  }

  void load_revision(const std::string& revision, const std::string& path) {
    const project::GitOpened opened = project::GitFiles::open(revision);
    switch (opened.fault) {
      case project::GitFault::none:
        break;
      case project::GitFault::no_git:
        complain(Code::GitUnavailable, "needs `git`, which cannot be started: " + opened.detail).with_help("install git, or name files");
        return;
      case project::GitFault::no_repository:
        complain(Code::GitUnavailable, "needs a git repository, and this folder lies in none")
            .with_help("run it in the repository, or name files");
        return;
      case project::GitFault::unknown_revision:
        complain(Code::UnknownRevision, fmt::format("names the revision `{}`, which this repository does not have", revision))
            .with_help("fetch it (a shallow clone has only some), or see `git log` for those that are there");
        return;
      case project::GitFault::unreadable:
        complain(Code::GitUnavailable, "cannot be listed by git").with_help("`git fsck` says what is wrong with the repository");
        return;
    }
    const std::string place = opened.files->from_top(path);
    side_.prefix = revision + ":";
    if (opened.files->status(place).kind == FileKind::missing) {
      auto& missing = complain(Code::NotInRevision, fmt::format("is not in revision `{}`", revision));
      if (disk_.status(path).kind != FileKind::missing)
        missing.with_help(fmt::format("it is there on disk, not committed then: name `{}` to compare it as it is", path));
      return;
    }
    load(*opened.files, place);
  }

  void load(project::Files& files, const std::string& path) {
    if (path != project::kStandardInput && files.status(path).kind == FileKind::directory) return load_directory(files, path);
    if (path.ends_with(kTableExtension)) return load_table(files, path);
    side_.policies.push_back({"", pipeline::compile(files, path, pipeline::Stage::lower)});
    finish();
  }

  void load_directory(project::Files& files, const std::string& path) {
    side_.is_directory = true;
    std::vector<std::string> mains;
    const std::string real = files.real_path(path).path;
    const auto root = project::find_project_root(files, real);
    const auto project = root ? project::load_project_file(files, *root == real ? path : *root, side_.sources, side_.sink) : std::nullopt;
    const bool says_main = project && *root == real && project->main_path;
    if (!side_.sink.has_errors())
      mains = says_main ? std::vector{*project->main_path}
                        : project::main_policies(files, project::find_policies(files, path, project ? &*project : nullptr, side_.sink));
    const std::string start = project::normal_path(path) == "." ? "" : project::normal_path(path) + "/";
    for (const std::string& main : mains) {
      const std::string normal = project::normal_path(main);
      side_.policies.push_back(
          {normal.starts_with(start) ? normal.substr(start.size()) : normal, pipeline::compile(files, main, pipeline::Stage::lower)});
    }
    finish();
  }

  void load_table(project::Files& files, const std::string& path) {
    side_.is_table = true;
    const project::ReadResult read = files.read(path, kTableBytesMax);
    if (read.outcome != project::ReadOutcome::ok) {
      complain(Code::SideTableRefused, "cannot be read" + (read.error != 0 ? ": " + project::error_text(read.error) : std::string()));
      return;
    }
    const loaded::LoadedTable table(read.bytes);
    if (!table.fault().empty()) {
      complain(Code::SideTableRefused, "is no table that this version reads: " + table.fault())
          .with_help("build it again from its policy, or compare the policies");
      return;
    }
    const decompile::Decompiled found = decompile::decompile(*table.handle());
    if (found.fault == decompile::Fault::no_text) {
      complain(Code::TableWithoutText, "carries no text of its policy")
          .with_help("compare a table that `envc build` wrote without `--strip`");
      return;
    }
    if (found.fault != decompile::Fault::none) {
      const bool differs = found.fault == decompile::Fault::other_policy;
      complain(Code::TableTextDiffers,
               differs ? "carries a text that decides differently from the table" : "carries a text that is no policy: " + found.detail)
          .note("so does an honest text under another version of envc or other time zone data than the table was built with")
          .with_help("build both tables with this version of envc");
      return;
    }
    project::MemoryFiles parts;
    for (const restate::Part& part : found.parts) parts.add(part.name.empty() ? "policy.envelope" : part.name, part.text);
    side_.policies.push_back({"", pipeline::compile(parts, "policy.envelope", pipeline::Stage::lower)});
    side_.prefix = side_.word + ":";
    side_.table = side_.word;
    finish();
  }

  // Errors of a policy are of one side, and say so.
  void finish() {
    std::size_t errors = 0;
    for (LoadedPolicy& policy : side_.policies) {
      errors += policy.compilation->sink.error_count();
      for (diagnostics::Diagnostic& finding : policy.compilation->sink.all())
        finding.note(fmt::format("on {}, `{}`", side_words(side_.side), side_.word));
    }
    for (diagnostics::Diagnostic& finding : side_.sink.all())  // of the folder, or its project file
      finding.note(fmt::format("on {}, `{}`", side_words(side_.side), side_.word));
    if (errors > 0)
      complain(Code::SideNotComparable, fmt::format("has {} error{}: nothing is compared", errors, errors == 1 ? "" : "s"))
          .with_help("mend it first; `envc check` says what is wrong with it");
  }

  LoadedSide& side_;
  project::Files& disk_;
};

}  // namespace

bool LoadedSide::is_usable() const { return !sink.has_errors() && !policies.empty(); }

std::unique_ptr<LoadedSide> load_side(Side side, const std::string& word, project::Files& disk) {
  auto loaded = std::make_unique<LoadedSide>();
  loaded->side = side;
  loaded->word = word;
  Loading(*loaded, disk).run();
  return loaded;
}

std::vector<PolicyPair> pair_policies(const LoadedSide& before, const LoadedSide& after) {
  if (before.policies.size() == 1 && after.policies.size() == 1) return {{"", &before.policies[0], &after.policies[0]}};
  std::map<std::string, PolicyPair> by_name;
  for (const LoadedPolicy& policy : before.policies) by_name[policy.name] = {policy.name, &policy, nullptr};
  for (const LoadedPolicy& policy : after.policies) {
    by_name[policy.name].name = policy.name;
    by_name[policy.name].after = &policy;
  }
  // A file that moved: alone on its side, and its policy has the name of one that is alone on the other.
  for (auto& [name, gone] : by_name) {
    if (gone.after != nullptr || gone.before == nullptr) continue;
    for (auto& [other_name, fresh] : by_name) {
      const bool has_moved = fresh.before == nullptr && fresh.after != nullptr && gone.after == nullptr &&
                             !gone.before->compilation->model->name.empty() &&
                             fresh.after->compilation->model->name == gone.before->compilation->model->name;
      if (has_moved) fresh.before = std::exchange(gone.before, nullptr);
      if (gone.before == nullptr) break;
    }
  }
  std::vector<PolicyPair> pairs;
  for (auto& [name, pair] : by_name)
    if (pair.before != nullptr || pair.after != nullptr) pairs.push_back(pair);
  return pairs;
}

}  // namespace envelope::diff
