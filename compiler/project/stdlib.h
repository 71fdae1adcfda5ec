// The standard library as compiled into the program.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::project {

// The text of a module by its dotted name (`std`, `template.proactive`), or nothing when there is no such module.
[[nodiscard]] std::optional<std::string_view> stdlib_source(std::string_view dotted_name);
// Every dotted name, sorted.
[[nodiscard]] std::vector<std::string> stdlib_names();
// Its file below the folder of a library: `template/proactive.envelope`.
[[nodiscard]] std::string stdlib_file(std::string_view dotted_name);
// How its file is shown: `<stdlib>/template/proactive.envelope`. No file on disk has such a name.
[[nodiscard]] std::string stdlib_shown_path(std::string_view dotted_name);

}  // namespace envelope::project
