// Any bytes as a key file: refused, or exactly what we would write for the key that was read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "compiler/signing/key_file.h"
#include "compiler/signing/version_record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace envelope;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto key = signature::read_public_key(text);
  if (key && signature::public_key_text(*key) != text) std::abort();
  const auto sealed = signing::read_secret_key(text);
  if (sealed && (sealed->cost.memory_bytes > signing::kCostMax.memory_bytes || sealed->cost.passes > signing::kCostMax.passes))
    std::abort();
  static const signing::SecretKey mine = signing::new_key("fuzz");
  const auto versions = signing::read_record(text, mine);
  if (versions && signing::record_text(*versions, mine) != text) std::abort();
  return 0;
}
