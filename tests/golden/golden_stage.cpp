#include "tests/golden/golden_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "compiler/check/print.h"
#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/diagnostics/order.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diff/report.h"
#include "compiler/format/equivalent.h"
#include "compiler/format/format.h"
#include "compiler/lint/lint.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/print.h"
#include "compiler/model/request_words.h"
#include "compiler/mutation/mutate.h"
#include "compiler/mutation/suggest.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/load.h"
#include "compiler/project/memory_files.h"
#include "compiler/prove/prove.h"
#include "compiler/prove/try_fixes.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/request/print.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/print.h"
#include "compiler/testing/render.h"
#include "tests/decompile/round_trip.h"
#include "tests/differential/random.h"
#include "tests/differential/request_maker.h"
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

// Every change and what became of it.
std::string print_mutants(const pipeline::Compilation& compilation) {
  std::string out;
  base::Span statement;
  for (const mutation::MutantResult& result :
       mutation::mutate(*compilation.program, *compilation.model, compilation.sources, testing::TestOptions{}).results) {
    if (result.statement != statement) out += result.statement_text + "\n";
    statement = result.statement;
    out += fmt::format("  {:<8} {:<10} {}\n", mutation::fate_name(result.fate), mutation::change_name(result.change), result.text);
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
  if (golden.emit == "mutate" && compilation.model) return print_mutants(compilation);
  if (golden.emit == "suggest" && compilation.model)
    return mutation::suggest_tests(*compilation.program, *compilation.model, compilation.sources, false);
  if (golden.emit == "why" && compilation.model) return explain_all(golden, *compilation.model);
  if (golden.emit == "test" && compilation.model) {
    const testing::TestOptions options;
    const testing::TestReport report = testing::run_tests(*compilation.program, *compilation.model, options);
    const std::optional<testing::Coverage> coverage = testing::measure_coverage(*compilation.program, *compilation.model, options);
    return testing::render_pretty({*compilation.model, compilation.sources, report, coverage, false});
  }
  return {};
}

// The part `old.envelope`, compared with the main file; and a policy is like itself, whatever the layout of its text.
std::string print_difference(const std::vector<Part>& parts) {
  project::MemoryFiles files;
  for (const Part& part : parts) files.add(part.name, part.text);
  const auto before = diff::load_side(diff::Side::before, "old.envelope", files);
  const auto after = diff::load_side(diff::Side::after, parts.front().name, files);
  if (!before->is_usable() || !after->is_usable()) return "a side cannot be compared\n";
  return diff::render_pretty(diff::compare_sides(*before, *after, {}), false);
}

std::unique_ptr<pipeline::Compilation> compile_parts(const std::vector<Part>& parts) {
  project::MemoryFiles files;
  for (const Part& part : parts) files.add(part.name, part.text);
  return pipeline::compile(files, parts.front().name, pipeline::Stage::lower);
}

constexpr int kFixRoundsMax = 10;

// The main file as `envc check --fix` leaves it.
std::string text_after_check_fixes(std::vector<Part> parts, std::vector<std::string>& broken) {
  for (int round = 0;; ++round) {
    const auto compilation = compile_parts(parts);
    std::size_t applied = 0;
    std::string text = diagnostics::apply(parts.front().text, {0}, compilation->sink.diagnostics(), &applied);
    if (applied == 0) return text;
    parts.front().text = std::move(text);
    if (round < kFixRoundsMax) continue;
    broken.push_back("the fixes of check come to no end");
    return parts.front().text;
  }
}

// Adds what lint finds to the findings. What comes back: the accepted findings, a line each.
std::string run_lint(pipeline::Compilation& compilation) {
  if (!compilation.model) return {};
  std::string accepted;
  lint::lint({*compilation.modules, *compilation.program, compilation.sources}, std::nullopt, compilation.sink);
  for (const diagnostics::Accepted& one : compilation.sink.accepted())
    accepted += fmt::format("accepted: {} {}\n", diagnostics::code_text(one.finding.code), one.finding.message);
  return accepted;
}

// The main file once every fix of lint is applied, again and again; empty when there is none to apply.
std::string fixed_text(std::vector<Part> parts, std::vector<std::string>& broken) {
  const std::string before = parts.front().text;
  for (int round = 0;; ++round) {
    const auto compilation = compile_parts(parts);
    if (compilation->sink.has_errors()) {
      if (round > 0) broken.push_back("a fix of lint leaves a policy with errors");
      break;
    }
    (void)run_lint(*compilation);
    std::size_t applied = 0;
    parts.front().text = diagnostics::apply(parts.front().text, {0}, compilation->sink.diagnostics(), &applied);
    if (applied == 0) break;
    if (round == kFixRoundsMax) {
      broken.push_back("the fixes of lint come to no end");
      break;
    }
  }
  return parts.front().text == before ? "" : parts.front().text;
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

// The fixes of lint leave a policy without errors that decides as before.
void check_fixes(std::vector<Part> parts, const pipeline::Compilation& compilation, std::vector<std::string>& broken) {
  const std::string fixed = fixed_text(parts, broken);
  if (fixed.empty()) return;
  parts.front().text = fixed;
  const auto after = compile_parts(parts);
  if (!after->model) return;
  constexpr std::size_t kRequests = 200;
  const differential::RequestMaker maker(*compilation.program);
  differential::Random random(1);
  for (std::size_t i = 0; i < kRequests; ++i) {
    const request::Request request = maker.make(random).request;
    if (mutation::differ(model::evaluate(*compilation.model, request), model::evaluate(*after->model, request)))
      return broken.push_back("a fix of lint changes a decision: " + request::print(request));
  }
}

bool passes_its_tests(const pipeline::Compilation& compilation) {
  return testing::run_tests(*compilation.program, *compilation.model, testing::TestOptions{}).failed_count() == 0;
}

// Suggested tests compile and pass where they are pasted, leave nothing more to suggest, and then no change survives.
void check_suggestions(std::vector<Part> parts, const pipeline::Compilation& compilation, std::vector<std::string>& broken) {
  if (!passes_its_tests(compilation)) return;
  const std::string tests = mutation::suggest_tests(*compilation.program, *compilation.model, compilation.sources, false);
  parts.front().text += tests;
  const auto pasted = compile_parts(parts);
  if (!pasted->model) {
    broken.push_back("suggested tests do not compile:\n" + diagnostics::render_text(pasted->sink.diagnostics(), pasted->sources, {}));
    return;
  }
  if (!passes_its_tests(*pasted)) broken.push_back("suggested tests fail:\n" + tests);
  if (!mutation::suggest_tests(*pasted->program, *pasted->model, pasted->sources, false).empty())
    broken.push_back("suggested tests leave something to suggest:\n" + tests);
  const mutation::MutationReport report = mutation::mutate(*pasted->program, *pasted->model, pasted->sources, testing::TestOptions{});
  for (const mutation::MutantResult& result : report.results)
    if (result.fate == mutation::Fate::survived)
      broken.push_back(fmt::format("survives all suggested tests: {}: {}\n{}", result.statement_text, result.text, tests));
}

bool has_errors(const pipeline::Compilation& compilation) {
  const auto& diagnostics = compilation.sink.diagnostics();
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const diagnostics::Diagnostic& diagnostic) { return diagnostic.severity == diagnostics::Severity::error; });
}

constexpr std::int64_t kNowMs = 1'800'000'000'000;  // 2027-01-15, for `accept … until`

void run_verify(const std::vector<Part>& parts, pipeline::Compilation& compilation) {
  project::MemoryFiles files;
  for (const Part& part : parts) files.add(part.name, part.text);
  prove::VerifyOptions options = reach::with_escalations({});
  options.now_ms = kNowMs;
  options.crossings = parts.front().text.find("with crossings") != std::string::npos;
  (void)prove::verify(compilation, options);
  prove::keep_good_fixes(files, parts.front().name, options, compilation);
}

}  // namespace

Actual compile_golden(const GoldenFile& golden) {
  const auto compilation = compile_parts(golden.parts);
  const std::string accepted = golden.emit == "lint" ? run_lint(*compilation) : "";
  if (golden.emit == "verify" && compilation->model) run_verify(golden.parts, *compilation);
  Actual actual{findings_of(golden, *compilation), stage_of(golden, *compilation), has_errors(*compilation), {}};
  if (golden.emit == "diff") actual.stage = print_difference(golden.parts);
  if (golden.emit == "fixed") actual.stage = text_after_check_fixes(golden.parts, actual.broken_properties);
  if (golden.emit == "lint") actual.stage = accepted + fixed_text(golden.parts, actual.broken_properties);
  for (const Part& part : golden.parts)
    if (part.name.ends_with(".envelope")) check_formatting(part, actual.broken_properties);
  if (compilation->model && !actual.has_errors) {
    constexpr std::size_t kRequests = 200;
    std::string difference = differential::disagreement(*compilation->program, *compilation->model, compilation->sources, kRequests);
    if (!difference.empty()) actual.broken_properties.push_back("evaluators differ: " + difference);
    const std::string lost = decompile::round_trip_fault(*compilation);
    if (!lost.empty()) actual.broken_properties.push_back("decompiling: " + lost);
    check_suggestions(golden.parts, *compilation, actual.broken_properties);
    check_fixes(golden.parts, *compilation, actual.broken_properties);
  }
  return actual;
}

}  // namespace envelope::golden
