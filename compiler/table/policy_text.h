// The text of its policy that a table carries.
#pragma once

#include <optional>
#include <string>

struct env_table;

namespace envelope::table {

// Empty when the table was stripped, or built without a text; nothing when its bytes are no text. Nobody vouches for it: whoever shows
// it compiles it first and compares what comes out with the table.
[[nodiscard]] std::optional<std::string> policy_text(const env_table& table);

}  // namespace envelope::table
