// ENV1020: a finding is accepted and nobody can tell why.
#include <fmt/format.h>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void accept_without_reason(const Subject& subject, diagnostics::Sink& sink) {
  for (const check::Acceptance& acceptance : subject.program.acceptances) {
    if (!acceptance.because.empty() || !is_authored(subject, acceptance.span)) continue;
    sink.emit(diagnostics::Code::AcceptWithoutReason, acceptance.span, fmt::format("{} is accepted without a reason", acceptance.code))
        .with_help("write `because \"…\"`, and best `until` a date on which somebody looks again");
  }
}

}  // namespace envelope::lint
