#include "compiler/signing/key_file.h"

#include <fmt/format.h>

#include <charconv>

#include "runtime/signature/fields.h"

namespace envelope::signing {

using signature::from_hex;
using signature::to_hex;

namespace {

constexpr std::string_view kTitle = "envelope secret key 1";
constexpr std::string_view kNames[] = {"signer", "key", "cost", "salt", "nonce", "sealed", "check"};

// The lines that the seal holds together.
std::string bound_text(const SealedKey& key) {
  std::string text = std::string(kTitle) + "\n";
  signature::append_field(text, kNames[0], key.public_key.signer);
  signature::append_field(text, kNames[1], to_hex(key.public_key.bytes));
  signature::append_field(text, kNames[2], fmt::format("{} {}", key.cost.passes, key.cost.memory_bytes));
  signature::append_field(text, kNames[3], to_hex(key.salt));
  signature::append_field(text, kNames[4], to_hex(key.nonce));
  return text;
}

std::string whole_text(const SealedKey& key) {
  std::string text = bound_text(key);
  signature::append_field(text, kNames[5], to_hex(key.sealed));
  const signature::Digest digest = signature::blake2b(text);
  signature::append_field(text, kNames[6], to_hex(std::span(digest).first(8)));
  return text;
}

bool read_cost(std::string_view text, KeyCost& cost) {
  const char* const end = text.data() + text.size();
  const auto [blank, passes_error] = std::from_chars(text.data(), end, cost.passes);
  if (passes_error != std::errc() || blank == end || *blank != ' ') return false;
  const auto [last, memory_error] = std::from_chars(blank + 1, end, cost.memory_bytes);
  return memory_error == std::errc() && last == end && cost.passes >= kCostMin.passes && cost.passes <= kCostMax.passes &&
         cost.memory_bytes >= kCostMin.memory_bytes && cost.memory_bytes <= kCostMax.memory_bytes;
}

}  // namespace

SecretKey new_key(std::string signer) {
  Secret seed(kSeedBytes);
  fill_with_random(seed.bytes());
  const signature::KeyBytes bytes = public_key_of(seed);
  return {std::move(seed), {bytes, std::move(signer)}};
}

std::optional<std::string> secret_key_text(const SecretKey& key, const Secret& passphrase, const KeyCost& cost) {
  SealedKey file{key.public_key, cost, {}, {}, {}};
  fill_with_random(file.salt);
  fill_with_random(file.nonce);
  const std::optional<Secret> lock = key_from_passphrase(passphrase, file.salt, cost);
  if (!lock) return std::nullopt;
  file.sealed = seal(key.seed, *lock, file.nonce, bound_text(file));
  return whole_text(file);
}

std::optional<SealedKey> read_secret_key(std::string_view text) {
  const std::vector<std::string_view> values = signature::read_fields(text, kTitle, kNames);
  SealedKey key;
  if (values.empty() || !signature::is_signer_name(values[0]) || !from_hex(values[1], key.public_key.bytes) ||
      !read_cost(values[2], key.cost) || !from_hex(values[3], key.salt) || !from_hex(values[4], key.nonce) ||
      !from_hex(values[5], key.sealed))
    return std::nullopt;
  key.public_key.signer = values[0];
  if (whole_text(key) != text) return std::nullopt;
  return key;
}

OpenedKey open_secret_key(const SealedKey& sealed, const Secret& passphrase) {
  const std::optional<Secret> lock = key_from_passphrase(passphrase, sealed.salt, sealed.cost);
  if (!lock) return {std::nullopt, OpenFault::no_memory};
  std::optional<Secret> seed = unseal(sealed.sealed, *lock, sealed.nonce, bound_text(sealed));
  if (!seed || public_key_of(*seed) != sealed.public_key.bytes) return {std::nullopt, OpenFault::wrong_passphrase};
  return {SecretKey{std::move(*seed), sealed.public_key}, OpenFault::none};
}

}  // namespace envelope::signing
