// Lines of JSON as requests. The only door to RapidJSON.
#pragma once

#include <string_view>

#include "runtime/cli/request_fields.h"

namespace envelope::runtime_cli {

// Reads one line, without its line feed, of at most kLineBytesMax bytes. False with a fault when the line is no request: no JSON object,
// anything behind it, a key given twice in any object, an unknown key, bad UTF-8, half a surrogate pair, a control character, objects and
// arrays deeper than kJsonDepthMax, a circumstance (time, lineage, ...) of another kind than it has. A bad attribute or fact value is no
// fault: it is missing. Allocates nothing once `fields` has seen lines of this size.
[[nodiscard]] bool read_request_line(std::string_view line, RequestFields& fields, LineFault& fault);

}  // namespace envelope::runtime_cli
