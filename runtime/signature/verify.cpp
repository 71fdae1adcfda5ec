#include "runtime/signature/verify.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "runtime/format/table_format.h"

namespace envelope::signature {

using format::SignatureTrailer;

namespace {

std::optional<SignatureTrailer> trailer_of(std::string_view file) {
  const std::string_view table = table_part(file);
  if (file.size() - table.size() != sizeof(SignatureTrailer)) return std::nullopt;
  SignatureTrailer trailer{};
  std::memcpy(&trailer, file.data() + table.size(), sizeof trailer);
  return trailer;
}

template <std::size_t N>
std::array<std::uint8_t, N> array_of(const std::uint8_t (&field)[N]) {
  std::array<std::uint8_t, N> bytes{};
  std::copy(std::begin(field), std::end(field), bytes.begin());
  return bytes;
}

}  // namespace

const char* fault_word(Fault fault) {
  switch (fault) {
    case Fault::none:
      return "none";
    case Fault::unsigned_table:
      return "unsigned_table";
    case Fault::wrong_signature:
      return "wrong_signature";
    case Fault::other_bytes:
      return "other_bytes";
    case Fault::other_name:
      return "other_name";
    case Fault::other_signer:
      return "other_signer";
    case Fault::other_policy:
      return "other_policy";
    case Fault::old_version:
      return "old_version";
  }
  return "";
}

std::string_view table_part(std::string_view file) {
  format::FileHeader header{};
  if (file.size() < sizeof header) return file;
  std::memcpy(&header, file.data(), sizeof header);
  return file.substr(0, std::min<std::uint64_t>(header.file_bytes, file.size()));
}

std::optional<Claims> claims_of(std::string_view file) {
  const std::optional<SignatureTrailer> trailer = trailer_of(file);
  if (!trailer) return std::nullopt;
  Claims claims;
  claims.key.bytes = array_of(trailer->public_key);
  claims.key.signer = format::padded_text(trailer->signer, sizeof trailer->signer);
  claims.key_id = array_of(trailer->key_id);
  claims.policy_version = trailer->policy_version;
  claims.policy_name = format::padded_text(trailer->policy_name, sizeof trailer->policy_name);
  claims.table_digest = array_of(trailer->table_digest);
  return claims;
}

std::string statement_of(const SignatureTrailer& trailer) {
  std::string statement(format::kStatementDomain);
  statement.append(reinterpret_cast<const char*>(&trailer), format::kStatementBytes);
  return statement;
}

Fault verify(std::string_view file, std::string_view policy, const Expected& expected) {
  const std::optional<SignatureTrailer> trailer = trailer_of(file);
  const std::optional<Claims> claims = claims_of(file);
  if (!trailer || !claims) return Fault::unsigned_table;
  const KeyBytes& key = claims->key.bytes;
  if (claims->key_id != key_id(key) || !is_signed_by(key, statement_of(*trailer), array_of(trailer->signature)))
    return Fault::wrong_signature;
  const std::string_view table = table_part(file);
  if (trailer->table_bytes != table.size() || claims->table_digest != blake2b(table)) return Fault::other_bytes;
  if (claims->policy_name != policy) return Fault::other_name;
  const auto is_key = [&](const PublicKey& other) { return other.bytes == key; };
  if (!expected.keys.empty() && std::none_of(expected.keys.begin(), expected.keys.end(), is_key)) return Fault::other_signer;
  if (!expected.policy.empty() && expected.policy != policy) return Fault::other_policy;
  return claims->policy_version < expected.version_min ? Fault::old_version : Fault::none;
}

}  // namespace envelope::signature
