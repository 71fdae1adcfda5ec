// Random policies × random requests, asked of all three evaluators.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/request/outcome.h"
#include "compiler/request/request.h"
#include "tests/differential/compiled.h"
#include "tests/differential/source.h"
#include "tests/differential/tally.h"

namespace envelope::differential {

// How much to do. The defaults are those of an ordinary test run.
struct RunSize {
  std::uint64_t seed = 1;
  std::size_t policies = 4'000;
  std::size_t requests = 300;      // of each policy
  std::size_t sampled_one_in = 8;  // requests that are looked at closer for the tally; 0: none
};

// A pair on which the evaluators differ, or a policy that the front end refused.
struct Finding {
  std::uint64_t policy_seed = 0;
  PolicySource source;
  std::string problems;                     // refused: what was said
  std::optional<request::Request> request;  // else: what they differ about
};

struct RunResult {
  Tally tally;
  std::optional<Finding> finding;  // the run ends with the first one
};

[[nodiscard]] RunResult run(const RunSize& size);

// The reference interpreter, the oracle and the table do not all give the same answer.
[[nodiscard]] bool differ(const Compiled& policy, const request::Request& request);

// Leaves out statements and parts of the request as long as the answers differ.
[[nodiscard]] Finding shrunk(Finding finding);

// The policy, the request, both answers and how to see it again.
[[nodiscard]] std::string describe(const Finding& finding);

}  // namespace envelope::differential
