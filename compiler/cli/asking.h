// What the commands that ask a policy share: reading the question, and telling what could not be answered.
#pragma once

#include <functional>
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

// What is asked, and of which policies. The words before the question name policies as for `envc verify`: files, directories, `-`; none:
// those of this folder. The first word is one where it has a `/` or `.` in it, is `-`, or is there on disk; further ones where they have a
// `/` or `.` in them or are `-` (names have neither).
struct AskedPolicies {
  project::DiskFiles files;
  std::vector<std::string> paths;                                    // as found
  std::vector<std::unique_ptr<pipeline::Compilation>> compilations;  // of the paths, each with a model
  std::vector<std::string> question;                                 // the words behind
  ExitCode exit = ExitCode::ok;                                      // not ok: what is wrong was printed
};
// Compiles what was found; a policy with errors is reported.
[[nodiscard]] std::unique_ptr<AskedPolicies> compile_policies(const Arguments& arguments, const std::vector<std::string>& paths);
// A question has at least `words_min` words; `usage` says what it is.
[[nodiscard]] std::unique_ptr<AskedPolicies> open_policies(const Arguments& arguments, std::size_t words_min, std::string_view usage);

// Prints each as ENV0940; whether there was one.
[[nodiscard]] bool print_question_faults(const std::vector<std::string>& faults, const std::string& path);

// What one policy answers.
struct Reply {
  std::vector<std::string> faults;                                  // why the question means nothing there
  std::string text;                                                 // as --format asks
  std::vector<std::pair<diagnostics::Code, std::string>> findings;  // what is to be said behind it
  ExitCode exit = ExitCode::ok;
};
struct AskedPolicy {
  project::Files& files;
  const std::string& path;
  const pipeline::Compilation& compilation;
  [[nodiscard]] const model::PolicyModel& model() const { return *compilation.model; }
};
// Asks each, prints all answers as one text or document, and says what they mean together: of several policies those are left out that do
// not know what is asked about, unless none does. `one_is_enough`: a yes of one policy is a yes.
[[nodiscard]] ExitCode answer_each(const Arguments& arguments, AskedPolicies& asked, bool one_is_enough,
                                   const std::function<Reply(const AskedPolicy&)>& ask);

// `--in`, `--at` and `--with` as circumstances `name=value`.
[[nodiscard]] std::vector<std::string> circumstances_of(const Arguments& arguments);

// The answer to a question about authority: ok, denied where there is none, unknown where a limit was hit (which is printed).
[[nodiscard]] Reply answered(const Arguments& arguments, const AskedPolicy& policy, questions::Question question);

// --in, --at, --with, --format, --diagram-limit and --color.
[[nodiscard]] std::vector<Flag> question_flags();

}  // namespace envelope::cli
