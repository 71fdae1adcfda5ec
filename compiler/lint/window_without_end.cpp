// ENV1005: a window that nothing closes.
#include <fmt/format.h>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void window_without_end(const Subject& subject, diagnostics::Sink& sink) {
  for (const check::Switch& window : subject.program.switches) {
    if (window.kind != check::SwitchKind::window || window.lasts_ms || !is_authored(subject, window.span)) continue;
    sink.emit(diagnostics::Code::WindowWithoutEnd, window.span, fmt::format("the window `{}` does not say how long it lasts", window.name))
        .with_help("write `lasts 4h` in its block; for something that stays on until it is left, write `phase` or `stop`");
  }
}

}  // namespace envelope::lint
