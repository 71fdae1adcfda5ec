// Writing to the terminal: the only place of the program that prints.
#pragma once

#include <string_view>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"

namespace envelope::cli {

// Standard output, all of it or ExitCode::tool with a message (a full disk, a closed pipe).
[[nodiscard]] ExitCode print_output(std::string_view text);
// Standard error; control characters of `text` other than line ends and our own colours must be escaped by the caller.
void print_error(std::string_view text);

// Whether to colour what goes to standard output (`to_stderr`: standard error), from --color, NO_COLOR and the terminal.
[[nodiscard]] bool use_color(const Arguments& arguments, bool to_stderr);

// --color, shared by every command that prints findings.
[[nodiscard]] Flag color_flag();

}  // namespace envelope::cli
