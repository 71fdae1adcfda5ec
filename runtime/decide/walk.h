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

// What a leaf says; `marked` is the statement that one without its own names.
[[nodiscard]] inline Leaf leaf_of(const Context& context, std::uint32_t target, std::uint32_t marked, std::uint32_t obligations) {
  const std::uint32_t statement = target & format::kLeafStatementMask;
  const auto effect = static_cast<env_effect>(target >> format::kLeafEffectShift & 3U);
  if (statement == 0) return {effect, marked, obligations};
  return {effect, (statement - 1) + ((target & format::kRelative) == 0 ? 0 : context.place.first_statement), obligations};
}
// Ends: every step of a diagram leads to a smaller number, and programs are straight. `bodies` is what `target` leads into.
[[nodiscard]] Leaf settle(Context& context, const Bodies& bodies, std::uint32_t target);

// For targets that answer yes or no.
[[nodiscard]] inline bool holds(Context& context, const Bodies& bodies, std::uint32_t target) {
  return settle(context, bodies, target).effect == ENV_ALLOW;
}

// What a node asks, whatever it leads to.
[[nodiscard]] Truth answer(Context& context, const format::NodeRecord& node);

}  // namespace envelope::decide
