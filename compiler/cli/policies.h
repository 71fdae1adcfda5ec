// What the commands that read policies share: finding them, compiling each, and showing the findings.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/files.h"

namespace envelope::cli {

// Main policies named by the words, each once: files, `-`, or directories searched for policies. No words: the `main` of the current
// directory's envelope.yaml, else the current directory. Problems are printed and end in ExitCode::tool.
struct FoundPolicies {
  std::vector<std::string> paths;
  ExitCode exit = ExitCode::ok;
  diagnostics::Severity fail_level = diagnostics::Severity::error;  // of that envelope.yaml, where it says one
  bool has_fail_level = false;                                      // it says one
};
[[nodiscard]] FoundPolicies find_policies(project::Files& files, const std::vector<std::string>& words);
// The same, but every policy file of a directory, modules too, and no project file is asked for a `main`.
[[nodiscard]] FoundPolicies find_policy_files(project::Files& files, const std::vector<std::string>& words);

// Prints all findings of several compilations as --format asks (text and short: standard error; json, sarif, github: standard output, one
// document for all) and says what they mean: rejected at or above --fail-level (not
// given: `fail_level`), tool when a file could not be read.
[[nodiscard]] ExitCode report(const Arguments& arguments, const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations,
                              diagnostics::Severity fail_level);

// The same for commands whose own output goes to standard output: always as text on standard error.
[[nodiscard]] ExitCode report_for_people(const Arguments& arguments,
                                         const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations,
                                         diagnostics::Severity fail_level = diagnostics::Severity::error);

// The exit code of findings: internal for a fault of ours, unknown for a proof that hit a limit, tool for what cannot be read or written,
// rejected at `level` and above.
[[nodiscard]] ExitCode judge(const std::vector<diagnostics::Diagnostic>& diagnostics, diagnostics::Severity level);

// Whether writing `output` would replace a text that the policy is made of; then ENV0010 was printed. Nothing that is read is overwritten.
[[nodiscard]] bool is_read_from(project::Files& files, const std::string& output, const pipeline::Compilation& compilation);

// --format, --color and --fail-level of every command that reports findings.
[[nodiscard]] std::vector<Flag> report_flags();
[[nodiscard]] Flag fail_level_flag();

}  // namespace envelope::cli
