// A table, a key that costs nothing to open, and the one signed with the other.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "compiler/signing/key_file.h"

namespace envelope::signing::test {

inline constexpr KeyCost kCheap{1, std::uint64_t{1} << 13};

inline std::string table_bytes() {
  std::ifstream file(std::string(ENVELOPE_SOURCE_DIR) + "/tests/fuzz/corpus/table_bytes/rich.envt", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Secret secret(std::string text) { return Secret(text); }

// The same every time: its seed is the one of the first test of RFC 8032.
inline SecretKey known_key(std::string signer = "alice") {
  std::array<std::uint8_t, kSeedBytes> seed{};
  (void)signature::from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", seed);
  Secret kept(seed.size());
  std::copy(seed.begin(), seed.end(), kept.bytes().begin());
  const signature::KeyBytes open = public_key_of(kept);
  return {std::move(kept), {open, std::move(signer)}};
}

}  // namespace envelope::signing::test
