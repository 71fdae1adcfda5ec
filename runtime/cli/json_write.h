// JSON as plain ASCII: everything else is escaped, so that an answer shown in a terminal does nothing there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace envelope::runtime_cli {

// Appends `text` with its quotation marks. Bytes that are no UTF-8 become U+FFFD.
void append_json_text(std::string& out, std::string_view text);
void append_json_number(std::string& out, std::uint64_t number);
// Appends JSON that somebody else wrote: control characters become blanks, so that it stays on one line, and what is not ASCII is escaped.
void append_json(std::string& out, std::string_view json);

}  // namespace envelope::runtime_cli
