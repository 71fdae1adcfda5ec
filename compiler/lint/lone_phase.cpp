// ENV1008: phases exclude each other, and there is only one.
#include <fmt/format.h>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void lone_phase(const Subject& subject, diagnostics::Sink& sink) {
  const check::Switch* only = nullptr;
  for (const check::Switch& mode : subject.program.switches) {
    if (mode.kind != check::SwitchKind::phase) continue;
    if (only != nullptr) return;
    only = &mode;
  }
  if (only == nullptr || !is_authored(subject, only->span)) return;
  sink.emit(diagnostics::Code::LonePhase, only->span, fmt::format("`{}` is the only phase", only->name))
      .with_help("exactly one of all phases is on: declare the others, or write `window` for something that comes and goes");
}

}  // namespace envelope::lint
