// TEST ONLY. A fault that the project's own tests must be able to find, as runtime/text/fault.h.
#pragma once

namespace envelope::decide::testing {

// While on, tables that are opened have their constants off by one place. Affects the whole process.
void inject_loading_fault(bool on);
[[nodiscard]] bool loading_fault_injected();

}  // namespace envelope::decide::testing
