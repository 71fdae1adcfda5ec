// What the commands that read policies share: finding them, compiling each, and showing the findings.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/files.h"

namespace envelope::cli {

// Main policies named by the words: files, `-`, or directories searched for policies. No words: the current directory. Problems are
// printed and end in ExitCode::tool.
struct FoundPolicies {
  std::vector<std::string> paths;
  ExitCode exit = ExitCode::ok;
};
[[nodiscard]] FoundPolicies find_policies(project::Files& files, const std::vector<std::string>& words);
// The same, but every policy file of a directory, modules too.
[[nodiscard]] FoundPolicies find_policy_files(project::Files& files, const std::vector<std::string>& words);

// Prints all findings of several compilations as --format asks (text and short: standard error; json, sarif, github: standard output, one
// document for all) and says what they mean: rejected at or above --fail-level, tool when a file could not be read.
[[nodiscard]] ExitCode report(const Arguments& arguments, const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations);

// The same for commands whose own output goes to standard output: always as text on standard error; rejected on errors.
[[nodiscard]] ExitCode report_for_people(const Arguments& arguments, const std::vector<std::unique_ptr<pipeline::Compilation>>& compilations);

// --format, --color and --fail-level of every command that reports findings.
[[nodiscard]] std::vector<Flag> report_flags();

}  // namespace envelope::cli
