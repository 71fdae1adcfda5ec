// The signature behind a table, as far as it can be judged without a key: its place, size, versions, padding and checksum. Whether it was
// made by whom it names is for programs that hold a public key (runtime/signature).
#include "runtime/format/signature_format.h"

#include <cstring>

#include "runtime/decide/validate.h"
#include "runtime/format/hash.h"

namespace envelope::decide {
namespace {

using format::SignatureTrailer;

// Says something, and nothing but zeros behind its end. As long as the field, it has no zero.
bool is_named(const char* field, std::size_t size) {
  const std::size_t text = format::padded_text(field, size).size();
  for (std::size_t i = text; i < size; ++i)
    if (field[i] != '\0') return false;
  return text > 0;
}

const char* content_fault(const SignatureTrailer& trailer, std::uint64_t table_bytes) {
  if (trailer.trailer_bytes != sizeof trailer) return "the signature names another size of its own";
  if (trailer.table_bytes != table_bytes) return "the signature names another size of the table";
  if (trailer.policy_version == 0) return "the signature names no version";
  if (!is_named(trailer.signer, sizeof trailer.signer)) return "the signature does not name its signer as it should";
  if (!is_named(trailer.policy_name, sizeof trailer.policy_name)) return "the signature does not name its policy as it should";
  return nullptr;
}

}  // namespace

Fault read_signature(env_table& table, std::uint64_t table_bytes) {
  const auto fault = [&](env_status status, std::size_t field, const char* what) {
    return Fault{status, table_bytes + field, what, {}, 0};
  };
  SignatureTrailer trailer{};
  if (table.file_bytes - table_bytes != sizeof trailer) return fault(ENV_CUT_TABLE, 0, "the header names another file size");
  std::memcpy(&trailer, table.bytes + table_bytes, sizeof trailer);
  if (std::memcmp(trailer.magic, format::kSignatureMagic, sizeof trailer.magic) != 0)
    return fault(ENV_CUT_TABLE, 0, "what follows the table is no signature");
  if (trailer.major_version != format::kSignatureMajorVersion || trailer.minor_version > format::kSignatureMinorVersion)
    return fault(ENV_NEWER_TABLE, offsetof(SignatureTrailer, major_version), "the signature has a version that this program does not read");
  if (format::checksum(&trailer, offsetof(SignatureTrailer, checksum)) != trailer.checksum)
    return fault(ENV_DAMAGED_TABLE, 0, "the checksum of the signature does not fit");
  if (const char* what = content_fault(trailer, table_bytes)) return fault(ENV_MALFORMED_TABLE, 0, what);
  table.has_signature = true;
  return {};
}

}  // namespace envelope::decide
