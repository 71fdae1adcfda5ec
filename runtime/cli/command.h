// The commands of the program `envelope`, one file each.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "runtime/cli/arguments.h"
#include "runtime/cli/exit_code.h"

namespace envelope::runtime_cli {

struct Command {
  std::string_view name, summary;
  std::string_view help;  // the whole text of `--help`
  std::span<const Flag> flags;
  ExitCode (*run)(const Arguments& arguments);
};

[[nodiscard]] Command decide_command();
[[nodiscard]] Command describe_command();
[[nodiscard]] Command replay_command();
[[nodiscard]] Command version_command();

// Says what is wrong with the command line of `command` (empty: of the program).
ExitCode usage_error(std::string_view command, std::string_view sentence);
// Whether `--format` is json; a fault in `fault` when it is neither text nor json.
[[nodiscard]] bool wants_json(const Arguments& arguments, std::string& fault);

// The program. `words` are those behind its name. With `--gate` anywhere among them it answers ExitCode::ok only for an allow.
[[nodiscard]] ExitCode run(std::span<const std::string_view> words);

}  // namespace envelope::runtime_cli
