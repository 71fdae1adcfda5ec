// Whole files.
#pragma once

#include <string>
#include <string_view>

namespace envelope::runtime_cli {

// The bytes of an ordinary file of at most 64 MiB. False when it cannot be read.
[[nodiscard]] bool read_file(std::string_view path, std::string& bytes);

}  // namespace envelope::runtime_cli
