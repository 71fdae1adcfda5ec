// Requests for a fleet.
#pragma once

#include <cstddef>
#include <cstdint>

#include "tests/bench/decide/family.h"
#include "tests/bench/decide/stream.h"

namespace envelope::bench {

// `count` requests in random order: about half of them fit a rule of their agent, the others miss it narrowly or widely; some are spelt in
// another way than the canonical one, some are malformed, some come from nobody the policy knows.
[[nodiscard]] Stream make_stream(const Fleet& fleet, std::size_t count, std::uint64_t seed);

}  // namespace envelope::bench
