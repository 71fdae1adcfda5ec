// What the process says to its caller. Scripts and CI depend on these numbers; they never change.
#pragma once

namespace envelope::cli {

enum class ExitCode : int {
  ok = 0,         // done; for `why`: allow
  tool = 1,       // the tool could not do its work: usage, unreadable files, full disk
  denied = 2,     // `why`: deny; `test`: a test failed
  rejected = 3,   // the policy has errors (or findings at --fail-level); `fmt --check`: a file is not formatted
  unknown = 4,    // a solver limit was hit
  ask = 5,        // `why`: ask
  propose = 6,    // `why`: propose
  internal = 70,  // a fault of this program
};

// The one to report when several apply: 70 > 1 > 3 > 4 > 2, and any of them over ok, ask and propose.
[[nodiscard]] constexpr ExitCode worse(ExitCode a, ExitCode b) {
  constexpr ExitCode kOrder[] = {ExitCode::internal, ExitCode::tool, ExitCode::rejected, ExitCode::unknown,
                                 ExitCode::denied,   ExitCode::ask,  ExitCode::propose};
  for (const ExitCode code : kOrder)
    if (a == code || b == code) return code;
  return ExitCode::ok;
}

// Nothing is `unknown` yet that could stand beside the others in a transcript, so the order is held here.
static_assert(worse(ExitCode::tool, ExitCode::internal) == ExitCode::internal);
static_assert(worse(ExitCode::rejected, ExitCode::tool) == ExitCode::tool);
static_assert(worse(ExitCode::unknown, ExitCode::rejected) == ExitCode::rejected);
static_assert(worse(ExitCode::denied, ExitCode::unknown) == ExitCode::unknown);
static_assert(worse(ExitCode::ok, ExitCode::denied) == ExitCode::denied);

}  // namespace envelope::cli
