#include "compiler/automata/fault.h"

#include <atomic>

#include "compiler/automata/compile.h"

namespace envelope::automata::testing {

namespace {

// Relaxed: a test switches them while nothing is being compiled.
std::atomic<bool> minimising_fault{false};
std::atomic<bool> encoding_fault{false};

}  // namespace

void inject_minimising_fault(bool on) { minimising_fault.store(on, std::memory_order_relaxed); }
void inject_encoding_fault(bool on) { encoding_fault.store(on, std::memory_order_relaxed); }
bool minimising_fault_injected() { return minimising_fault.load(std::memory_order_relaxed); }
bool encoding_fault_injected() { return encoding_fault.load(std::memory_order_relaxed); }

}  // namespace envelope::automata::testing
