#include "runtime/text/fault.h"

#include <atomic>

namespace envelope::text::testing {

namespace {

// Relaxed: nothing else is published through it, and a test switches it while no match is running.
std::atomic<bool> g_star_crosses_separators{false};

}  // namespace

void inject_matching_fault(bool on) { g_star_crosses_separators.store(on, std::memory_order_relaxed); }

bool matching_fault_injected() { return g_star_crosses_separators.load(std::memory_order_relaxed); }

}  // namespace envelope::text::testing
