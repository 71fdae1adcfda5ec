// What it takes to verify a signature: a digest, a check, and numbers as text. libsodium stands behind it (sodium.cpp) and nowhere else in
// the runtime.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "runtime/format/signature_format.h"

namespace envelope::signature {

using Digest = std::array<std::uint8_t, format::kTableDigestBytes>;
using KeyBytes = std::array<std::uint8_t, format::kPublicKeyBytes>;
using KeyId = std::array<std::uint8_t, format::kKeyIdBytes>;
using SignatureBytes = std::array<std::uint8_t, format::kSignatureBytes>;

// To be called before anything else of the library; what stands below does so itself. Without it nothing can be verified or kept secret,
// and nobody may go on as if it had been.
void prepare_library();

// BLAKE2b-512, without a key: what `b2sum` prints.
[[nodiscard]] Digest blake2b(std::string_view bytes);
[[nodiscard]] KeyId key_id(const KeyBytes& key);

// Ed25519 (RFC 8032). Keys of small order and signatures in another than the one canonical form are refused.
[[nodiscard]] bool is_signed_by(const KeyBytes& key, std::string_view message, const SignatureBytes& signature);

// Lower-case, two digits a byte. Reading takes nothing else and exactly as many as there are bytes.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
[[nodiscard]] bool from_hex(std::string_view text, std::span<std::uint8_t> bytes);

}  // namespace envelope::signature
