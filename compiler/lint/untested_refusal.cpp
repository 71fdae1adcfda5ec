// ENV1019: tests that only say what is granted.
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {

void untested_refusal(const Subject& subject, diagnostics::Sink& sink) {
  const check::Test* first = nullptr;
  for (const check::Test& test : subject.program.tests) {
    for (const check::TestCase& test_case : test.cases) {
      if (test_case.expected == base::Effect::deny) return;
      if (first == nullptr) first = &test;
    }
  }
  if (first == nullptr || !is_authored(subject, first->span)) return;
  sink.emit(diagnostics::Code::UntestedRefusal, {first->span.file, first->span.begin, first->span.begin + 4},
            "no test of this policy expects `deny`")
      .with_help("say what must stay closed: a grant that is too wide passes every test there is");
}

}  // namespace envelope::lint
