#include "compiler/cli/policies.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/cli/findings.h"
#include "compiler/cli/output.h"
#include "compiler/diagnostics/render.h"
#include "compiler/project/find_policies.h"
#include "compiler/project/project_file.h"
#include "compiler/project/project_root.h"

namespace envelope::cli {
namespace {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Severity;

// Files that cannot be read are the tool's trouble; everything an author can write wrong is the policy's.
bool is_tool_trouble(Code code) { return code == Code::UnreadableFile || code == Code::UnwritableFile || code == Code::WriteThroughLink; }

Severity fail_level(const std::string& name) {
  if (name == "info") return Severity::info;
  return name == "warning" ? Severity::warning : Severity::error;
}

ExitCode judge(const std::vector<Diagnostic>& diagnostics, Severity level) {
  ExitCode exit = ExitCode::ok;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code == Code::InternalFault) exit = worse(exit, ExitCode::internal);
    if (diagnostic.severity == Severity::error && is_tool_trouble(diagnostic.code))
      exit = worse(exit, ExitCode::tool);
    else if (diagnostic.severity >= level)
      exit = worse(exit, ExitCode::rejected);
  }
  return exit;
}

void print_text(const Arguments& arguments, const Findings& findings, bool one_line_each) {
  if (findings.diagnostics.empty()) return;
  const diagnostics::RenderOptions options{use_color(arguments, true)};
  print_error(one_line_each ? diagnostics::render_short(findings.diagnostics, findings.sources, options)
                            : diagnostics::render_text(findings.diagnostics, findings.sources, options));
}

std::vector<std::string> policies_below(project::Files& files, const std::string& directory, base::SourceMap& sources, diagnostics::Sink& sink) {
  const std::optional<std::string> root = project::find_project_root(files, files.real_path(directory).path);
  const std::optional<project::ProjectFile> project = root ? project::load_project_file(files, *root, sources, sink) : std::nullopt;
  return project::find_policies(files, directory, project ? &*project : nullptr, sink);
}

// Files and `-` as they are; of each directory what `select` takes of the policies in it.
FoundPolicies find(project::Files& files, const std::vector<std::string>& words,
                   const std::function<std::vector<std::string>(std::vector<std::string>)>& select) {
  FoundPolicies found;
  base::SourceMap sources;
  diagnostics::Sink sink;
  for (const std::string& word : words.empty() ? std::vector<std::string>{"."} : words) {
    if (word == project::kStandardInput || files.status(word).kind != project::FileKind::directory)
      found.paths.push_back(word);
    else
      for (std::string& path : select(policies_below(files, word, sources, sink))) found.paths.push_back(std::move(path));
  }
  if (!sink.diagnostics().empty()) {
    print_error(diagnostics::render_text(sink.diagnostics(), sources, {}));
    found.exit = ExitCode::tool;
  }
  return found;
}

}  // namespace

FoundPolicies find_policy_files(project::Files& files, const std::vector<std::string>& words) {
  return find(files, words, [&](std::vector<std::string> paths) { return paths; });
}

FoundPolicies find_policies(project::Files& files, const std::vector<std::string>& words) {
  return find(files, words, [&](const std::vector<std::string>& paths) { return project::main_policies(files, paths); });
}

ExitCode report(const Arguments& arguments, const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations) {
  const Findings findings = merge_findings(compilations);
  const std::string format = arguments.value("format", "text");
  ExitCode printed = ExitCode::ok;
  if (format == "json")
    printed = print_output(diagnostics::render_json(findings.diagnostics, findings.sources));
  else if (format == "sarif")
    printed = print_output(diagnostics::render_sarif(findings.diagnostics, findings.sources));
  else if (format == "github")
    printed = print_output(diagnostics::render_github(findings.diagnostics, findings.sources));
  else
    print_text(arguments, findings, format == "short");
  return worse(printed, judge(findings.diagnostics, fail_level(arguments.value("fail-level", "error"))));
}

ExitCode report_for_people(const Arguments& arguments, const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations) {
  const Findings findings = merge_findings(compilations);
  print_text(arguments, findings, false);
  return judge(findings.diagnostics, Severity::error);
}

std::vector<Flag> report_flags() {
  return {{"format", "FORMAT", "text (default), short, json, sarif, github", {"text", "short", "json", "sarif", "github"}, false},
          color_flag(),
          {"fail-level", "LEVEL", "exit with 3 at findings of this level: error (default), warning, info", {"error", "warning", "info"}, false}};
}

}  // namespace envelope::cli
