// The lines of a key file: a title, then `name: value` lines, each name in its one place. Strict, since whoever reads a key file leniently
// reads two keys where another program reads one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::signature {

inline constexpr std::size_t kKeyFileBytesMax = 4096;

// The values of `names` in their order, which point into `text`; nothing when the text is not exactly the title and these lines.
[[nodiscard]] std::vector<std::string_view> read_fields(std::string_view text, std::string_view title,
                                                        std::span<const std::string_view> names);
void append_field(std::string& text, std::string_view name, std::string_view value);

// Fit to stand on a line and to be shown: 1 to 64 bytes of UTF-8, nothing a terminal would obey or a reader could not see.
[[nodiscard]] bool is_signer_name(std::string_view name);

}  // namespace envelope::signature
