// What the commands that ask a policy share: reading the question, and telling what could not be answered.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/disk_files.h"
#include "compiler/questions/answer.h"

namespace envelope::cli {

// The policy that is asked. No model: its findings were printed, and `exit` says what they mean.
struct AskedPolicy {
  project::DiskFiles files;
  std::vector<std::unique_ptr<pipeline::Compilation>> compilations;  // one
  ExitCode exit = ExitCode::ok;
  [[nodiscard]] const pipeline::Compilation& compilation() const { return *compilations.front(); }
};
[[nodiscard]] std::unique_ptr<AskedPolicy> open_policy(const Arguments& arguments, const std::string& path);

// `--in`, `--at` and `--with` as circumstances `name=value`.
[[nodiscard]] std::vector<std::string> circumstances_of(const Arguments& arguments);

// Prints each as ENV0940; whether there was one.
[[nodiscard]] bool print_question_faults(const std::vector<std::string>& faults, const std::string& path);

// --diagram-limit, or what it is without; nothing, and a message was printed, where it is no number.
[[nodiscard]] std::optional<std::size_t> diagram_nodes_of(const Arguments& arguments);

// Answers, prints as --format asks, and says what it means: ok, denied where there is no answer, unknown where a limit was hit.
[[nodiscard]] ExitCode print_answers(const Arguments& arguments, const model::PolicyModel& model, questions::Question question);

// --in, --at, --with, --format, --diagram-limit and --color.
[[nodiscard]] std::vector<Flag> question_flags();

}  // namespace envelope::cli
