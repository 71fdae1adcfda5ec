// Where a passphrase comes from.
#pragma once

#include "compiler/cli/arguments.h"
#include "compiler/signing/key_store.h"

namespace envelope::cli {

// --passphrase-file, else the variable ENVELOPE_PASSPHRASE, else the terminal, which is asked twice for a new one (`is_new`). ENV0734 when
// there is none of them, it is empty, or the two differ.
[[nodiscard]] signing::AskPassphrase passphrase_source(const Arguments& arguments, bool is_new);

[[nodiscard]] Flag passphrase_flag();

}  // namespace envelope::cli
