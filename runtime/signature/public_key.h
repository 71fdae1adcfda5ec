// A key that verifies, and the file that holds it:
//
//   envelope public key 1
//   signer: alice
//   id: 0123456789abcdef
//   key: 64 digits
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/signature/crypto.h"

namespace envelope::signature {

struct PublicKey {
  KeyBytes bytes{};
  std::string signer;  // as its owner calls itself; nobody vouches for that but whoever gave us the file
  bool operator==(const PublicKey&) const = default;
};

[[nodiscard]] std::string public_key_text(const PublicKey& key);
// Nothing when the text is not exactly such a file, or its `id` is not that of its `key` (a digit was changed).
[[nodiscard]] std::optional<PublicKey> read_public_key(std::string_view text);

}  // namespace envelope::signature
