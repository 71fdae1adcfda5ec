// The door to libsodium for what must stay secret; what only verifies is in runtime/signature.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "runtime/signature/crypto.h"

namespace envelope::signing {

// Bytes in pages of their own: kept out of swap where the system permits it, between guards, wiped when given back.
class Secret {
 public:
  explicit Secret(std::size_t size);
  // Copies `text` and wipes it.
  explicit Secret(std::string& text);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  [[nodiscard]] std::span<std::uint8_t> bytes() { return {data_, size_}; }
  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {data_, size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool operator==(const Secret& other) const;  // takes as long wherever they differ

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

void wipe(std::string& text);

// What one guess at a passphrase costs whoever holds the file: Argon2id's number of passes and its memory.
struct KeyCost {
  std::uint64_t passes = 3;
  std::uint64_t memory_bytes = std::uint64_t{256} << 20;
  bool operator==(const KeyCost&) const = default;
};
// A file that asks for more is refused before any of it is spent.
inline constexpr KeyCost kCostMin{1, std::uint64_t{1} << 13};
inline constexpr KeyCost kCostMax{16, std::uint64_t{1} << 30};

inline constexpr std::size_t kSeedBytes = 32, kSealTagBytes = 16;
using Salt = std::array<std::uint8_t, 16>;
using Nonce = std::array<std::uint8_t, 24>;
using SealedSeed = std::array<std::uint8_t, kSeedBytes + kSealTagBytes>;
using Mac = std::array<std::uint8_t, 32>;

void fill_with_random(std::span<std::uint8_t> bytes);

// Argon2id. Nothing when there is not enough memory.
[[nodiscard]] std::optional<Secret> key_from_passphrase(const Secret& passphrase, const Salt& salt, const KeyCost& cost);

// XChaCha20-Poly1305. `beside` is not hidden, but nothing opens when it was changed.
[[nodiscard]] SealedSeed seal(const Secret& seed, const Secret& key, const Nonce& nonce, std::string_view beside);
[[nodiscard]] std::optional<Secret> unseal(const SealedSeed& sealed, const Secret& key, const Nonce& nonce, std::string_view beside);

// Ed25519, from the seed of 32 bytes that RFC 8032 calls the private key.
[[nodiscard]] signature::KeyBytes public_key_of(const Secret& seed);
[[nodiscard]] signature::SignatureBytes sign_message(const Secret& seed, std::string_view message);

// Keyed BLAKE2b under a key that is made from the seed for this purpose alone: only its holder can make it, or tell whether it fits.
[[nodiscard]] Mac authenticate(const Secret& seed, std::string_view purpose, std::string_view text);

}  // namespace envelope::signing
