#include <sodium.h>

#include <algorithm>
#include <cstdlib>

#include "runtime/signature/crypto.h"

namespace envelope::signature {

static_assert(format::kPublicKeyBytes == crypto_sign_PUBLICKEYBYTES && format::kSignatureBytes == crypto_sign_BYTES);
static_assert(format::kTableDigestBytes == crypto_generichash_BYTES_MAX);

namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

void prepare_library() {
  static const bool is_ready = sodium_init() >= 0;
  if (!is_ready) std::abort();
}

Digest blake2b(std::string_view bytes) {
  prepare_library();
  Digest digest{};
  if (crypto_generichash(digest.data(), digest.size(), bytes_of(bytes), bytes.size(), nullptr, 0) != 0) std::abort();
  return digest;
}

KeyId key_id(const KeyBytes& key) {
  const Digest digest = blake2b({reinterpret_cast<const char*>(key.data()), key.size()});
  KeyId id{};
  std::copy_n(digest.begin(), id.size(), id.begin());
  return id;
}

bool is_signed_by(const KeyBytes& key, std::string_view message, const SignatureBytes& signature) {
  prepare_library();
  return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(), key.data()) == 0;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');  // the library ends its texts
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

bool from_hex(std::string_view text, std::span<std::uint8_t> bytes) {
  if (text.size() != bytes.size() * 2 || text.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
  std::size_t read = 0;
  return sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &read, nullptr) == 0 && read == bytes.size();
}

}  // namespace envelope::signature
