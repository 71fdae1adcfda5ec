// File paths as URI references.
#pragma once

#include <string>
#include <string_view>

namespace envelope::diagnostics {

// A relative path becomes a relative reference ("a b.envelope" -> "a%20b.envelope", "./" dropped), an absolute one a file: URI.
// Every byte that is not unreserved is %-encoded, so the result is ASCII whatever the path holds.
[[nodiscard]] std::string uri_of_path(std::string_view path);

}  // namespace envelope::diagnostics
