// Fences in Markdown: ```envelope must compile without any finding and its tests pass; ```envelope ENV0201 must give exactly that code. In
// docs/diagnostics/ENVnnnn.md the fence under "## Example" must give exactly the page's code, the one under "## How to fix" nothing;
// pages of ENV1nnn are read as `envc lint` reads policies.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/diagnostics/render.h"
#include "compiler/diff/report.h"
#include "compiler/lint/lint.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "compiler/prove/prove.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/testing/run_tests.h"
#include "tests/decompile/round_trip.h"

namespace envelope {
namespace {

namespace fs = std::filesystem;

struct Snippet {
  std::string heading;  // the last `## …` above it
  std::string code;     // after ```envelope; empty: must be clean
  std::string text;
  std::size_t line = 0;
};

std::vector<Snippet> snippets_of(const fs::path& path) {
  std::vector<Snippet> snippets;
  std::ifstream in(path);
  std::string line;
  std::string heading;
  bool inside = false;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      snippets.back().text += line + "\n";
    } else if (line.starts_with("## ")) {
      heading = line.substr(3);
    } else if (line == "```envelope" || line.starts_with("```envelope ")) {
      inside = true;
      snippets.push_back({heading, line.size() > 12 ? line.substr(12) : "", "", number});
    }
  }
  return snippets;
}

// Splits `//--- name` parts, compiles, and where it is about a finding of `envc verify`, verifies.
std::unique_ptr<pipeline::Compilation> compile_snippet(const std::string& text, bool is_proved = false) {
  project::MemoryFiles files;
  std::string name = "main.envelope";
  std::string part;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("//--- ")) {
      files.add(name, part);
      name = line.substr(6);
      part.clear();
    } else {
      part += line + "\n";
    }
  }
  files.add(name, part);
  auto compilation = pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
  prove::VerifyOptions options = reach::with_escalations({});
  options.crossings = true;
  options.now_ms = 1'800'000'000'000;                            // 2027-01-15
  if (text.find("//--- old.envelope\n") != std::string::npos) {  // two sides of a change
    const auto before = diff::load_side(diff::Side::before, "old.envelope", files);
    const auto after = diff::load_side(diff::Side::after, "main.envelope", files);
    REQUIRE((before->is_usable() && after->is_usable()));
    for (const diagnostics::Diagnostic& finding : diff::compare_sides(*before, *after, {}).diagnostics)
      compilation->sink.emit(finding.code, {}, finding.message);
    return compilation;
  }
  if (is_proved && compilation->model) (void)prove::verify(*compilation, options);
  return compilation;
}

std::set<std::string> codes_of(const pipeline::Compilation& compilation) {
  std::set<std::string> codes;
  for (const diagnostics::Diagnostic& diagnostic : compilation.sink.diagnostics()) codes.insert(diagnostics::code_text(diagnostic.code));
  return codes;
}

void check_snippet(const fs::path& path, const Snippet& snippet, const std::string& expected_code, bool is_proved = false) {
  INFO(path.filename().string() << " line " << snippet.line << ":\n" << snippet.text);
  const auto compilation = compile_snippet(snippet.text, is_proved);
  if (path.filename().string().starts_with("ENV1") && compilation->model)
    lint::lint({*compilation->modules, *compilation->program, compilation->sources}, std::nullopt, compilation->sink);
  INFO(diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
  const std::set<std::string> expected = expected_code.empty() ? std::set<std::string>{} : std::set<std::string>{expected_code};
  CHECK(codes_of(*compilation) == expected);
  if (!compilation->model) return;
  CHECK(decompile::round_trip_fault(*compilation) == "");
  for (const testing::TestResult& test : testing::run_tests(*compilation->program, *compilation->model, {}).tests)
    for (const testing::CaseResult& result : test.cases) {
      INFO(result.request << " decided " << result.actual << ", expected " << result.expected);
      CHECK(result.passed);
    }
}

std::vector<fs::path> pages_in(const std::string& folder) {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::directory_iterator(fs::path(ENVELOPE_SOURCE_DIR) / folder))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  return pages;
}

}  // namespace

TEST_CASE("the snippets of the language pages and the README compile") {
  std::vector<fs::path> pages = pages_in("docs/language");
  for (const char* page : {"README.md", "docs/linting.md"}) pages.push_back(fs::path(ENVELOPE_SOURCE_DIR) / page);
  std::size_t count = 0;
  for (const fs::path& page : pages)
    for (const Snippet& snippet : snippets_of(page)) {
      check_snippet(page, snippet, snippet.code);
      ++count;
    }
  CHECK(count >= 35);
}

TEST_CASE("the examples of the catalogue fail with their code and pass when mended") {
  for (const fs::path& page : pages_in("docs/diagnostics")) {
    const std::string code = page.stem().string();
    for (const Snippet& snippet : snippets_of(page))
      check_snippet(page, snippet, snippet.heading == "Example" ? code : "", code.starts_with("ENV2"));
  }
}

TEST_CASE("lint finds nothing in the tour, the standard library and the examples") {
  const fs::path root(ENVELOPE_SOURCE_DIR);
  const auto text_of = [&](const char* path) {
    std::ostringstream bytes;
    bytes << std::ifstream(root / path, std::ios::binary).rdbuf();
    return bytes.str();
  };
  const std::string template_use =
      "policy main import \"template.envelope\"(daily_tokens: 5)\nhuman owner { allow enter, leave }\n"
      "default approval ok { from owner  within 1h }\nagent bolt is auto\n"
      "test \"bolt is asked\" { bolt unschedule(owner: bolt) -> deny }\n//--- template.envelope\n";
  const std::vector<std::string> texts = {text_of("tests/golden/samples/tour.envelope"), text_of("tests/golden/samples/l4.envelope"),
                                          text_of("examples/openclaw/openclaw.envelope"), text_of("stdlib/std.envelope"),
                                          template_use + text_of("stdlib/template/proactive.envelope")};
  for (const std::string& text : texts) {
    const auto compilation = compile_snippet(text.substr(0, text.find("//===")));
    REQUIRE(compilation->model);
    lint::lint({*compilation->modules, *compilation->program, compilation->sources}, std::nullopt, compilation->sink);
    INFO(diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
    CHECK(compilation->sink.diagnostics().empty());
  }
}

TEST_CASE("every form of the language has a page") {
  static constexpr const char* kForms[] = {"policy", "import", "let",   "enum",  "class",     "capability", "action", "meter",    "fact",
                                           "label",  "file",   "tier",  "agent", "subagents", "window",     "job",    "approval", "route",
                                           "rule",   "holds",  "limit", "watch", "before",    "configure",  "assert", "test"};
  for (const char* form : kForms) {
    INFO(form);
    CHECK(fs::exists(fs::path(ENVELOPE_SOURCE_DIR) / "docs/language" / (std::string(form) + ".md")));
  }
}

}  // namespace envelope
