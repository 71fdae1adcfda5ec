// What a policy file is, at a glance: enough to tell main policies from modules without parsing all of a folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace envelope::project {

struct Outline {
  bool has_header = false;                // begins with `policy`
  bool has_hole = false;                  // a `let NAME: TYPE` without a value, which an import fills
  std::vector<std::string> file_imports;  // texts of `import "…"` in written order
};

// Total: broken texts give what can be seen. May name an import too many (`class import "…"`), never one too few.
[[nodiscard]] Outline outline_of(std::string_view text);

}  // namespace envelope::project
