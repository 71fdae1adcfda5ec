// ENV1011: a job that starts for ever.
#include <fmt/format.h>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void job_without_expiry(const Subject& subject, diagnostics::Sink& sink) {
  for (const check::Job& job : subject.program.jobs) {
    if (job.expires_ms || !is_authored(subject, job.span)) continue;
    sink.emit(diagnostics::Code::JobWithoutExpiry, job.span, fmt::format("the job `{}` never ends", job.name))
        .with_help("write `expires 2027-01-10` in its block, so that somebody looks at it again");
  }
}

}  // namespace envelope::lint
