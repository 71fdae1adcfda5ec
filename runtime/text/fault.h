// TEST ONLY. A fault that the project's own tests must be able to find.
//
// The differential tests claim to notice a wrong matcher. To show that they do, they switch this fault on and require
// themselves to fail. No product code calls it, no policy, flag or environment variable reaches it.
#pragma once

namespace envelope::text::testing {

// While on, `*` in a glob wrongly crosses separators (`/feature/*` matches `/feature/a/b`). Affects the whole process;
// safe to call from any thread, seen by matches that start afterwards.
void inject_matching_fault(bool on);

// Whether the fault is on.
[[nodiscard]] bool matching_fault_injected();

}  // namespace envelope::text::testing
