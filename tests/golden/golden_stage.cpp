#include "tests/golden/golden_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "compiler/check/print.h"
#include "compiler/diagnostics/order.h"
#include "compiler/diagnostics/render.h"
#include "compiler/format/equivalent.h"
#include "compiler/format/format.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/print.h"
#include "compiler/model/request_words.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/load.h"
#include "compiler/project/memory_files.h"
#include "compiler/prove/prove.h"
#include "compiler/prove/try_fixes.h"
#include "compiler/request/print.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/print.h"
#include "compiler/testing/render.h"
#include "tests/differential/three_ways.h"

namespace envelope::golden {
namespace {

std::size_t part_of(const GoldenFile& golden, const std::string& path) {
  for (std::size_t i = 0; i < golden.parts.size(); ++i)
    if (path == golden.parts[i].name || path.ends_with("/" + golden.parts[i].name)) return i;
  return 0;
}

std::vector<Expected> findings_of(const GoldenFile& golden, const pipeline::Compilation& compilation) {
  std::vector<diagnostics::Diagnostic> sorted = compilation.sink.diagnostics();
  diagnostics::sort_for_reading(sorted, compilation.sources);
  std::vector<Expected> findings;
  for (const diagnostics::Diagnostic& diagnostic : sorted) {
    const std::string text = diagnostics::code_text(diagnostic.code) + " " + diagnostic.message;
    if (!diagnostic.primary.is_valid()) {
      findings.push_back({0, 0, text});
      continue;
    }
    const base::Position position = compilation.sources.position(diagnostic.primary.file, diagnostic.primary.begin);
    findings.push_back({part_of(golden, compilation.sources.file(diagnostic.primary.file).path), position.line, text});
  }
  std::sort(findings.begin(), findings.end());
  return findings;
}

std::string explain_all(const GoldenFile& golden, const model::PolicyModel& model) {
  std::string out;
  for (const std::string& line : golden.whys) {
    const model::RequestLine words = model::split_request_line(line);
    const model::RequestWords read = model::read_request(model, words.words, words.with);
    out += line + "\n";
    for (const std::string& fault : read.faults) out += "  ! " + fault + "\n";
    if (!read.faults.empty()) continue;
    const model::Explanation explanation = model::explain(model, read.request);
    out += "  -> " + request::print(explanation.outcome) + "\n";
    for (const model::Matched& matched : explanation.matched) {
      static constexpr std::string_view kRoles[] = {"grant", "default grant", "cap", "default cap"};
      out += fmt::format("  {} {} {}{}: {}\n", matched.decides ? "*" : " ", kRoles[static_cast<std::size_t>(matched.role)],
                         base::effect_name(matched.level), matched.truth == text::Truth::unknown ? " (unknown)" : "",
                         model.statements[matched.statement.index()].text);
    }
    for (const model::NearMiss& miss : explanation.milder)
      out += fmt::format("    milder {}{}: {}\n", base::effect_name(miss.level), miss.truth == text::Truth::unknown ? " (unknown)" : "",
                         model.statements[miss.statement.index()].text);
  }
  return out;
}

std::string stage_of(const GoldenFile& golden, const pipeline::Compilation& compilation) {
  if (golden.emit == "text" || golden.emit == "verify") {
    std::vector<diagnostics::Diagnostic> sorted = compilation.sink.diagnostics();
    diagnostics::sort_for_reading(sorted, compilation.sources);
    return diagnostics::render_text(sorted, compilation.sources, {});
  }
  if (!compilation.modules) return {};
  const project::Module& main = compilation.modules->modules.front();
  if (golden.emit == "ast") return syntax::print_ast(main.parsed.tree, compilation.sources);
  if (golden.emit == "fmt") return format::format(main.parsed, compilation.sources);
  if (golden.emit == "typed" && compilation.program) return check::print_typed(*compilation.program);
  if (golden.emit == "model" && compilation.model) return model::print(*compilation.model);
  if (golden.emit == "why" && compilation.model) return explain_all(golden, *compilation.model);
  if (golden.emit == "test" && compilation.model) {
    const testing::TestOptions options;
    const testing::TestReport report = testing::run_tests(*compilation.program, *compilation.model, options);
    const std::optional<testing::Coverage> coverage = testing::measure_coverage(*compilation.program, *compilation.model, options);
    return testing::render_pretty({*compilation.model, compilation.sources, report, coverage, false});
  }
  return {};
}

// Formatting keeps the tree and changes nothing the second time.
void check_formatting(const Part& part, std::vector<std::string>& broken) {
  base::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = project::load_text(part.text, part.name, sources, sink);
  if (!file) return;
  const syntax::ParseResult parsed = syntax::parse(sources, *file, sink);
  const std::string once = format::format(parsed, sources);
  const auto again = project::load_text(once, part.name, sources, sink);
  if (!again) {
    broken.push_back(part.name + ": formatted to a text that cannot be loaded");
    return;
  }
  const syntax::ParseResult reparsed = syntax::parse(sources, *again, sink);
  if (!sink.has_errors() && !format::same_tree(parsed.tree, reparsed.tree)) broken.push_back(part.name + ": formatting changes the tree");
  if (format::format(reparsed, sources) != once) broken.push_back(part.name + ": formatting twice differs from formatting once");
}

bool has_errors(const pipeline::Compilation& compilation) {
  const auto& diagnostics = compilation.sink.diagnostics();
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const diagnostics::Diagnostic& diagnostic) { return diagnostic.severity == diagnostics::Severity::error; });
}

constexpr std::int64_t kNowMs = 1'800'000'000'000;  // 2027-01-15, for `accept … until`

}  // namespace

Actual compile_golden(const GoldenFile& golden) {
  project::MemoryFiles files;
  for (const Part& part : golden.parts) files.add(part.name, part.text);
  const auto compilation = pipeline::compile(files, golden.parts.front().name, pipeline::Stage::lower);
  if (golden.emit == "verify" && compilation->model) {
    prove::VerifyOptions options;
    options.now_ms = kNowMs;
    options.crossings = golden.parts.front().text.find("with crossings") != std::string::npos;
    (void)prove::verify(*compilation->model, compilation->sources, options, compilation->sink);
    prove::keep_good_fixes(files, golden.parts.front().name, options, *compilation);
  }
  Actual actual{findings_of(golden, *compilation), stage_of(golden, *compilation), has_errors(*compilation), {}};
  for (const Part& part : golden.parts)
    if (part.name.ends_with(".envelope")) check_formatting(part, actual.broken_properties);
  if (compilation->model && !actual.has_errors) {
    constexpr std::size_t kRequests = 200;
    std::string difference = differential::disagreement(*compilation->program, *compilation->model, compilation->sources, kRequests);
    if (!difference.empty()) actual.broken_properties.push_back("evaluators differ: " + difference);
  }
  return actual;
}

}  // namespace envelope::golden
