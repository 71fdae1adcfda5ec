// A table with a signature behind it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/signing/key_file.h"

namespace envelope::signing {

// What a signature can name: 1 to kSignedPolicyBytesMax bytes of UTF-8 that can be shown.
[[nodiscard]] bool is_signable_policy(std::string_view name);

// `table`: its bytes alone. Requires is_signable_policy(policy) and version > 0. The same table, version and key give the same bytes.
[[nodiscard]] std::string sign(std::string_view table, std::string_view policy, std::uint64_t version, const SecretKey& key);

}  // namespace envelope::signing
