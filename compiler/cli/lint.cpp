#include "compiler/lint/lint.h"

#include <fmt/format.h>

#include <chrono>

#include "compiler/cli/command.h"
#include "compiler/cli/fixing.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/project/disk_files.h"
#include "runtime/time/civil.h"

namespace envelope::cli {
namespace {

using diagnostics::Severity;

// What one look at all policies found.
struct Linted {
  Compilations compilations;  // the findings are in their sinks
  std::size_t policies = 0;   // without errors, so that there was something to look at
};

Linted lint_all(project::Files& files, const std::vector<std::string>& paths, std::int64_t now_ms) {
  Linted all;
  for (const std::string& path : paths) {
    auto compilation = pipeline::compile(files, path, pipeline::Stage::lower);
    if (compilation->model) {
      ++all.policies;
      lint::lint({*compilation->modules, *compilation->program, compilation->sources}, now_ms, compilation->sink);
    }
    all.compilations.push_back(std::move(compilation));
  }
  return all;
}

std::optional<std::int64_t> instant_of(const Arguments& arguments) {
  if (arguments.has("now")) {
    const auto now = time::parse_instant(arguments.value("now"));
    return now ? std::optional(now->ms) : std::nullopt;
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

ExitCode run_lint(const Arguments& arguments) {
  const std::optional<std::int64_t> now_ms = instant_of(arguments);
  if (!now_ms) {
    print_error("envc lint: `--now` takes an instant like 2026-03-08T02:30:00Z\n");
    return ExitCode::tool;
  }
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, arguments.words);
  if (found.paths.empty()) return found.exit;
  Linted linted = lint_all(files, found.paths, *now_ms);
  const auto again = [&] {
    linted = lint_all(files, found.paths, *now_ms);
    return std::move(linted.compilations);
  };
  if (arguments.has("fix"))
    if (const ExitCode fixed = apply_fixes(arguments, again, linted.compilations); fixed != ExitCode::ok) return fixed;

  const ExitCode exit =
      worse(found.exit, report(arguments, linted.compilations, found.has_fail_level ? found.fail_level : Severity::warning));
  const std::string format = arguments.value("format", "text");
  bool silent = true;
  for (const auto& compilation : linted.compilations) silent = silent && compilation->sink.diagnostics().empty();
  if (format == "text" && silent)
    print_error(fmt::format("{} {} looked at: nothing found\n", linted.policies, linted.policies == 1 ? "policy" : "policies"));
  return exit;
}

}  // namespace

Command lint_command() {
  std::vector<Flag> flags = report_flags();
  for (Flag& flag : flags)
    if (flag.name == "fail-level") flag.help = "exit with 3 at findings of this level: warning (default), error, info";
  flags.push_back({"fix", "", "apply the fixes that are certain, then look again", {}, false});
  flags.push_back({"now", "TIME", "when an `accept … until` runs out, instead of by the clock, e.g. 2026-03-08T02:30:00Z", {}, false});
  return {"lint",
          "[FILE|DIR|-]… [--fix] [--format FORMAT] [--fail-level LEVEL]",
          "find what is declared and never used, says nothing, or can be said more simply",
          "Finds policies as `envc check` does, and reports what that reports too. Every finding has a page: `envc explain ENV1001`.\n"
          "`accept ENV1011 because \"…\"` in a policy silences a code, with `for AGENT` inside that agent's block; accepted findings are\n"
          "listed, and an `accept` that accepts nothing is an error. What a file declares that governs no agent is for others to use.\n"
          "Exit code: 0 nothing at --fail-level, 1 a file could not be read, 3 findings at --fail-level, or a policy has errors.\n",
          std::move(flags),
          run_lint};
}

}  // namespace envelope::cli
