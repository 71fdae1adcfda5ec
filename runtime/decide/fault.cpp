#include "runtime/decide/fault.h"

#include <atomic>

namespace envelope::decide::testing {

namespace {
std::atomic<bool> g_constants_are_shifted{false};
}  // namespace

void inject_loading_fault(bool on) { g_constants_are_shifted.store(on, std::memory_order_relaxed); }
bool loading_fault_injected() { return g_constants_are_shifted.load(std::memory_order_relaxed); }

}  // namespace envelope::decide::testing
