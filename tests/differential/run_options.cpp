#include "tests/differential/run_options.h"

#include <cstdlib>
#include <string_view>

namespace envelope::differential {

std::uint64_t seed() {
  const char* text = std::getenv("ENVELOPE_SEED");
  return text == nullptr || *text == '\0' ? 0x5EED : std::strtoull(text, nullptr, 0);
}

bool is_soak() {
  const char* text = std::getenv("ENVELOPE_SOAK");
  return text != nullptr && *text != '\0' && std::string_view(text) != "0";
}

}  // namespace envelope::differential
