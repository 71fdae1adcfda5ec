// ENV1007: a window, phase or stop that nobody can begin.
#include <fmt/format.h>

#include "compiler/lint/crossings.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void switch_never_entered(const Subject& subject, diagnostics::Sink& sink) {
  if (!governs_agents(subject)) return;
  const Crossings crossings(subject.program, "enter", check::Consequence::Kind::enter);
  for (std::uint32_t i = 0; i < subject.program.switches.size(); ++i) {
    const check::Switch& mode = subject.program.switches[i];
    if (crossings.may_happen({i}, mode.enter) || !is_authored(subject, mode.span)) continue;
    sink.emit(diagnostics::Code::SwitchNeverEntered, mode.span, fmt::format("nobody can enter `{}`, and nothing enters it", mode.name))
        .with_help("write `enter via APPROVAL` in its block, `allow enter` in the block of a human, or `do enter …` at a watch");
  }
}

}  // namespace envelope::lint
