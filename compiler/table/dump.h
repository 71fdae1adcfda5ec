// A table as text, for people and tests.
#pragma once

#include <string>

struct env_table;

namespace envelope::table {

// Header, sections with their sizes, the world by name, and every cell as its diagram: one line per node, in the order of a walk.
// Deterministic. Names are written as they are: the caller makes them harmless for a terminal.
[[nodiscard]] std::string dump(const env_table& table);

}  // namespace envelope::table
