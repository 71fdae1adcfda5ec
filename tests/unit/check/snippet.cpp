#include "tests/unit/check/snippet.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>

#include "compiler/check/print.h"
#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/syntax/parse.h"

namespace envelope::check {

namespace {

std::string list_findings(std::vector<diagnostics::Diagnostic> diagnostics, const base::SourceMap& sources) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const auto& a, const auto& b) { return a.primary < b.primary; });
  std::string out;
  for (const diagnostics::Diagnostic& diagnostic : diagnostics) {
    const base::Position position = sources.position(diagnostic.primary.file, diagnostic.primary.begin);
    out += fmt::format("{}{}:{} {} {}", out.empty() ? "" : "\n", position.line, position.column, diagnostics::code_text(diagnostic.code),
                       diagnostic.message);
  }
  return out;
}

// The import statements of the main module, in written order, belong to the other modules.
void bind_imports(const syntax::PolicyFile& main, std::vector<ModuleTree>& trees) {
  std::size_t next = 1;
  for (const syntax::Statement& statement : main.statements) {
    const auto* import = std::get_if<syntax::Import>(&statement.node);
    if (import == nullptr || next == trees.size()) continue;
    ModuleTree& tree = trees[next++];
    tree.imported_at = statement.span;
    if (!import->arguments) continue;
    for (const syntax::Argument& argument : import->arguments->items) {
      BoundHole hole;
      if (argument.name) {
        hole.name = argument.name->text;
        hole.name_span = argument.name->span;
      }
      hole.value = &argument.value;
      tree.arguments.push_back(hole);
    }
  }
}

Checked run(const std::vector<ModuleText>& modules, const CheckLimits& limits) {
  base::SourceMap sources;
  diagnostics::Sink sink;
  std::deque<syntax::ParseResult> parsed;
  std::vector<ModuleTree> trees;
  for (const ModuleText& module : modules) {
    const base::FileId file = sources.add("test.envelope", module.text);
    parsed.push_back(syntax::parse(sources, file, sink));
    ModuleTree tree;
    tree.tree = &parsed.back().tree;
    tree.is_main = trees.empty();
    tree.is_stdlib = module.is_stdlib;
    trees.push_back(std::move(tree));
  }
  bind_imports(parsed.front().tree, trees);
  Checked result;
  result.program = check(trees, sources, sink, limits);
  result.diagnostics = sink.take();
  result.findings = list_findings(result.diagnostics, sources);
  result.fixed = diagnostics::apply(modules.front().text, base::FileId{0}, result.diagnostics, nullptr, diagnostics::FixChoice::all);
  return result;
}

}  // namespace

Checked check_text(std::string_view text, const CheckLimits& limits) { return run({{std::string(text), false}}, limits); }

Checked check_modules(const std::vector<ModuleText>& modules) { return run(modules, {}); }

void expect_findings(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    INFO(each.name << "\n" << each.text);
    CHECK(check_text(each.text).findings == each.findings);
  }
}

void expect_typed(std::string_view text, std::string_view typed) {
  const Checked checked = check_text(text);
  INFO(text);
  CHECK(checked.findings == "");
  CHECK(print_typed(checked.program) == typed);
}

}  // namespace envelope::check
