// What `envc keygen`, `envc sign`, `envc inspect` and `envc build --sign` share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/arguments.h"
#include "compiler/cli/exit_code.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/signing/sign_table.h"

namespace envelope::cli {

// --passphrase-file, --policy-version and --restart-versions.
[[nodiscard]] std::vector<Flag> signing_flags();
// What these ask for, with `key` and `output`; false, after a message, when they cannot be read.
[[nodiscard]] bool read_order(std::string_view command, const Arguments& arguments, signing::SigningOrder& order);

// Signs `file` (the bytes of a table) as `order` says, writes it (`-`: to standard output) and says what was signed.
[[nodiscard]] ExitCode sign_and_save(const Arguments& arguments, std::string_view file, const signing::SigningOrder& order);

}  // namespace envelope::cli
