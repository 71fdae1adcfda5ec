// What the environment says about a run.
#pragma once

#include <cstdint>

namespace envelope::differential {

// ENVELOPE_SEED, decimal or 0x…; without it the same seed every time.
[[nodiscard]] std::uint64_t seed();

// ENVELOPE_SOAK set and not 0: the long version.
[[nodiscard]] bool is_soak();

// Built with sanitizers, which make everything several times slower: such a run looks for faults of memory and takes a part of the
// pairs only.
inline constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

}  // namespace envelope::differential
