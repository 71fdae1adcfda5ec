// The text of its policy that a table carries.
#pragma once

#include <string_view>

struct env_table;

namespace envelope::table {

// Empty when the table was stripped, or built without a text. Points into the table. Nobody vouches for it: whoever shows it compiles it
// first and compares what comes out with the table.
[[nodiscard]] std::string_view policy_text(const env_table& table);

}  // namespace envelope::table
