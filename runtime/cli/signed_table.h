// Tables that must be signed before anything is asked of them.
#pragma once

#include "runtime/cli/arguments.h"
#include "runtime/cli/open_table.h"

namespace envelope::runtime_cli {

// --key FILE, --policy NAME and --version-min N: what the first word's table must be, where any of them is given. Nothing, after a message
// that begins with a word of signature::fault_word or `bad_key`, when it is not; then nothing was decided.
inline constexpr Flag kKeyFlag{"--key", true}, kPolicyFlag{"--policy", true}, kVersionMinFlag{"--version-min", true};
[[nodiscard]] Table open_signed_table(const Arguments& arguments, Trust trust);

}  // namespace envelope::runtime_cli
