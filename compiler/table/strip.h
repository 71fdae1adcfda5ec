// A table without what only explains.
#pragma once

#include <vector>

struct env_table;

namespace envelope::table {

// The bytes that `build` would have written with Options::strip, from a table alone: the same deciding sections, digests and versions.
// Of a stripped table, its own bytes.
[[nodiscard]] std::vector<char> strip(const env_table& table);

}  // namespace envelope::table
