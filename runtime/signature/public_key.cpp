#include "runtime/signature/public_key.h"

#include "runtime/signature/fields.h"

namespace envelope::signature {
namespace {

constexpr std::string_view kTitle = "envelope public key 1";
constexpr std::string_view kNames[] = {"signer", "id", "key"};

}  // namespace

std::string public_key_text(const PublicKey& key) {
  std::string text = std::string(kTitle) + "\n";
  append_field(text, kNames[0], key.signer);
  append_field(text, kNames[1], to_hex(key_id(key.bytes)));
  append_field(text, kNames[2], to_hex(key.bytes));
  return text;
}

std::optional<PublicKey> read_public_key(std::string_view text) {
  const std::vector<std::string_view> values = read_fields(text, kTitle, kNames);
  PublicKey key;
  KeyId id{};
  if (values.empty() || !is_signer_name(values[0]) || !from_hex(values[1], id) || !from_hex(values[2], key.bytes)) return std::nullopt;
  if (id != key_id(key.bytes)) return std::nullopt;
  key.signer = values[0];
  return key;
}

}  // namespace envelope::signature
