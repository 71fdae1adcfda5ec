// ENV1006: a stop or phase that nobody can end.
#include <fmt/format.h>

#include "compiler/lint/crossings.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void switch_never_left(const Subject& subject, diagnostics::Sink& sink) {
  if (!governs_agents(subject)) return;
  const Crossings crossings(subject.program, "leave", check::Consequence::Kind::leave);
  for (std::uint32_t i = 0; i < subject.program.switches.size(); ++i) {
    const check::Switch& mode = subject.program.switches[i];
    // One phase ends when another begins, and a window by its time.
    const bool ends_by_itself = mode.kind == check::SwitchKind::phase || mode.lasts_ms.has_value();
    if (ends_by_itself || crossings.may_happen({i}, mode.leave) || !is_authored(subject, mode.span)) continue;
    sink.emit(diagnostics::Code::SwitchNeverLeft, mode.span, fmt::format("nobody can leave `{}`", mode.name))
        .with_help("write `leave via APPROVAL` in its block, or `allow leave` in the block of a human");
  }
}

}  // namespace envelope::lint
