// TEST ONLY: the faults of compile.h, as the stages see them.
#pragma once

namespace envelope::automata::testing {

[[nodiscard]] bool minimising_fault_injected();
[[nodiscard]] bool encoding_fault_injected();

}  // namespace envelope::automata::testing
