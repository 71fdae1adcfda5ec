#include "compiler/signing/secrets.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

#include "runtime/signature/crypto.h"

namespace envelope::signing {

static_assert(kSeedBytes == crypto_sign_SEEDBYTES && sizeof(Salt) == crypto_pwhash_SALTBYTES);
static_assert(sizeof(Nonce) == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kSealTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

namespace {

constexpr std::size_t kSealKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Secret::Secret(std::size_t size) : size_(size) {
  signature::prepare_library();
  data_ = static_cast<std::uint8_t*>(sodium_malloc(std::max<std::size_t>(size, 1)));
  if (data_ == nullptr) throw std::bad_alloc();
}

Secret::Secret(std::string& text) : Secret(text.size()) {
  std::copy(text.begin(), text.end(), data_);
  wipe(text);
}

Secret::Secret(Secret&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() { sodium_free(data_); }

bool Secret::operator==(const Secret& other) const { return size_ == other.size_ && sodium_memcmp(data_, other.data_, size_) == 0; }

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
}

void fill_with_random(std::span<std::uint8_t> bytes) {
  signature::prepare_library();
  randombytes_buf(bytes.data(), bytes.size());
}

std::optional<Secret> key_from_passphrase(const Secret& passphrase, const Salt& salt, const KeyCost& cost) {
  Secret key(kSealKeyBytes);
  const int status =
      crypto_pwhash(key.bytes().data(), key.size(), reinterpret_cast<const char*>(passphrase.bytes().data()), passphrase.size(),
                    salt.data(), cost.passes, static_cast<std::size_t>(cost.memory_bytes), crypto_pwhash_ALG_ARGON2ID13);
  return status == 0 ? std::optional(std::move(key)) : std::nullopt;
}

SealedSeed seal(const Secret& seed, const Secret& key, const Nonce& nonce, std::string_view beside) {
  SealedSeed sealed{};
  if (seed.size() != kSeedBytes) std::abort();
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, seed.bytes().data(), seed.size(), bytes_of(beside), beside.size(),
                                             nullptr, nonce.data(), key.bytes().data());
  return sealed;
}

std::optional<Secret> unseal(const SealedSeed& sealed, const Secret& key, const Nonce& nonce, std::string_view beside) {
  Secret seed(kSeedBytes);
  const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(seed.bytes().data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                                bytes_of(beside), beside.size(), nonce.data(), key.bytes().data());
  return status == 0 ? std::optional(std::move(seed)) : std::nullopt;
}

signature::KeyBytes public_key_of(const Secret& seed) {
  signature::KeyBytes key{};
  Secret both(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(key.data(), both.bytes().data(), seed.bytes().data());
  return key;
}

signature::SignatureBytes sign_message(const Secret& seed, std::string_view message) {
  signature::KeyBytes key{};
  Secret both(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(key.data(), both.bytes().data(), seed.bytes().data());
  signature::SignatureBytes made{};
  crypto_sign_detached(made.data(), nullptr, bytes_of(message), message.size(), both.bytes().data());
  return made;
}

Mac authenticate(const Secret& seed, std::string_view purpose, std::string_view text) {
  Secret key(crypto_generichash_KEYBYTES);
  crypto_generichash(key.bytes().data(), key.size(), bytes_of(purpose), purpose.size(), seed.bytes().data(), seed.size());
  Mac mac{};
  crypto_generichash(mac.data(), mac.size(), bytes_of(text), text.size(), key.bytes().data(), key.size());
  return mac;
}

}  // namespace envelope::signing
