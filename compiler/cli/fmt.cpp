#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/format/format.h"
#include "compiler/project/disk_files.h"
#include "compiler/project/load.h"
#include "compiler/project/save.h"
#include "compiler/syntax/parse.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

// Formats one file: imports are not followed, and a text with mistakes is formatted around them. Findings go to the sink of
// `compilation`; what comes back is for standard output: the text itself, or what was done with it.
std::string format_file(const Arguments& arguments, project::Files& files, const std::string& path, pipeline::Compilation& compilation) {
  const bool is_input = path == project::kStandardInput, is_text = arguments.value("format", "text") == "text";
  project::LoadRequest request{.path = path, .shown_path = is_input ? "<stdin>" : path, .cause = {}};
  request.comments_suffice = true;
  const std::optional<base::FileId> file = project::load_file(files, request, compilation.sources, compilation.sink);
  if (!file) return {};
  const bool is_refused = compilation.sink.has_errors();  // its bytes are at fault: another layout could bring a comment to life
  const syntax::ParseResult parsed = syntax::parse(compilation.sources, *file, compilation.sink);
  const std::string& written = compilation.sources.file(*file).text;
  std::string formatted = is_refused ? written : format::format(parsed, compilation.sources);
  const bool differs = formatted != written;
  const std::string name = text::escape_for_terminal(path);
  if (arguments.has("check")) {
    if (differs && !is_text)
      compilation.sink
          .emit(diagnostics::Code::UnformattedFile, {}, fmt::format("`{}` is not laid out in the one style", request.shown_path))
          .about(request.shown_path)
          .with_help("run `envc fmt` on it");
    return differs && is_text ? fmt::format("would reformat {}\n", name) : std::string();
  }
  if (is_input) return formatted;
  if (!differs || !project::save_file(path, formatted, compilation.sink) || !is_text) return {};
  return fmt::format("formatted {}\n", name);
}

ExitCode run_fmt(const Arguments& arguments) {
  const std::string format = arguments.value("format", "text");
  const bool is_for_people = format == "text" || format == "short";
  project::DiskFiles files;
  const FoundPolicies found = find_policy_files(files, arguments.words);
  const bool prints_text = !arguments.has("check") && std::find(found.paths.begin(), found.paths.end(), "-") != found.paths.end();
  if (prints_text && !is_for_people) {
    print_error(fmt::format("envc fmt: `-` prints the text itself; `--format {}` goes with --check\n", format));
    return ExitCode::tool;
  }
  ExitCode exit = found.exit;
  std::vector<std::unique_ptr<pipeline::Compilation>> all;
  for (const std::string& path : found.paths) {
    all.push_back(std::make_unique<pipeline::Compilation>());
    const std::string output = format_file(arguments, files, path, *all.back());
    if (!is_for_people) continue;  // one document for all
    exit = worse(exit, report(arguments, all, diagnostics::Severity::error));
    exit = worse(exit, print_output(output));
    if (arguments.has("check") && !output.empty()) exit = worse(exit, ExitCode::rejected);
    all.clear();
  }
  return is_for_people ? exit : worse(exit, report(arguments, all, diagnostics::Severity::error));
}

}  // namespace

Command fmt_command() {
  std::vector<Flag> flags = report_flags();
  flags.push_back({"check", "", "change nothing; name the files that would change", {}, false});
  return {"fmt",
          "[FILE|DIR|-]… [--check] [--format FORMAT] [--fail-level LEVEL]",
          "lay policies out in the one style",
          "Files are rewritten in place, `-` goes from standard input to standard output. What cannot be parsed keeps its bytes.\n"
          "Exit code: 0 done, 1 a file could not be read or written, 3 a policy has syntax errors, or differs with --check.\n",
          std::move(flags),
          run_fmt};
}

}  // namespace envelope::cli
