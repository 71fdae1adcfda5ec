// Writing to the terminal: the only place of the program that prints.
#pragma once

#include <string>
#include <string_view>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"
#include "compiler/diagnostics/diagnostic.h"

namespace envelope::cli {

// To be called once, before anything else: a closed pipe or a file size limit becomes an error of the write, not the death of the process,
// and a standard stream that the caller closed stays closed instead of becoming the next file that is opened.
void prepare_streams();

// Standard output, all of it, or ExitCode::tool with a message (a full disk); without one where the reader went away (`| head`).
[[nodiscard]] ExitCode print_output(std::string_view text);
// Findings that have no place in a policy, on standard error; tool when there are any.
ExitCode print_findings(const Arguments& arguments, const diagnostics::Sink& sink);
// One error that has no place in a policy, on standard error. `path`: the file it is about; empty: none.
void print_finding(diagnostics::Code code, std::string message, std::string path);
// Standard error; control characters of `text` other than line ends and our own colours must be escaped by the caller.
void print_error(std::string_view text);

// `text` with everything but its line ends made harmless for a terminal (text::escape_for_terminal line by line).
[[nodiscard]] std::string harmless_lines(std::string_view text);

// Whether to colour what goes to standard output (`to_stderr`: standard error), from --color, NO_COLOR and the terminal.
[[nodiscard]] bool use_color(const Arguments& arguments, bool to_stderr);

// --color, shared by every command that prints findings.
[[nodiscard]] Flag color_flag();

}  // namespace envelope::cli
