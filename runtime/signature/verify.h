// Whether a table is the one that somebody signed. Takes the bytes of a file that the loader of libenvelope-decide has accepted, as
// env_table_bytes gives them: never the file once more, which may have changed meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "runtime/signature/public_key.h"

namespace envelope::signature {

enum class Fault : std::uint8_t {
  none,
  unsigned_table,   // no signature stands behind the table
  wrong_signature,  // the key that the signature names did not make it
  other_bytes,      // it was made for other bytes than these
  other_name,       // it names another policy than the table does
  other_signer,     // it was made by a key that is none of those expected
  other_policy,     // the table is that of another policy than the one expected
  old_version,      // it is of a version below the one expected
};
// `wrong_signature` and so on: permanent words for programs. Static storage.
[[nodiscard]] const char* fault_word(Fault fault);

// What a signature says of itself.
struct Claims {
  PublicKey key;
  KeyId key_id{};
  std::uint64_t policy_version = 0;
  std::string policy_name;
  Digest table_digest{};
};

struct Expected {
  std::span<const PublicKey> keys;  // any of them; none: whichever key the signature names, which says only that nothing was changed since
  std::string_view policy;          // empty: any
  std::uint64_t version_min = 0;
};

// The bytes of the table alone, and what the signature behind them claims; nothing without one.
[[nodiscard]] std::string_view table_part(std::string_view file);
[[nodiscard]] std::optional<Claims> claims_of(std::string_view file);

// What the signature of a trailer is made over.
[[nodiscard]] std::string statement_of(const format::SignatureTrailer& trailer);

// The first thing that is wrong, in the order of Fault. `policy`: as env_policy_name gives it.
[[nodiscard]] Fault verify(std::string_view file, std::string_view policy, const Expected& expected);

}  // namespace envelope::signature
