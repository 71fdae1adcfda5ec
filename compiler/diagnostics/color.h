// When output is coloured.
#pragma once

#include <cstdint>

namespace envelope::diagnostics {

// What `--color` says.
enum class ColorMode : std::uint8_t { automatic, always, never };

// Automatic means: on a terminal, unless NO_COLOR is set to anything but the empty string (https://no-color.org).
// `no_color_env` is the variable's value, null when it is not set. An explicit `always` or `never` wins over both.
[[nodiscard]] bool wants_color(ColorMode mode, bool is_tty, const char* no_color_env);

}  // namespace envelope::diagnostics
