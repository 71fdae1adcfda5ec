// Requests as lines of JSON on standard input, answers as lines of JSON on standard output.
#pragma once

#include "runtime/cli/exit_code.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

struct StreamOptions {
  bool is_gate = false;  // ok only when there was a line and every one was allowed
  bool with_explanation = false;
};

// Answers every line, in order. What is read and written goes in large pieces; but nothing is held back while the other side waits, so
// that a caller may write one line and read its answer.
[[nodiscard]] ExitCode decide_stream(const env_table* table, const StreamOptions& options);

}  // namespace envelope::runtime_cli
