// A key that signs, and the file that holds it under a passphrase:
//
//   envelope secret key 1
//   signer: alice
//   key: 64 digits                     the public key
//   cost: 3 268435456                  Argon2id: passes, bytes of memory
//   salt: 32 digits
//   nonce: 48 digits
//   sealed: 96 digits                  the seed, by XChaCha20-Poly1305, beside all lines above
//   check: 16 digits                   of all lines above: finds accidents before anybody is asked for a passphrase
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/signing/secrets.h"
#include "runtime/signature/public_key.h"

namespace envelope::signing {

struct SecretKey {
  Secret seed;
  signature::PublicKey public_key;
};

// A key nobody has seen before.
[[nodiscard]] SecretKey new_key(std::string signer);

// A file that was read and not opened yet.
struct SealedKey {
  signature::PublicKey public_key;
  KeyCost cost;
  Salt salt{};
  Nonce nonce{};
  SealedSeed sealed{};
};

// Nothing when there is not enough memory for `cost`.
[[nodiscard]] std::optional<std::string> secret_key_text(const SecretKey& key, const Secret& passphrase, const KeyCost& cost);
// Nothing when the text is not exactly such a file, or its cost lies outside kCostMin and kCostMax.
[[nodiscard]] std::optional<SealedKey> read_secret_key(std::string_view text);

enum class OpenFault : std::uint8_t { none, no_memory, wrong_passphrase };
struct OpenedKey {
  std::optional<SecretKey> key;
  OpenFault fault = OpenFault::none;
};
// A passphrase that is wrong and a file that somebody changed (with a fitting check) cannot be told apart.
[[nodiscard]] OpenedKey open_secret_key(const SealedKey& sealed, const Secret& passphrase);

}  // namespace envelope::signing
