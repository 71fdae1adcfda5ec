// The only place of the program that prints, and what it does when something goes badly wrong.
#pragma once

#include <string>
#include <string_view>

#include "runtime/cli/exit_code.h"

namespace envelope::runtime_cli {

// To be called once, before anything else. A closed pipe or a file size limit becomes an error of the write; a standard stream that the
// caller closed stays closed instead of becoming the next file that is opened; running out of memory ends the program with a message.
// As a gate, running out of memory, a crash and a request to end (SIGTERM, SIGINT, ...) end it with ExitCode::denied: a hook that takes
// other codes for "go on" must not see them.
void prepare_process(bool is_gate);

// All of `text` to standard output. False when that fails: with a message (a full disk), or without one where the reader went away.
[[nodiscard]] bool print_output(std::string_view text);
// "envelope: <sentence>" and a line end to standard error, made harmless for a terminal.
void print_error(std::string_view sentence);

}  // namespace envelope::runtime_cli
