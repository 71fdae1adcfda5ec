// What the process says to its caller. Scripts depend on these numbers; they never change, and are those of `envc why`.
#pragma once

#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

enum class ExitCode : int {
  ok = 0,      // allow; for a stream, every line was answered
  tool = 1,    // the tool could not do its work: usage, unreadable table, a line that is no request
  denied = 2,  // deny; with --gate, everything that is not allow
  ask = 5,
  propose = 6,
};

[[nodiscard]] ExitCode exit_of(env_effect effect);

}  // namespace envelope::runtime_cli
