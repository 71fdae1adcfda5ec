// TEST ONLY. A fault that the project's own tests must be able to find, as runtime/text/fault.h.
#pragma once

#include <cstdint>
#include <span>

namespace envelope::decide::testing {

// While on, tables that are opened have their constants in reverse: nothing that a validator could object to. Affects the whole process.
void inject_loading_fault(bool on);
// The constants of a table that is being opened: `constants` itself unless the fault is on.
[[nodiscard]] std::span<const std::int64_t> loaded_constants(std::span<const std::int64_t> constants);

}  // namespace envelope::decide::testing
