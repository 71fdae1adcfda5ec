// What JSON and SARIF output have in common.
#pragma once

#include <string>
#include <string_view>

#include "llvm/Support/JSON.h"

namespace envelope::diagnostics {

// `text` as JSON may hold it: bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string utf8(std::string_view text);

// Adds `key` with `text` made UTF-8.
void string_attribute(llvm::json::OStream& json, std::string_view key, std::string_view text);

// A JSON text without a character that a terminal would obey or hide: those become \uXXXX, which means the same to a reader of JSON.
[[nodiscard]] std::string harmless_json(std::string_view json);

}  // namespace envelope::diagnostics
