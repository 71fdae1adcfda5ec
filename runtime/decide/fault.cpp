#include "runtime/decide/fault.h"

#include <algorithm>
#include <array>
#include <atomic>

namespace envelope::decide::testing {

namespace {
std::atomic<bool> g_constants_are_reversed{false};
std::array<std::int64_t, 512> g_reversed;  // more than any policy of the tests has
}  // namespace

void inject_loading_fault(bool on) { g_constants_are_reversed.store(on, std::memory_order_relaxed); }

std::span<const std::int64_t> loaded_constants(std::span<const std::int64_t> constants) {
  if (!g_constants_are_reversed.load(std::memory_order_relaxed) || constants.size() > g_reversed.size()) return constants;
  std::reverse_copy(constants.begin(), constants.end(), g_reversed.begin());
  return {g_reversed.data(), constants.size()};
}

}  // namespace envelope::decide::testing
