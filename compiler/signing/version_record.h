// Which version of which policy a key signed last. Stands beside the key, so that versions only grow even when the old table is gone:
//
//   envelope signed versions 1
//   id: 0123456789abcdef               of the key
//   7 fleet                            version and policy, in the order of their names
//   seal: 64 digits                    made with the key: nobody else can lower a version
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/signing/key_file.h"

namespace envelope::signing {

using Versions = std::map<std::string, std::uint64_t, std::less<>>;  // by name of the policy

inline constexpr std::size_t kRecordBytesMax = std::size_t{4} << 20;

[[nodiscard]] std::string record_text(const Versions& versions, const SecretKey& key);
// Nothing when the text is not exactly what record_text makes of some versions with this key.
[[nodiscard]] std::optional<Versions> read_record(std::string_view text, const SecretKey& key);

// A whole number without sign or leading zeros, as versions are written.
[[nodiscard]] std::optional<std::uint64_t> read_version(std::string_view text);

}  // namespace envelope::signing
