#include "compiler/diagnostics/color.h"

namespace envelope::diagnostics {

bool wants_color(ColorMode mode, bool is_tty, const char* no_color_env) {
  switch (mode) {
    case ColorMode::always:
      return true;
    case ColorMode::never:
      return false;
    case ColorMode::automatic:
      return is_tty && (no_color_env == nullptr || *no_color_env == '\0');
  }
  return false;
}

}  // namespace envelope::diagnostics
