// The limits of proofs as flags: work, never time, so that the answer is the same on every machine.
#pragma once

#include <optional>
#include <vector>

#include "compiler/cli/arguments.h"
#include "compiler/prove/proof.h"

namespace envelope::cli {

// --solver-limit and --diagram-limit.
[[nodiscard]] std::vector<Flag> proof_limit_flags();
// Proof options with these limits and --solver-seed; nothing, and a message was printed, where one is no number.
[[nodiscard]] std::optional<prove::ProofOptions> proof_options_of(const Arguments& arguments);

// --diagram-limit alone, for what asks no solver.
[[nodiscard]] Flag diagram_limit_flag();
[[nodiscard]] std::optional<std::size_t> diagram_nodes_of(const Arguments& arguments);

}  // namespace envelope::cli
