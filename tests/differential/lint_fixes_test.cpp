// The fixes of lint, on random policies: what is left compiles, and decides as before.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/diagnostics/render.h"
#include "compiler/lint/lint.h"
#include "compiler/lower/lower.h"
#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "compiler/request/print.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/run_options.h"

namespace envelope::differential {
namespace {

std::unique_ptr<pipeline::Compilation> compile_files(const std::vector<std::string>& texts) {
  project::MemoryFiles files;
  for (std::size_t i = 0; i < texts.size(); ++i) files.add(fmt::format("file{}.envelope", i), texts[i]);
  return pipeline::compile(files, "file0.envelope", pipeline::Stage::lower);
}

// Every file with the fixes of one look applied; how many there were.
std::size_t apply_round(const pipeline::Compilation& compilation, std::vector<std::string>& texts) {
  std::size_t applied = 0;
  for (std::uint32_t i = 0; i < compilation.sources.size(); ++i) {
    const base::SourceFile& file = compilation.sources.file({i});
    for (std::size_t k = 0; k < texts.size(); ++k) {
      if (file.path != fmt::format("file{}.envelope", k)) continue;
      std::size_t here = 0;
      texts[k] = diagnostics::apply(file.text, {i}, compilation.sink.diagnostics(), &here);
      applied += here;
    }
  }
  return applied;
}

bool decide_alike(const model::PolicyModel& a, const model::PolicyModel& b, const check::TypedProgram& program, std::size_t count,
                  Random& random) {
  const RequestMaker maker(program);
  for (std::size_t i = 0; i < count; ++i) {
    const request::Request request = maker.make(random).request;
    const request::Outcome left = model::evaluate(a, request);
    const request::Outcome right = model::evaluate(b, request);
    UNSCOPED_INFO(request::print(request) << "\n" << request::print(left) << "\n" << request::print(right));
    if (left.effect != right.effect || left.approvals != right.approvals) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a default that is said never to count changes nothing when it is left out", "[lint]") {
  std::uint64_t policy_seed = seed();
  std::size_t findings = 0;
  for (int i = 0; i < (is_soak() ? 20'000 : 600); ++i) {
    Random random(Random::next_seed(policy_seed));
    std::vector<std::string> texts = render(make_policy(random));
    for (std::size_t k = 1; k < texts.size(); ++k) texts.front() += fmt::format("\nimport \"file{}.envelope\"\n", k);
    const auto compilation = compile_files(texts);
    REQUIRE(compilation->model);
    diagnostics::Sink sink;
    lint::lint({*compilation->modules, *compilation->program, compilation->sources}, std::nullopt, sink);
    for (const diagnostics::Diagnostic& finding : sink.diagnostics()) {
      if (finding.code != diagnostics::Code::DefaultWithoutEffect) continue;
      ++findings;
      check::TypedProgram without = *compilation->program;
      std::erase_if(without.rules, [&](const check::Rule& rule) { return rule.span == finding.primary; });
      const model::PolicyModel model = lower::lower(without, compilation->sources);
      INFO(texts.front() << "\n" << compilation->sources.text(finding.primary));
      CHECK(decide_alike(*compilation->model, model, *compilation->program, 300, random));
    }
  }
  fmt::print("{} defaults that never count\n", findings);
  CHECK(findings > 5);
}

TEST_CASE("fixes of lint leave a policy that compiles and decides as before", "[lint]") {
  constexpr int kRoundsMax = 10;
  std::uint64_t policy_seed = seed();
  std::size_t fixes = 0;
  std::size_t findings = 0;
  for (int i = 0; i < (is_soak() ? 10'000 : 300); ++i) {
    Random random(Random::next_seed(policy_seed));
    std::vector<std::string> texts = render(make_policy(random));
    for (std::size_t k = 1; k < texts.size(); ++k) texts.front() += fmt::format("\nimport \"file{}.envelope\"\n", k);
    const auto before = compile_files(texts);
    REQUIRE(before->model);
    for (int round = 0; round < kRoundsMax; ++round) {
      const auto current = compile_files(texts);
      INFO(diagnostics::render_text(current->sink.diagnostics(), current->sources, {}));
      REQUIRE(current->model);
      lint::lint({*current->modules, *current->program, current->sources}, std::nullopt, current->sink);
      if (round == 0) findings += current->sink.diagnostics().size();
      const std::size_t applied = apply_round(*current, texts);
      fixes += applied;
      if (applied == 0) break;
      REQUIRE(round + 1 < kRoundsMax);
    }
    const auto after = compile_files(texts);
    INFO(texts.front());
    REQUIRE(decide_alike(*before->model, *after->model, *before->program, 100, random));
  }
  fmt::print("{} findings, {} fixes applied\n", findings, fixes);
  if (is_soak()) fmt::print("soak: fixes of lint that change no decision | {}\n", fixes);
  CHECK(findings > 500);
  CHECK(fixes > 50);
}

}  // namespace envelope::differential
