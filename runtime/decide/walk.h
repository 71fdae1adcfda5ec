// From a target to a leaf: programs run, diagrams are walked.
#pragma once

#include <cstdint>

#include "runtime/decide/context.h"

namespace envelope::decide {

struct Leaf {
  env_effect effect = ENV_DENY;
  std::uint32_t statement = ENV_NONE;
  std::uint32_t obligations = 0;  // of a program: 0, or 1 + the header of a set
};

// `bodies` is what `target` leads into. Ends: every step of a diagram leads to a smaller number, and programs are straight.
[[nodiscard]] Leaf settle(Context& context, const Bodies& bodies, std::uint32_t target);

// For targets that answer yes or no.
[[nodiscard]] inline bool holds(Context& context, const Bodies& bodies, std::uint32_t target) {
  return settle(context, bodies, target).effect == ENV_ALLOW;
}

// What a node asks, whatever it leads to.
[[nodiscard]] Truth answer(Context& context, const format::NodeRecord& node);

// Number of the leaf that a program ends in.
[[nodiscard]] std::uint32_t run_program(Context& context, const Bodies& bodies, const format::ProgramRecord& program);

}  // namespace envelope::decide
