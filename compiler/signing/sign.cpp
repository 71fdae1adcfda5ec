#include "compiler/signing/sign.h"

#include <algorithm>
#include <cstring>

#include "runtime/format/hash.h"
#include "runtime/signature/verify.h"
#include "runtime/text/utf8.h"

namespace envelope::signing {

using format::SignatureTrailer;

bool is_signable_policy(std::string_view name) {
  return !name.empty() && name.size() <= format::kSignedPolicyBytesMax && text::escape_for_terminal(name) == name;
}

std::string sign(std::string_view table, std::string_view policy, std::uint64_t version, const SecretKey& key) {
  SignatureTrailer trailer{};
  std::memcpy(trailer.magic, format::kSignatureMagic, sizeof trailer.magic);
  trailer.major_version = format::kSignatureMajorVersion;
  trailer.minor_version = format::kSignatureMinorVersion;
  trailer.trailer_bytes = sizeof trailer;
  trailer.table_bytes = table.size();
  trailer.policy_version = version;
  const auto put = [](const auto& from, auto* field) { std::copy(from.begin(), from.end(), field); };
  put(signature::blake2b(table), trailer.table_digest);
  put(key.public_key.bytes, trailer.public_key);
  put(signature::key_id(key.public_key.bytes), trailer.key_id);
  put(std::string_view(key.public_key.signer).substr(0, sizeof trailer.signer), trailer.signer);
  put(policy.substr(0, sizeof trailer.policy_name), trailer.policy_name);
  put(sign_message(key.seed, signature::statement_of(trailer)), trailer.signature);
  trailer.checksum = format::checksum(&trailer, offsetof(SignatureTrailer, checksum));
  std::string file(table);
  return file.append(reinterpret_cast<const char*>(&trailer), sizeof trailer);
}

}  // namespace envelope::signing
