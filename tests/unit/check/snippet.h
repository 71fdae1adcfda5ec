// Checking a text that stands in a test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/check.h"

namespace envelope::check {

// Parses and checks `text` as the only module. Findings come out one a line, in order of place: `2:7 ENV0201 there is no …`.
struct Checked {
  TypedProgram program;
  std::string findings;
  std::vector<diagnostics::Diagnostic> diagnostics;
  std::string fixed;  // the text with the first fix of every finding carried out
};
[[nodiscard]] Checked check_text(std::string_view text, const CheckLimits& limits = {});

// Several modules; the first is the main one, every other one is imported by it with `arguments` of the import statement at its index.
struct ModuleText {
  std::string text;
  bool is_stdlib = false;
};
[[nodiscard]] Checked check_modules(const std::vector<ModuleText>& modules);

// One row of a table of snippets: what is found, nothing else.
struct Case {
  std::string_view name;
  std::string_view text;
  std::string_view findings;
};
void expect_findings(const std::vector<Case>& cases);

// `text` has no findings and prints as `typed` (built-in parts aside).
void expect_typed(std::string_view text, std::string_view typed);

}  // namespace envelope::check
