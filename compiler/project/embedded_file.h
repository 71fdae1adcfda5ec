// What cmake/EmbedFiles.cmake compiles into the program.
#pragma once

#include <span>
#include <string_view>

namespace envelope::project {

struct EmbeddedFile {
  std::string_view path;  // relative to the embedded folder: `template/proactive.envelope`
  std::string_view text;
};

// The folder stdlib/, sorted by path.
[[nodiscard]] std::span<const EmbeddedFile> embedded_stdlib();

}  // namespace envelope::project
