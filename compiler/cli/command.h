// One row per command. Each command is a function in a file of its own name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"

namespace envelope::cli {

struct Command {
  std::string_view name;
  std::string_view usage;    // the words after the name
  std::string_view summary;  // one line
  std::string_view details;  // paragraphs for `envc NAME --help`
  std::vector<Flag> flags;
  ExitCode (*run)(const Arguments&);
};

[[nodiscard]] Command check_command();
[[nodiscard]] Command build_command();
[[nodiscard]] Command check_table_command();
[[nodiscard]] Command strip_command();
[[nodiscard]] Command keygen_command();
[[nodiscard]] Command sign_command();
[[nodiscard]] Command inspect_command();
[[nodiscard]] Command dump_command();
[[nodiscard]] Command decompile_command();
[[nodiscard]] Command fmt_command();
[[nodiscard]] Command lint_command();
[[nodiscard]] Command test_command();
[[nodiscard]] Command verify_command();
[[nodiscard]] Command diff_command();
[[nodiscard]] Command why_command();
[[nodiscard]] Command who_can_command();
[[nodiscard]] Command can_command();
[[nodiscard]] Command why_not_command();
[[nodiscard]] Command graph_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] Command init_command();
[[nodiscard]] Command version_command();

// Runs `envc` with these arguments (the program's name left out). Catches nothing but reports every outcome as an exit code.
[[nodiscard]] int run(const std::vector<std::string>& arguments);

}  // namespace envelope::cli
