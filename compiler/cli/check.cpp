#include <fmt/format.h>

#include "compiler/check/print.h"
#include "compiler/cli/command.h"
#include "compiler/cli/fixes.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/model/print.h"
#include "compiler/project/disk_files.h"
#include "compiler/syntax/print.h"

namespace envelope::cli {
namespace {

using Compilations = std::vector<std::unique_ptr<pipeline::Compilation>>;

constexpr int kFixRoundsMax = 10;  // one fix may uncover the next mistake

Compilations compile_all(project::Files& files, const std::vector<std::string>& paths, pipeline::Stage until) {
  Compilations all;
  for (const std::string& path : paths) all.push_back(pipeline::compile(files, path, until));
  return all;
}

ExitCode fix(const Arguments& arguments, project::Files& files, const std::vector<std::string>& paths, Compilations& compilations) {
  std::size_t total = 0;
  for (int round = 0; round < kFixRoundsMax; ++round) {
    const std::optional<std::size_t> edits = apply_fixes(compilations, use_color(arguments, true));
    if (!edits) return ExitCode::tool;
    if (*edits == 0) break;
    total += *edits;
    compilations = compile_all(files, paths, pipeline::Stage::lower);
  }
  if (total > 0) print_error(fmt::format("{} {} applied\n", total, total == 1 ? "fix" : "fixes"));
  return ExitCode::ok;
}

std::string emitted(const std::string& stage, const pipeline::Compilation& compilation) {
  if (stage == "ast" && compilation.modules)
    return syntax::print_ast(compilation.modules->modules.front().parsed.tree, compilation.sources);
  if (stage == "typed" && compilation.program) return check::print_typed(*compilation.program);
  if (stage == "model" && compilation.model) return model::print(*compilation.model);
  return {};
}

// What was checked, in one line, when there is nothing to complain about.
void print_summary(const Arguments& arguments, const Compilations& compilations) {
  const std::string format = arguments.value("format", "text");
  if (format != "text" || compilations.empty()) return;
  std::size_t statements = 0;
  for (const auto& compilation : compilations)
    if (compilation->model) statements += compilation->model->statements.size();
  print_error(fmt::format("{} {} checked, {} {}: no errors\n", compilations.size(), compilations.size() == 1 ? "policy" : "policies",
                          statements, statements == 1 ? "statement" : "statements"));
}

ExitCode run_check(const Arguments& arguments) {
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, arguments.words);
  if (found.paths.empty()) return found.exit;
  Compilations compilations = compile_all(files, found.paths, pipeline::Stage::lower);
  if (arguments.has("fix"))
    if (const ExitCode fixed = fix(arguments, files, found.paths, compilations); fixed != ExitCode::ok) return fixed;

  ExitCode exit = found.exit;
  const std::string stage = arguments.value("emit");
  for (const auto& compilation : compilations)
    if (!stage.empty()) exit = worse(exit, print_output(harmless_lines(emitted(stage, *compilation))));
  exit = worse(exit, report(arguments, compilations, found.fail_level));
  if (exit == ExitCode::ok && stage.empty()) print_summary(arguments, compilations);
  return exit;
}

}  // namespace

Command check_command() {
  std::vector<Flag> flags = report_flags();
  flags.push_back({"fix", "", "apply the fixes that are certain, then check again", {}, false});
  flags.push_back({"emit", "STAGE", "print a stage of the main policy: ast, typed, model", {"ast", "typed", "model"}, false});
  return {"check",
          "[FILE|DIR|-]… [--fix] [--format FORMAT] [--fail-level LEVEL]",
          "read policies and report what is wrong with them",
          "A directory is searched for policies; without words, the current one, or the `main` of its envelope.yaml. `-` reads a policy "
          "from standard input.\n"
          "Exit code: 0 no errors, 1 a file could not be read, 3 a policy has errors (or findings at --fail-level).\n",
          std::move(flags),
          run_check};
}

}  // namespace envelope::cli
