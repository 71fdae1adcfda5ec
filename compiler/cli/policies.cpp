#include "compiler/cli/policies.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <set>

#include "compiler/cli/findings.h"
#include "compiler/cli/output.h"
#include "compiler/diagnostics/render.h"
#include "compiler/project/find_policies.h"
#include "compiler/project/path_text.h"
#include "compiler/project/project_file.h"
#include "compiler/project/project_root.h"

namespace envelope::cli {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Severity;

// What cannot be read or written is the tool's trouble; everything an author can write wrong is the policy's, an import of a folder too.
bool is_tool_trouble(const Diagnostic& diagnostic) {
  if (diagnostic.code == Code::NotAFile) return !diagnostic.primary.is_valid();
  return diagnostic.code == Code::UnreadableFile || diagnostic.code == Code::UnwritableFile || diagnostic.code == Code::WriteThroughLink;
}

Severity fail_level_of(const Arguments& arguments, Severity otherwise) {
  const std::string name = arguments.value("fail-level");
  if (name.empty()) return otherwise;
  if (name == "info") return Severity::info;
  return name == "warning" ? Severity::warning : Severity::error;
}

void print_text(const Arguments& arguments, const Findings& findings, bool one_line_each) {
  const diagnostics::RenderOptions options{use_color(arguments, true)};
  print_error(one_line_each ? diagnostics::render_short(findings.diagnostics, findings.sources, options)
                            : diagnostics::render_text(findings.diagnostics, findings.sources, options));
  print_error(diagnostics::render_accepted(findings.accepted, findings.sources));
}

using Select = std::function<std::vector<std::string>(std::vector<std::string>)>;

std::vector<std::string> policies_below(project::Files& files, const std::string& directory, base::SourceMap& sources,
                                        diagnostics::Sink& sink) {
  const std::string real = files.real_path(directory).path;
  const std::optional<std::string> root = project::find_project_root(files, real);
  const std::optional<project::ProjectFile> project =
      root ? project::load_project_file(files, *root == real ? directory : *root, sources, sink) : std::nullopt;
  return project::find_policies(files, directory, project ? &*project : nullptr, sink);
}

// Leaves out files that are looked at as a part of others; what directories hold was chosen before.
void leave_out_parts(project::Files& files, const std::vector<std::string>& words, std::vector<std::string>& paths) {
  const auto is_file = [&](const std::string& word) {
    return word != project::kStandardInput && files.status(word).kind == project::FileKind::regular;
  };
  if (paths.size() < 2 || std::ranges::none_of(words, is_file)) return;
  std::vector<std::string> named;
  std::ranges::copy_if(paths, std::back_inserter(named), is_file);
  const std::vector<std::string> templates = project::templates_among(files, named);
  std::erase_if(paths, [&](const std::string& path) { return std::ranges::find(templates, path) != templates.end(); });
}

// Files and `-` as they are; of each directory what `select` takes of the policies in it.
void find(project::Files& files, const std::vector<std::string>& words, const Select& select, base::SourceMap& sources,
          diagnostics::Sink& sink, FoundPolicies& found) {
  std::set<std::string> seen;
  for (const std::string& word : words) {
    std::vector<std::string> paths{word};
    if (word != project::kStandardInput && files.status(word).kind == project::FileKind::directory)
      paths = select(policies_below(files, word, sources, sink));
    for (std::string& path : paths)
      if (seen.insert(project::normal_path(path)).second) found.paths.push_back(std::move(path));
  }
}

// What a command takes when no file is named: the `main` of a project, else what the current directory holds.
void find_without_words(project::Files& files, const Select& select, base::SourceMap& sources, diagnostics::Sink& sink,
                        FoundPolicies& found) {
  const bool has_project = files.status(std::string(project::kProjectFileName)).kind != project::FileKind::missing;
  if (!has_project) return find(files, {"."}, select, sources, sink, found);
  const std::optional<project::ProjectFile> project = project::load_project_file(files, ".", sources, sink);
  if (sink.has_errors() || !project) return;  // a project file that cannot be followed: guessing what it meant could check too little
  if (project->fail_level) found.fail_level = *project->fail_level;
  found.has_fail_level = project->fail_level.has_value();
  found.paths = project->main_path ? std::vector{*project->main_path} : select(project::find_policies(files, ".", &*project, sink));
}

void print_problems(const diagnostics::Sink& sink, const base::SourceMap& sources, FoundPolicies& found) {
  if (sink.diagnostics().empty()) return;
  print_error(diagnostics::render_text(sink.diagnostics(), sources, {}));
  found.exit = ExitCode::tool;
}

}  // namespace

ExitCode judge(const std::vector<Diagnostic>& diagnostics, Severity level) {
  ExitCode exit = ExitCode::ok;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code == Code::InternalFault || diagnostic.code == Code::EnginesDisagree)
      exit = worse(exit, ExitCode::internal);
    else if (diagnostic.code == Code::ProofUnknown || diagnostic.code == Code::TableNotProved)
      exit = worse(exit, ExitCode::unknown);
    else if (diagnostic.severity == Severity::error && is_tool_trouble(diagnostic))
      exit = worse(exit, ExitCode::tool);
    else if (diagnostic.severity >= level)
      exit = worse(exit, ExitCode::rejected);
  }
  return exit;
}

FoundPolicies find_policy_files(project::Files& files, const std::vector<std::string>& words) {
  FoundPolicies found;
  base::SourceMap sources;
  diagnostics::Sink sink;
  const Select all = [](std::vector<std::string> paths) { return paths; };
  find(files, words.empty() ? std::vector<std::string>{"."} : words, all, sources, sink, found);
  print_problems(sink, sources, found);
  return found;
}

FoundPolicies find_policies(project::Files& files, const std::vector<std::string>& words) {
  FoundPolicies found;
  base::SourceMap sources;
  diagnostics::Sink sink;
  const Select mains = [&](const std::vector<std::string>& paths) { return project::main_policies(files, paths); };
  if (words.empty())
    find_without_words(files, mains, sources, sink, found);
  else
    find(files, words, mains, sources, sink, found);
  leave_out_parts(files, words, found.paths);
  print_problems(sink, sources, found);
  return found;
}

ExitCode report(const Arguments& arguments, const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations, Severity fail_level) {
  const Findings findings = merge_findings(compilations);
  const std::string format = arguments.value("format", "text");
  ExitCode printed = ExitCode::ok;
  if (format == "json")
    printed = print_output(diagnostics::render_json(findings.diagnostics, findings.sources, findings.accepted));
  else if (format == "sarif")
    printed = print_output(diagnostics::render_sarif(findings.diagnostics, findings.sources, findings.accepted));
  else if (format == "github")
    printed = print_output(diagnostics::render_github(findings.diagnostics, findings.sources, findings.accepted));
  else if (format == "junit")
    printed = print_output(diagnostics::render_junit(findings.diagnostics, findings.sources));
  else if (format == "markdown")
    printed = print_output(diagnostics::render_markdown(findings.diagnostics, findings.sources));
  else
    print_text(arguments, findings, format == "short");
  return worse(printed, judge(findings.diagnostics, fail_level_of(arguments, fail_level)));
}

ExitCode report_for_people(const Arguments& arguments, const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations,
                           Severity fail_level) {
  const Findings findings = merge_findings(compilations);
  print_text(arguments, findings, false);
  return judge(findings.diagnostics, fail_level_of(arguments, fail_level));
}

std::vector<Flag> report_flags() {
  return {{"format", "FORMAT", "text (default), short, json, sarif, github", {"text", "short", "json", "sarif", "github"}, false},
          color_flag(),
          fail_level_flag()};
}

Flag fail_level_flag() {
  return {
      "fail-level", "LEVEL", "exit with 3 at findings of this level: error (default), warning, info", {"error", "warning", "info"}, false};
}

bool is_read_from(project::Files& files, const std::string& output, const pipeline::Compilation& compilation) {
  const std::string place = files.real_path(output).path;
  for (std::uint32_t i = 0; i < compilation.sources.size(); ++i) {
    const std::string& path = compilation.sources.file({i}).path;
    if (path.starts_with('<') || place.empty() || files.real_path(path).path != place) continue;
    print_finding(Code::UnwritableFile, "`" + output + "` is what the policy is read from, and would be replaced", output);
    return true;
  }
  return false;
}

}  // namespace envelope::cli
