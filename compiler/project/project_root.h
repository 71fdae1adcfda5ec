// Where a project begins.
#pragma once

#include <optional>
#include <string>

#include "compiler/project/files.h"

namespace envelope::project {

inline constexpr std::string_view kProjectFileName = "envelope.yaml";

// The nearest directory at or above `directory` (a real path) that holds an `envelope.yaml`.
[[nodiscard]] std::optional<std::string> find_project_root(Files& files, const std::string& directory);

}  // namespace envelope::project
