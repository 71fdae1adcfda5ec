// Walking decision diagrams.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/decide/context.h"

namespace envelope::decide {

struct Leaf {
  env_effect effect = ENV_DENY;
  std::uint32_t statement = ENV_NONE;
};

// From `target` to a leaf. `nodes` is the section that `target` is a number of. Ends: every step leads to a smaller number.
[[nodiscard]] Leaf walk(Context& context, std::span<const format::NodeRecord> nodes, std::uint32_t target);

// For diagrams that answer yes or no.
[[nodiscard]] inline bool holds(Context& context, std::span<const format::NodeRecord> nodes, std::uint32_t target) {
  return walk(context, nodes, target).effect == ENV_ALLOW;
}

}  // namespace envelope::decide
