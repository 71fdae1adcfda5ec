// ENV1010: a question that stays open.
#include <fmt/format.h>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void approval_without_deadline(const Subject& subject, diagnostics::Sink& sink) {
  for (const check::Approval& approval : subject.program.approvals) {
    if (approval.within_ms || !is_authored(subject, approval.span)) continue;
    sink.emit(diagnostics::Code::ApprovalWithoutDeadline, approval.span,
              fmt::format("the approval `{}` does not say how long it waits for an answer", approval.name))
        .with_help("write `within 60min` in its block: silence is then a no");
  }
}

}  // namespace envelope::lint
