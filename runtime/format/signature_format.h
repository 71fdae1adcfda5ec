// The signature of a table on disk: a trailer of fixed size behind the table's `file_bytes`, so that signing changes no byte of the table
// itself. docs/table-format.md shows the same for people, docs/signing.md says what it is for.
//
//   +--------------------+ 0
//   | table              |   as table_format.h lays it out
//   +--------------------+ file_bytes
//   | SignatureTrailer   |   who says that these bytes are the policy, and which version of it
//   +--------------------+ file_bytes + sizeof(SignatureTrailer)
//
// The signature covers kStatementDomain and every byte of the trailer before `signature`; the table enters by its digest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace envelope::format {

inline constexpr std::uint8_t kSignatureMagic[8] = {0x89, 'E', 'N', 'V', 'S', '\r', '\n', 0x1A};
inline constexpr std::uint16_t kSignatureMajorVersion = 1;  // a reader refuses every other
inline constexpr std::uint16_t kSignatureMinorVersion = 0;  // a reader refuses a greater one

// What the signed statement begins with: a key that also signs other things never signs one that could pass for ours.
inline constexpr std::string_view kStatementDomain = "envelope policy table signature v1\n";

inline constexpr std::size_t kTableDigestBytes = 64;  // BLAKE2b-512
inline constexpr std::size_t kPublicKeyBytes = 32;    // Ed25519
inline constexpr std::size_t kSignatureBytes = 64;    // Ed25519
inline constexpr std::size_t kKeyIdBytes = 8;         // the first bytes of the BLAKE2b-512 of the public key
inline constexpr std::size_t kSignerBytesMax = 64;
inline constexpr std::size_t kSignedPolicyBytesMax = 240;

struct SignatureTrailer {
  std::uint8_t magic[8];
  std::uint16_t major_version;
  std::uint16_t minor_version;
  std::uint32_t trailer_bytes;
  std::uint64_t table_bytes;      // FileHeader::file_bytes
  std::uint64_t policy_version;   // from 1; greater than that of every table of this policy signed before
  std::uint8_t table_digest[64];  // BLAKE2b-512 of the first table_bytes bytes of the file
  std::uint8_t public_key[32];    // Ed25519
  std::uint8_t key_id[8];         // the first bytes of the BLAKE2b-512 of the public key
  char signer[64];                // as the signer calls itself; zero-padded, not empty
  char policy_name[240];          // PolicyRecord::name; zero-padded, not empty
  std::uint8_t signature[64];     // Ed25519 over kStatementDomain and everything above
  std::uint64_t checksum;         // checksum() over everything above: finds accidents without any key
};

static_assert(offsetof(SignatureTrailer, table_digest) == 32 && offsetof(SignatureTrailer, public_key) == 96);
static_assert(offsetof(SignatureTrailer, signer) == 136 && offsetof(SignatureTrailer, policy_name) == 200);
static_assert(offsetof(SignatureTrailer, signature) == 440 && offsetof(SignatureTrailer, checksum) == 504);
static_assert(sizeof(SignatureTrailer) == 512);
static_assert(sizeof(SignatureTrailer::table_digest) == kTableDigestBytes && sizeof(SignatureTrailer::public_key) == kPublicKeyBytes);
static_assert(sizeof(SignatureTrailer::key_id) == kKeyIdBytes && sizeof(SignatureTrailer::signature) == kSignatureBytes);
static_assert(sizeof(SignatureTrailer::signer) == kSignerBytesMax && sizeof(SignatureTrailer::policy_name) == kSignedPolicyBytesMax);

// How much of the trailer the signature covers, behind the domain.
inline constexpr std::size_t kStatementBytes = offsetof(SignatureTrailer, signature);

// The text of a zero-padded field, which may be as long as the field.
[[nodiscard]] constexpr std::string_view padded_text(const char* field, std::size_t size) {
  return {field, std::string_view(field, size).find('\0') == std::string_view::npos ? size : std::string_view(field, size).find('\0')};
}

}  // namespace envelope::format
