#include "tests/unit/syntax/mistake.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/diagnostics/apply_fixes.h"
#include "tests/unit/syntax/parsed.h"

namespace envelope::syntax {

void check_mistakes(const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    CAPTURE(mistake.text);
    const Parsed snippet = parsed(mistake.text);
    CHECK(snippet.findings() == mistake.findings + "\n");
    CHECK(offence(snippet) == "");
    const auto& findings = snippet.sink.diagnostics();
    std::size_t applied = 0;
    const std::string fixed = diagnostics::apply(mistake.text, snippet.file, findings, &applied, diagnostics::FixChoice::all);
    CHECK((applied == 0 ? "" : fixed) == mistake.fixed);
    const bool all_fixed = std::none_of(findings.begin(), findings.end(), [](const auto& finding) { return finding.fixes.empty(); });
    if (all_fixed) CHECK(parsed(fixed).findings() == "");
  }
}

}  // namespace envelope::syntax
