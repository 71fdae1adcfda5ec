// Writing a policy back: `fmt`, `check --fix`, `init`. Whatever goes wrong, the file holds either its old text or its new one.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::project {

// Replaces the file `path` by `bytes`, or creates it: written to a temporary file in the same directory, synced, renamed. Keeps mode
// and, where permitted, owner; other hard links keep the old text. Reports ENV0010 when it cannot be written (the temporary file is
// gone then) and ENV0011 for a symbolic link, which is never written through. True when the file holds `bytes`.
[[nodiscard]] bool save_file(const std::string& path, std::string_view bytes, diagnostics::Sink& sink);

// Creates the file `path`, whole or not at all and never in place of anything: true when it was made. Where something has the name
// already, be it a link to nowhere, `exists` is true and nothing is reported; other reasons are ENV0010. `mode`: whatever umask says.
struct Created {
  bool is_made = false;
  bool exists = false;
};
[[nodiscard]] Created create_file(const std::string& path, std::string_view bytes, unsigned mode, diagnostics::Sink& sink);

// Makes `directory` and those above it that are missing. What cannot be made is left: writing a file into it then reports why.
void make_folders(const std::string& directory);

}  // namespace envelope::project
