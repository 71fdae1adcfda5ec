#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/diagnostics/order.h"
#include "compiler/diagnostics/render.h"
#include "compiler/format/format.h"
#include "compiler/project/disk_files.h"
#include "compiler/project/load.h"
#include "compiler/project/save.h"
#include "compiler/syntax/parse.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

void print_findings(const Arguments& arguments, const diagnostics::Sink& sink, const base::SourceMap& sources) {
  if (sink.diagnostics().empty()) return;
  std::vector<diagnostics::Diagnostic> findings(sink.diagnostics().begin(), sink.diagnostics().end());
  diagnostics::sort_for_reading(findings, sources);
  print_error(diagnostics::render_text(findings, sources, {use_color(arguments, true)}));
}

// Formats one file: imports are not followed, and a text with mistakes is formatted around them.
ExitCode format_file(const Arguments& arguments, project::Files& files, const std::string& path) {
  base::SourceMap sources;
  diagnostics::Sink sink;
  const bool is_input = path == project::kStandardInput;
  const std::optional<base::FileId> file = project::load_file(files, {path, is_input ? "<stdin>" : path, {}}, sources, sink);
  if (!file) {
    print_findings(arguments, sink, sources);
    return judge(sink.diagnostics(), diagnostics::Severity::error);
  }
  const syntax::ParseResult parsed = syntax::parse(sources, *file, sink);
  const std::string formatted = format::format(parsed, sources);
  print_findings(arguments, sink, sources);
  const ExitCode broken = judge(sink.diagnostics(), diagnostics::Severity::error);
  if (broken == ExitCode::internal) return broken;
  if (arguments.has("check")) {
    if (formatted == sources.file(*file).text) return broken;
    return worse(ExitCode::rejected, print_output(fmt::format("would reformat {}\n", text::escape_for_terminal(path))));
  }
  if (is_input) return worse(broken, print_output(formatted));
  if (formatted == sources.file(*file).text) return broken;
  diagnostics::Sink saving;
  if (project::save_file(path, formatted, saving))
    return worse(broken, print_output(fmt::format("formatted {}\n", text::escape_for_terminal(path))));
  print_findings(arguments, saving, sources);
  return ExitCode::tool;
}

ExitCode run_fmt(const Arguments& arguments) {
  project::DiskFiles files;
  FoundPolicies found = find_policy_files(files, arguments.words);
  ExitCode exit = found.exit;
  for (const std::string& path : found.paths) exit = worse(exit, format_file(arguments, files, path));
  return exit;
}

}  // namespace

Command fmt_command() {
  return {"fmt",
          "[FILE|DIR|-]… [--check]",
          "lay policies out in the one style",
          "Files are rewritten in place, `-` goes from standard input to standard output. What cannot be parsed keeps its bytes.\n"
          "Exit code: 0 done, 1 a file could not be read or written, 3 a policy has syntax errors, or differs with --check.\n",
          {{"check", "", "change nothing; name the files that would change", {}, false}, color_flag()},
          run_fmt};
}

}  // namespace envelope::cli
